/** What is read at once unless told otherwise; larger files are read as streams. */
const usual = 64 * 1024 * 1024

/** All bytes of a stream. Throws where they are more than `most`, before they are read. */
export async function readAll(
  path: string,
  size: number,
  stream: () => AsyncIterable<Buffer>,
  most = usual,
): Promise<Buffer> {
  if (size > most) throw new Error(`${path} has ${size} bytes; ${most} can be read at once`)
  const chunks: Buffer[] = []
  for await (const chunk of stream()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
