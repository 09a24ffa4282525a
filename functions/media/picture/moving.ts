const extensionBlock = 0x21
const picture = 0x2c

/** A table of colours follows where the highest bit is set: 2 to 256 colours of 3 bytes (GIF89a, 19 and 21). */
const tableLength = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)

/** Whether a GIF holds more than one picture. No decoder sees it: it is refused either way, but editors are told why. */
export function isMovingGif(bytes: Uint8Array): boolean {
  const byte = (at: number) => bytes[at] ?? 0
  const afterBlocks = (from: number) => {
    let at = from
    while (byte(at) > 0) at += 1 + byte(at)
    return at + 1
  }
  let pictures = 0
  for (let at = 13 + tableLength(byte(10)); at < bytes.length && pictures < 2; ) {
    if (byte(at) === extensionBlock) at = afterBlocks(at + 2)
    else if (byte(at) === picture) {
      pictures += 1
      at = afterBlocks(at + 11 + tableLength(byte(at + 9)))
    } else break
  }
  return pictures > 1
}
