import type { Article } from '../../domain/article/article.ts'
import { AppError } from '../../domain/errors.ts'
import type { MediaFile, MediaKind } from '../../domain/library/file.ts'
import { digestsOf, type ImportedItem, importedItem } from '../../domain/moving/item.ts'
import { stateAfter } from '../../domain/moving/take-in.ts'
import { judged } from '../../http/validate.ts'
import type { Reason } from '../notice.ts'
import type { PlannedFile } from '../plan/planned.ts'

const download = { hash: '0'.repeat(32), file: 'file', type: 'application/octet-stream', bytes: 1 }
const pixels = { width: 1, height: 1 }

/** Files as the library will hold them, of which rules of articles ask the kind alone. */
const files: Readonly<Record<MediaKind, MediaFile>> = {
  picture: {
    ...{ kind: 'picture', hash: download.hash, bytes: 1, ...pixels },
    ...{ widths: [1], fallback: 1, cards: [1], og: pixels },
  },
  document: { ...download, kind: 'document' },
  audio: { ...download, kind: 'audio', seconds: 1 },
  video: { ...download, ...pixels, kind: 'video', seconds: 1 },
  captions: { ...download, kind: 'captions' },
}

/** Why the newsroom would not take an item in, by the rules that its way in judges by; none where it would. */
export function foreseenRefusal(
  item: ImportedItem,
  { brought, now }: { brought: readonly PlannedFile[]; now: number },
): Reason[] {
  try {
    const { versions, ...rest } = judged(importedItem, item)
    const bringing = {
      by: { id: 'import', name: 'import', role: 'admin' as const },
      at: new Date(now).toISOString(),
      digests: digestsOf(item),
      files: Object.fromEntries(brought.map(({ media, kind }) => [media, files[kind]])),
    }
    let before: Article | undefined
    for (const [index, version] of versions.entries()) {
      const isLast = index === versions.length - 1
      before = stateAfter({ ...rest, versions }, { before, version, revision: index + 1, isLast, bringing })
    }
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.fields.length > 0 ? error.fields : [{ message: error.refusal ?? error.message }]
  }
}
