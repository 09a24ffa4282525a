import type { InputFiles } from '../files/input-file.ts'
import type { Catalogue } from './catalogue.ts'
import type { Media } from './media.ts'
import type { PlanOptions } from './options.ts'
import type { PlanLine } from './planned.ts'

interface Run {
  catalogue: Catalogue
  options: PlanOptions
  files: InputFiles
  media: Media
  /** Paths of files that only items could name. */
  unused: ReadonlySet<string>
}

/** Answers go on at `p_ID=104`: then some file of the run holds later items of that list. */
function* missingPages(catalogue: Catalogue): Generator<PlanLine> {
  for (const { file, next } of catalogue.pages) {
    if (next === undefined) continue
    const from = Number(/(?:p_ID(?:=|%3d)|skiptoken=)(\d+)/iu.exec(next)?.[1] ?? Number.NaN)
    const list = catalogue.listOfFile.get(file)
    const isThere = catalogue.entries.some(
      (entry) =>
        entry.file !== file &&
        Number(entry.id) > from &&
        (entry.list ?? catalogue.listOfFile.get(entry.file)) === list,
    )
    if (!isThere) yield { notice: { code: 'more-pages', place: { file }, value: next } }
  }
}

/** What concerns no single article. */
export function* ofTheRun({ catalogue, options, files, media, unused }: Run): Generator<PlanLine> {
  for (const [file, clock] of catalogue.clocks)
    if (clock !== 'utc')
      yield {
        notice: {
          code: 'zone-assumed',
          place: { file },
          value:
            options.clock === 'utc' || (clock === 'unclear' && options.clock !== 'site')
              ? 'UTC'
              : 'Asia/Ho_Chi_Minh',
        },
      }
  for (const [key, { dmy, mdy, either }] of catalogue.dates) {
    const [file = '', column = ''] = key.split('\n')
    const meaning = catalogue.columns.get(column)?.meaning
    if (mdy > dmy && meaning)
      yield { notice: { code: 'date-order', place: { file }, value: `mdy: ${mdy}/${dmy + mdy + either}` } }
  }
  yield* missingPages(catalogue)
  for (const file of files.all) {
    if (media.used.has(file.path)) continue
    if (unused.has(file.path))
      yield {
        notice: {
          code: /_Error\.txt$/iu.test(file.path) ? 'file-not-exported' : 'file-unused',
          place: { file: file.path },
          value: file.path,
        },
      }
  }
}
