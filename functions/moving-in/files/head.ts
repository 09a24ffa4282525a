import type { Head } from '../sources/source.ts'
import { decodeBytes } from './decode.ts'
import type { InputFile } from './input-file.ts'

/** Enough to tell every kind of export by what it begins with. */
const headBytes = 64 * 1024

export async function headOf(file: InputFile): Promise<Head> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of file.stream()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) break
  }
  const bytes = Buffer.concat(chunks).subarray(0, headBytes)
  const name = file.path.split('/').at(-1) ?? ''
  return { path: file.path, name, bytes, ...decodeBytes(bytes), isWhole: file.size <= bytes.length }
}
