import { type CaptionsFile, isOfKind } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { toDownload, type Upload } from '../download.ts'
import type { PublicObject } from '../public-object.ts'

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Refusal('no_captions', {}, { cause: error })
  }
}

/** Its first line, and at least one time from which to which something is said (WebVTT, 4.1). */
const isWebVtt = (text: string) =>
  /^WEBVTT(?:[ \t\r\n]|$)/u.test(text) && /^(?:\d{2,}:)?\d\d:\d\d\.\d{3}[ \t]+-->[ \t]/mu.test(text)

/** What is said in a film, in WebVTT. Throws `Refusal`. */
export async function makeCaptions(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: CaptionsFile; objects: PublicObject[] }> {
  const { extension } = upload
  if (bytes.length === 0) throw new Refusal('empty')
  if (!isOfKind('captions', extension)) throw new Refusal('extension', { extension })
  if (!isWebVtt(textOf(bytes))) throw new Refusal('no_captions')
  const { download, object } = toDownload(bytes, upload, 'inline')
  return { file: { kind: 'captions', ...download }, objects: [object] }
}
