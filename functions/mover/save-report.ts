import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { locales } from '../domain/locale.ts'
import type { Notice, NoticeCode } from '../moving-in/notice.ts'
import { reportNames } from '../moving-in/report/names.ts'
import type { Report } from '../moving-in/report/report.ts'
import type { Understood } from '../moving-in/run/mapping-file.ts'
import type { MoveFiles } from '../store/move-files.ts'

/** Letters of what a notice is about, in the table: the report has all of them. */
const shownLetters = 200
const shownValues = 6

/** Notices of a report in files of their own by kind, so that each kind is read without the others. Answers the kinds. */
async function divide(folder: string): Promise<NoticeCode[]> {
  const streams = new Map<NoticeCode, WriteStream>()
  for await (const line of createInterface({ input: createReadStream(join(folder, 'notices.jsonl')) })) {
    // Written by the report a moment ago.
    const { code } = JSON.parse(line) as Notice
    const stream = streams.get(code) ?? createWriteStream(join(folder, `${code}.jsonl`))
    streams.set(code, stream)
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }
  for (const stream of streams.values()) {
    stream.end()
    await finished(stream)
  }
  return [...streams.keys()]
}

async function packed(path: string): Promise<Uint8Array> {
  await pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`))
  return await readFile(`${path}.gz`)
}

interface Saving {
  files: MoveFiles
  move: string
  /** Where the report has written itself. */
  folder: string
  /** None where the run was stopped before it had seen everything. */
  understood: Understood | undefined
}

/** Puts the report of a run where the editors' door finds it, in place of the one before. */
export async function saveReport({ files, move, folder, understood }: Saving): Promise<void> {
  const codes = await divide(folder)
  await files.remove(move, understood ? reportNames.folder : `${reportNames.folder}notices/`)
  for (const code of codes)
    await files.put(move, reportNames.notices(code), await readFile(join(folder, `${code}.jsonl`)))
  for (const locale of locales) {
    const html = await packed(join(folder, `report.${locale}.html`))
    await files.put(move, reportNames.packed('report.html', locale), html)
    const csv = await packed(join(folder, `notices.${locale}.csv`))
    await files.put(move, reportNames.packed('report.csv', locale), csv)
  }
  if (understood) await files.put(move, reportNames.understood, JSON.stringify(understood))
}

const short = (text: string) => (text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text)

function brief(notice: Notice): Notice {
  const { value } = notice
  if (typeof value === 'string') return { ...notice, value: short(value) }
  if (typeof value === 'object') return { ...notice, value: value.slice(0, shownValues).map(short) }
  return notice
}

/** What the table holds of a report: its sums, and of each kind of notice how many there are and the first one. */
export const sumsOf = (report: Report) => ({
  sums: Object.fromEntries(report.counts),
  notices: report.kinds().map(({ count, first }) => ({ count, first: brief(first) })),
})
