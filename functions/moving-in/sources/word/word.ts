import { toLine } from '../../../domain/text.ts'
import { readWord } from '../../../media/word/docx.ts'
import type { InputFile } from '../../files/input-file.ts'
import type { Column, SourceItem } from '../../item.ts'
import type { Notice } from '../../notice.ts'
import { understand } from '../../plan/columns.ts'
import { plainText } from '../../plan/values.ts'
import { csv } from '../csv.ts'
import type { Read, Source } from '../source.ts'

const mostBytes = 50_000_000
const nameOf = (path: string) => path.split('/').at(-1) ?? path

/** A Word file as an article, with what a list beside it says of it. */
async function itemOf(file: InputFile, told: readonly Column[]): Promise<SourceItem> {
  const embedded: string[] = []
  const { title, summary, body, converted, dropped } = await readWord(await file.bytes(mostBytes), {
    pictureId: (index, { bytes, type }) => {
      embedded[index] = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
      return `bantin-embedded-${index}-`
    },
  })
  // Without a title of its own, a first line that is no sentence is one.
  const opening = title === '' ? /^\s*<p>([^<]{3,150}[^<.:;,])<\/p>(?=\s*<)/u.exec(body) : null
  const html = body
    .slice(opening?.[0].length ?? 0)
    .replaceAll(/media:bantin-embedded-(\d+)-/gu, (_, index: string) => embedded[Number(index)] ?? '')
  const says = (meaning: Column['meaning']) =>
    told.some(({ name, label, value }) => {
      const understood = understand(name, label)
      return value !== '' && 'meaning' in understood && understood.meaning === meaning
    })
  const notices: Omit<Notice, 'place'>[] = [
    ...(converted ? [{ code: 'legacy-font' as const, value: [converted] }] : []),
    ...dropped.map(({ what, count }) => ({ code: 'part-left-out' as const, value: what, count })),
  ]
  const own: Column[] = [
    {
      name: 'title',
      meaning: 'title',
      value: toLine(plainText(title || (opening?.[1] ?? ''))) || nameOf(file.path).replace(/\.docx$/iu, ''),
    },
    { name: 'summary', meaning: 'summary', value: summary },
    { name: 'body', meaning: 'body', value: { html } },
  ]
  return {
    place: { file: file.path },
    source: 'word',
    system: 'word',
    columns: [...told, ...own.filter(({ meaning }) => meaning === 'body' || !says(meaning))],
    clock: 'site',
    // Lists beside Word files are kept by hand, by people who write the day first.
    monthFirst: false,
    addresses: [],
    attachments: [],
    versions: [],
    notices,
  }
}

const isFileColumn = ({ name, label }: Column) =>
  /^(?:tệp|tên tệp|tập tin|file|file ?name|tên file)$/iu.test((label ?? name).trim())

/** A table whose rows name the Word files around it, with section, date and byline. */
export const wordList: Source = {
  name: 'word-list',
  recognises: (head) => {
    const [line = ''] = head.text.trimStart().split(/\r\n?|\n/u)
    const labels = line.split(/[,;\t|]/u).map((cell) =>
      cell
        .replaceAll(/["\ufeff]/gu, '')
        .trim()
        .normalize('NFC'),
    )
    return (
      labels.some((name) => isFileColumn({ name, value: '' })) &&
      /\.docx\b/iu.test(head.text) &&
      csv.recognises(head)
    )
  },
  async *read(file, options): AsyncGenerator<Read> {
    for await (const read of csv.read(file, options)) {
      if (!('item' in read)) {
        yield read
        continue
      }
      const { columns, place } = read.item
      const named = columns.find(isFileColumn)?.value
      const name = typeof named === 'string' ? named.trim() : ''
      const found = name === '' ? undefined : options.files.find(name, file.path)
      if (!found || !/\.docx$/iu.test(found.path)) {
        yield { notice: { code: 'row-without-file', place, value: name } }
        continue
      }
      options.claim(found.path)
      try {
        yield {
          item: await itemOf(
            found,
            columns.filter((column) => !isFileColumn(column)),
          ),
        }
      } catch (error) {
        const value = error instanceof Error ? error.message : String(error)
        yield { notice: { code: 'broken-file', place: { file: found.path }, value } }
      }
    }
  },
}

/** A Word file that no item names as its attachment. */
export const word: Source = {
  name: 'word',
  late: true,
  recognises: ({ name, bytes }) =>
    /\.docx$/iu.test(name) && !name.startsWith('~$') && bytes.toString('latin1', 0, 2) === 'PK',
  async *read(file): AsyncGenerator<Read> {
    yield { item: await itemOf(file, []) }
  },
}
