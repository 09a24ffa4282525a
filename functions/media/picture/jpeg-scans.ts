/**
 * How often a JPEG paints over itself (ITU-T T.81, B.2): a progressive one comes in about ten scans, and each costs a walk
 * over the whole picture. What follows the end of the picture, such as the film of a telephone, is not looked at.
 */
export function jpegScans(bytes: Uint8Array): number {
  const startOfScan = 0xda
  const end = 0xd9
  let scans = 0
  let at = 2
  for (;;) {
    at = nextMarker(bytes, at)
    const marker = bytes[at + 1]
    if (marker === undefined || marker === end) return scans
    if (marker === startOfScan) scans += 1
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
  }
}

/**
 * 0xFF stands before every marker. What is below 0xC0 has no length (before 0 it is data, and the rest a decoder skips), nor
 * have the restarts (0xD0 to 0xD7); 0xFF may be repeated.
 */
export function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next >= 0xc0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}
