import type { AdminParts } from '../../../functions/admin/env.ts'
import type { PictureFile } from '../../../functions/domain/library/file.ts'
import { createFeedback } from '../../../functions/store/feedback.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { createMemoryMoveFiles } from '../moving/move-files.ts'

function none(): never {
  throw new Error('this test has no object store and no media function')
}

/** Nobody has searched for anything. */
const noMisses: AdminParts['misses'] = { list: async () => [] }

/** Nobody has written anything. */
const noFeedback = createFeedback(createMemoryTable())

/** For an editors' door that is asked nothing of files. */
export const withoutMedia: Pick<AdminParts, 'uploads' | 'askMedia' | 'moving' | 'misses' | 'feedback'> = {
  misses: noMisses,
  feedback: noFeedback,
  moving: { files: createMemoryMoveFiles(), wake: none },
  uploads: { lend: none },
  askMedia: none,
}

export const aPicture: PictureFile = {
  kind: 'picture',
  hash: '0123456789abcdef0123456789abcdef',
  width: 900,
  height: 600,
  widths: [320, 640, 900],
  fallback: 900,
  bytes: 54_321,
  cards: [240, 480],
  og: { width: 900, height: 471 },
}

/** For an editors' door that is asked for answers, whatever is in the file. */
export const pretendedMedia: Pick<AdminParts, 'uploads' | 'askMedia' | 'moving' | 'misses' | 'feedback'> = {
  misses: noMisses,
  feedback: noFeedback,
  moving: { files: createMemoryMoveFiles(), wake: async () => {} },
  uploads: {
    lend: async ({ key }) => ({
      url: 'https://uploads.example/',
      fields: { key },
      expires: '2026-01-02T03:04:05.000Z',
    }),
  },
  askMedia: async () => ({ outcome: 'taken', file: aPicture, original: { key: 'originals/a', bytes: 9 } }),
}
