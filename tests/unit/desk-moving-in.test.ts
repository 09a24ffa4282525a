import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saysSame, withColumn, withName } from '../../functions/desk/moving-in/choices.ts'
import {
  type Dropped,
  filesChosen,
  filesDropped,
  notThere,
  replacedBy,
} from '../../functions/desk/moving-in/chosen-files.ts'
import {
  type Move,
  meanings as meaningsShown,
  nextStepOf,
  outcomes as outcomesShown,
  sumRows,
  toBringIn,
} from '../../functions/desk/moving-in/move.ts'
import { packed, zipOf } from '../../functions/desk/moving-in/pack.ts'
import { timeLeft } from '../../functions/desk/moving-in/time-left.ts'
import { openArchive } from '../../functions/moving-in/files/archive.ts'
import { readAll } from '../../functions/moving-in/files/read-all.ts'
import { meanings } from '../../functions/moving-in/item.ts'
import { outcomes } from '../../functions/moving-in/outcome.ts'
import { aFolder } from '../support/folder.ts'

const file = { id: 'f1', name: 'tin-tuc.json', bytes: 5, stored: true }
const aMove = (of: Partial<Move> = {}): Move => ({
  ...{ id: 'm1', name: 'Tin tức', state: 'open', by: { id: 'p1', name: 'Quản trị viên' } },
  ...{ at: '2026-11-27T16:00:00Z', expiresAt: '2026-12-27T16:00:00Z', files: [file], options: {} },
  ...{ tried: false, stopping: false },
  ...of,
})
const tried = aMove({ state: 'tried', tried: true, reported: 'try', sums: { created: 3, skipped: 1 } })
const here = { isSending: false, isChanged: false }

describe('the one next act of a move', () => {
  it.each([
    ['choosing files, where there are none', aMove({ files: [] }), here, 'choose'],
    ['waiting for files on their way', aMove({ files: [] }), { ...here, isSending: true }, 'wait'],
    [
      'seeing to files that did not come whole',
      aMove({ files: [{ ...file, stored: false }] }),
      here,
      'unfinished',
    ],
    ['trying out files that are there', aMove(), here, 'try'],
    ['moving in what was tried', tried, here, 'run'],
    ['trying again what was understood otherwise', tried, { ...here, isChanged: true }, 'try_again'],
    ['trying again where files have changed', { ...tried, state: 'open', tried: false }, here, 'try_again'],
    ['seeing why there is nothing to move in', { ...tried, sums: { skipped: 4 } }, here, 'nothing'],
    ['watching a trial', aMove({ state: 'trying' }), here, 'at_work'],
    ['watching a move', { ...tried, state: 'running' }, { ...here, isChanged: true }, 'at_work'],
    ['going on with what was stopped', { ...tried, state: 'stopped', reported: 'run' }, here, 'go_on'],
    ['trying what was stopped while it was tried', aMove({ state: 'stopped' }), here, 'try'],
    ['going on where it failed', { ...tried, state: 'failed', reported: 'run' }, here, 'go_on'],
    ['reading what came of it', { ...tried, state: 'done', reported: 'run' }, here, 'done'],
  ] as const)('is %s', (_, move, window, step) => {
    expect(nextStepOf(move, window)).toBe(step)
  })
})

describe('the sums of a report', () => {
  it('add up to what was read, and leave out what came of nothing', () => {
    const sums = { created: 100, updated: 20, unchanged: 0, skipped: 3, failed: 1 }
    const { rows, read } = sumRows({ sums })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'updated', 'skipped', 'failed'])
    expect(read).toBe(124)
    expect(toBringIn({ sums })).toBe(120)
  })

  it('know every outcome, and columns every meaning, that the importer knows', () => {
    expect(outcomesShown.toSorted()).toEqual(outcomes.toSorted())
    expect(meaningsShown.toSorted()).toEqual(meanings.toSorted())
  })
})

describe('what is decided of a move', () => {
  it('changes one column or name and leaves the others, and can be taken back', () => {
    const options = { history: 'last' as const, mapping: { columns: { Ngay: 'publishedAt' as const } } }
    const more = withColumn(options, 'Tac_gia', 'byline')
    expect(more.mapping?.columns).toEqual({ Ngay: 'publishedAt', Tac_gia: 'byline' })
    expect(withColumn(more, 'Tac_gia', undefined)).toEqual(options)
    const named = withName(options, 'sections', 'Tin tức', 'news')
    expect(named).toEqual({ ...options, mapping: { ...options.mapping, sections: { 'Tin tức': 'news' } } })
    expect(withName(named, 'sections', 'Tin tức', '').mapping?.sections).toEqual({})
  })

  it('is the same in whatever order it is written', () => {
    expect(saysSame({ a: 1, b: { c: 'x', d: undefined } }, { b: { c: 'x' }, a: 1 })).toBe(true)
    expect(saysSame({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(saysSame({ mapping: { sections: { x: 'a' } } }, { mapping: { sections: { x: 'b' } } })).toBe(false)
  })
})

const aFile = (name: string, text = name) => new File([text], name.slice(name.lastIndexOf('/') + 1))
const chosen = (name: string, text = name) => ({ name, file: aFile(name, text) })

describe('what is chosen to be sent', () => {
  it('is every file of a dropped folder by its path, without what systems leave there', async () => {
    const dropped = (name: string): Dropped => ({ kind: 'file', name, getFile: async () => aFile(name) })
    const folder = (name: string, ...entries: Dropped[]): Dropped => ({
      ...{ kind: 'directory', name },
      async *getEntries() {
        yield* entries
      },
    })
    const found = await filesDropped([
      dropped('tin.csv'),
      { kind: 'text' },
      folder('Trang', dropped('Thumbs.db'), dropped('a.html'), folder('a_files', dropped('anh.jpg'))),
    ])
    expect(found.map(({ name }) => name)).toEqual(['tin.csv', 'Trang/a.html', 'Trang/a_files/anh.jpg'])
  })

  it('has names as they are written here, whatever system wrote them', () => {
    expect(filesChosen([aFile('a\u0302.csv')]).map(({ name }) => name)).toEqual(['â.csv'])
  })

  it('is only what has not come yet; what comes otherwise takes the place of its namesake', () => {
    const there = [
      { ...file, name: 'a.csv', bytes: 1 },
      { ...file, id: 'f2', name: 'b.csv', bytes: 1 },
      { ...file, id: 'f3', name: 'c.csv', bytes: 1, stored: false },
    ]
    const news = notThere([chosen('a.csv', '1'), chosen('b.csv', '22'), chosen('c.csv', '1')], there)
    expect(news.map(({ name }) => name)).toEqual(['b.csv', 'c.csv'])
    expect(replacedBy(news, there)).toEqual(['f2', 'f3'])
  })

  it('sends a folder as one zip, and zips and a few single files as they are', async () => {
    const all = [chosen('tin.csv'), chosen('Trang/a.html'), chosen('Trang/b/c.jpg'), chosen('Trang/cu.zip')]
    const sent = await packed(all, 'tep')
    expect(sent.map(({ name }) => name)).toEqual(['Trang/cu.zip', 'tin.csv', 'Trang.zip'])
    const many = Array.from({ length: 60 }, (_, index) => chosen(`${index}.docx`))
    expect((await packed(many, 'tep')).map(({ name }) => name)).toEqual(['tep.zip'])
  })
})

describe('a zip that the desk makes', () => {
  it('is read by the importer with the same bytes under the same names', async () => {
    const folder = await aFolder()
    const path = fc.stringMatching(
      /^[a-zà-ỹđ0-9 _()-]{1,20}(?:\/[a-zà-ỹđ0-9 _()-]{1,20}){0,2}\.(?:jpg|csv)$/u,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 300 })), {
          selector: ([name]) => name.normalize('NFC').toLowerCase(),
          minLength: 1,
          maxLength: 6,
        }),
        async (entries) => {
          const zip = await zipOf(entries.map(([name, bytes]) => ({ file: new Blob([bytes]), path: name })))
          const onDisk = join(folder, 'made.zip')
          await writeFile(onDisk, Buffer.from(await zip.arrayBuffer()))
          const archive = await openArchive(onDisk, '')
          const read = new Map<string, string>()
          for (const each of archive.files) {
            const bytes = await readAll(each.path, each.size, each.stream, 1_000)
            read.set(each.path, bytes.toString('hex'))
          }
          archive.close()
          expect(archive.refusedNames).toEqual([])
          const expected = entries.map(([name, bytes]) => [
            name.normalize('NFC'),
            Buffer.from(bytes).toString('hex'),
          ])
          expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected))
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('each file of such a zip', () => {
  it('has the sum by which other programs check it', async () => {
    const text = new TextEncoder().encode('Bản tin')
    const zip = Buffer.from(await (await zipOf([{ file: new Blob([text]), path: 'a.txt' }])).arrayBuffer())
    expect(zip.readUInt32LE(14)).toBe(crc32(text))
  })
})

describe('the time that is left', () => {
  it.each([
    [3, '10 giây', '10 seconds'],
    [41, '50 giây', '50 seconds'],
    [70, '1 phút', '1 minute'],
    [500, '8 phút', '8 minutes'],
    [4_000, '1 giờ 7 phút', '1 hour 7 minutes'],
    [7_200, '2 giờ', '2 hours'],
  ])('of %i seconds is told as people say it', (seconds, vietnamese, english) => {
    expect(timeLeft(seconds, 'vi')).toBe(vietnamese)
    expect(timeLeft(seconds, 'en')).toBe(english)
  })
})
