import { createEntries } from '../../../functions/store/entries.ts'
import { newsroomKeys } from '../../../functions/store/keys.ts'
import { mediaEntriesOf } from '../../../functions/store/media-lists.ts'
import { type MediaRow, mediaRow } from '../../../functions/store/media-row.ts'
import { asStored, type Item, type Table } from '../../../functions/store/table.ts'
import { editor, idOf, momentOf } from './articles.ts'

const picture = {
  kind: 'picture',
  hash: 'a'.repeat(64),
  width: 2_000,
  height: 1_500,
  widths: [320, 640, 1280],
  fallback: { width: 1280, height: 960 },
}

const mediaId = (n: number) => `file${String(n).padStart(6, '0')}`

/** Of ten files nine are pictures, and one is used by no article; of a hundred one was withdrawn; the editor brought each tenth. */
function rowOf(n: number): MediaRow {
  const isPicture = n % 10 !== 3
  return mediaRow.parse({
    id: mediaId(n),
    number: 1,
    name: `Ảnh ${n}.jpg`,
    kind: isPicture ? 'picture' : 'document',
    extension: isPicture ? 'jpg' : 'pdf',
    status: n % 100 === 50 ? 'withdrawn' : 'ready',
    createdBy: n % 10 === 0 ? editor : 'importer',
    createdAt: momentOf(n * 2),
    updatedAt: momentOf(n * 2),
    updatedBy: 'Importer',
    digest: String(n).padStart(64, '0'),
    usedIn: n % 10 === 9 ? 0 : 1,
    description: n % 20 === 1 ? {} : { vi: { alt: 'Cột mốc trên đồi', credit: 'Phòng Biên giới' } },
    ...(isPicture && { focus: { x: 0.5, y: 0.5 } }),
  })
}

/** That an article shows it, as was found out before. */
function namedBy(n: number): Item {
  const use = { number: 20, written: true, live: ['vi'], hashes: [picture.hash] }
  return { ...newsroomKeys.mediaUse(mediaId(n), idOf(n * 2 + 20)), use }
}

/** Writes what the store keeps of so many files for the library. */
export async function fillMedia(table: Table, files: number): Promise<number> {
  const { wantedBy } = createEntries<MediaRow>({
    ...{ table, kind: 'MEDIA', schema: mediaRow, entriesOf: mediaEntriesOf },
  })
  function itemsOf(n: number): Item[] {
    const row = rowOf(n)
    const { id, number, updatedAt } = row
    const item = {
      ...newsroomKeys.row('MEDIA', id),
      number,
      desk: 'MEDIA',
      updated: `${updatedAt}#${id}`,
      row,
    }
    return [item, ...wantedBy(id, asStored(item)), ...(n % 10 === 9 ? [] : [namedBy(n)])]
  }
  let written = 0
  const numbers = Array.from({ length: Math.ceil(files / 50) }, (_, batch) => batch * 50).values()
  async function lane(): Promise<void> {
    for (const from of numbers) {
      const put = Array.from({ length: Math.min(50, files - from) }, (_, n) => itemsOf(from + n)).flat()
      await table.writeAll({ put })
      written += put.length
    }
  }
  await Promise.all(Array.from({ length: 4 }, lane))
  return written
}
