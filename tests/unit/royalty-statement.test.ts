import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../../functions/admin/royalties/csv.ts'
import { summaryTable } from '../../functions/admin/royalties/summary.ts'
import { statementTable } from '../../functions/admin/royalties/table.ts'
import { toXlsx } from '../../functions/admin/royalties/xlsx.ts'
import { calculate } from '../../functions/domain/royalty/calculation.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import {
  approve,
  propose,
  type Royalty,
  type RoyaltyInput,
  reversalOf,
  reverse,
} from '../../functions/domain/royalty/royalty.ts'
import { composeStatement } from '../../functions/domain/royalty/statement.ts'
import { neutralizeFormula } from '../../functions/domain/spreadsheet-text.ts'
import { openSheet, type SheetRow } from '../../functions/moving-in/files/sheet.ts'
import { aRoyalty, author, editor, textFacts } from '../support/articles/royalties.ts'

interface Changes {
  input?: Partial<RoyaltyInput>
  name?: string
  title?: string
  kind?: 'staff' | 'outside'
  withhold?: boolean
  at?: string
}

let count = 0
function anApproved({
  input = {},
  name = 'Người viết',
  title = 'Bài',
  kind = 'staff',
  withhold = false,
  at = '2019-08-01T02:00:00.000Z',
}: Changes = {}): Royalty {
  count += 1
  const proposal = propose(
    `r${String(count).padStart(9, '0')}`,
    undefined,
    aRoyalty(input),
    textFacts({ title }),
  )
  const tax = { ...defaultRoyaltyScheme.tax, withhold }
  const scheme = { ...defaultRoyaltyScheme, tax, remunerationBasisPoints: 1000 }
  const calculation = calculate(proposal, { id: 'default', revision: 1, scheme }, '2019-07-15')
  return approve(proposal, {
    at,
    by: { id: 'a1', name: 'Approver', role: 'approver' },
    text: proposal.text,
    calculation,
    payees: calculation.payments.map(({ payee }) => ({
      id: payee,
      name: payee === author ? name : 'Biên tập',
      kind,
    })),
    warnings: [],
    accept: [],
  })
}

const news = (coefficientTenths: number) => ({ works: [{ genre: 'news' as const, coefficientTenths }] })
const shareOf = (shareBasisPoints: number) => ({ payee: author, role: 'author' as const, shareBasisPoints })
const statement = (royalties: Royalty[], month = '2019-08') => composeStatement(month, 'approved', royalties)

describe('a monthly statement', () => {
  it('gathers what each payee gets, with sums and the amount in words', () => {
    const shared = {
      contributions: [
        { payee: author, role: 'author' as const, shareBasisPoints: 10_000 },
        { payee: editor, role: 'editor' as const, shareBasisPoints: 10_000 },
      ],
    }
    const { payees, grossVnd, netVnd, inWords } = statement([
      anApproved({ input: shared }),
      anApproved({ input: news(30) }),
    ])
    expect(payees.map(({ name, grossVnd }) => [name, grossVnd])).toEqual([
      ['Biên tập', 14_900],
      ['Người viết', 596_000],
    ])
    expect(payees[1]?.lines.map(({ vnd }) => vnd)).toEqual([149_000, 447_000])
    expect(payees[1]?.inWords.vi).toBe('Năm trăm chín mươi sáu nghìn đồng')
    expect([grossVnd, netVnd]).toEqual([610_900, 610_900])
    expect(inWords.en).toBe('Six hundred and ten thousand nine hundred dong')
  })

  it('is of the local month of approval, or of publication', () => {
    const last = anApproved({ at: '2019-07-31T16:59:59.999Z' })
    const first = anApproved({ at: '2019-07-31T17:00:00.000Z' })
    const amounts = (month: string, by: 'approved' | 'published') =>
      composeStatement(month, by, [last, first]).grossVnd
    expect([amounts('2019-07', 'approved'), amounts('2019-08', 'approved')]).toEqual([149_000, 149_000])
    expect([amounts('2019-07', 'published'), amounts('2019-08', 'published')]).toEqual([298_000, 0])
  })

  it('does not change by a reversal in a later month, which stands there below zero', () => {
    const first = anApproved()
    const reversed = reverse(first, { at: '2019-09-01T02:00:00.000Z', reason: 'Sai' })
    const all = [reversed, reversalOf(reversed)]
    const without = (state: string) => JSON.stringify(statement(all)).replaceAll(`"${state}"`, '"approved"')
    expect(without('reversed')).toBe(JSON.stringify(statement([first])))
    expect(statement(all, '2019-09')).toMatchObject({
      grossVnd: -149_000,
      inWords: { vi: 'Âm một trăm bốn mươi chín nghìn đồng' },
    })
    expect(composeStatement('2019-07', 'published', all).grossVnd).toBe(0)
  })

  it('leaves out proposals, and is empty for a month without royalties', () => {
    const proposal = propose('r000000000', undefined, aRoyalty(), textFacts())
    expect(statement([proposal])).toMatchObject({ payees: [], grossVnd: 0, inWords: { vi: 'Không đồng' } })
  })

  it('withholds tax only where the scheme says so, from outside contributors, from the amount on', () => {
    const taxOf = (royalties: Royalty[]) => statement(royalties).taxVnd
    const outside = { kind: 'outside', withhold: true, input: news(100) } as const
    const two = [anApproved(outside), anApproved(outside)]
    expect(statement(two)).toMatchObject({ grossVnd: 2_980_000, taxVnd: 298_000, netVnd: 2_682_000 })
    expect(statement(two).payees[0]?.inWords.vi).toBe('Hai triệu sáu trăm tám mươi hai nghìn đồng')
    expect(taxOf([anApproved(outside)])).toBe(0)
    expect(taxOf([1, 2].map(() => anApproved({ ...outside, kind: 'staff' })))).toBe(0)
    expect(taxOf([1, 2].map(() => anApproved({ ...outside, withhold: false })))).toBe(0)
  })
})

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '–1',
  '—1',
  '−1',
  '﹣1',
  ' =1',
  '"=1"',
  "'=1",
  '“=1”',
  '\u200b=1',
  '«-1»',
]

describe('text in a spreadsheet', () => {
  it.each(formulas)('is kept from running: %j', (text) => {
    expect(neutralizeFormula(text)).toBe(`'${text}`)
  })

  it.each(['Hội nghị', '1 = 1', 'a-b', '"Trích dẫn"', '', '2019', '(+84) 123', '• -'])(
    'is left alone when it is harmless: %j',
    (text) => {
      expect(neutralizeFormula(text)).toBe(text)
    },
  )

  it('can be told apart again, and never begins as a formula does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...formulas, ''), (tail, head) => {
        const text = head + tail
        const written = neutralizeFormula(text)
        expect(written === text || written === `'${text}`).toBe(true)
        expect(written).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠–—−]/)
        // What an importer takes off again is exactly what was put before it.
        const read = neutralizeFormula(written.slice(1)) === written ? written.slice(1) : written
        expect(read).toBe(text)
      }),
    )
  })
})

const table = (changes: Changes, locale: 'vi' | 'en' = 'vi') =>
  statementTable(statement([anApproved(changes)]), locale)

describe('a statement as CSV', () => {
  it('begins with a byte order mark, ends its lines as RFC 4180 asks and reads back as it was', () => {
    const title = 'Bài "lớn", hai\ndòng'
    const csv = toCsv(table({ title }), 'vi')
    expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(csv.replaceAll(/"(?:[^"]|"")*"/gu, '').slice(1)).toMatch(/^(?:,{12}\r\n)+$/)
    const [head, line, total, words] = parse(csv, { bom: true }) as string[][]
    expect(head?.slice(0, 4)).toEqual(['Số TT', 'Người hưởng', 'Đối tượng', 'Tên tác phẩm'])
    expect(line).toEqual([
      '1',
      'Người viết',
      'Cán bộ',
      title,
      '15/07/2019',
      'Tin tức',
      '1',
      '1',
      '149000',
      'Tác giả',
      '100',
      '149000',
      'Đã phê duyệt',
    ])
    expect(total?.[11]).toBe('149000')
    expect(words?.[3]).toBe('Bằng chữ: Một trăm bốn mươi chín nghìn đồng')
  })

  it.each(formulas)('neutralises %j in names and titles', (text) => {
    for (const cells of parse(toCsv(table({ title: text, name: text }), 'vi'), { bom: true }) as string[][]) {
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠–—−]/)
    }
  })

  it('writes a reversed amount as a number below zero', () => {
    const reversal = reversalOf(reverse(anApproved(), { at: '2019-09-01T02:00:00.000Z', reason: 'Sai' }))
    const csv = toCsv(statementTable(statement([reversal], '2019-09'), 'en'), 'en')
    expect(csv).toContain('"-149000"')
    expect(csv).toContain(`"Reversal ${reversal.reverses}"`)
  })
})

async function partsOf(changes: Changes) {
  const files = unzipSync(await toXlsx([table(changes)], 'Sở Ngoại vụ'))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

describe('a statement as XLSX', () => {
  it('holds numbers and days as such, text as text and no formula', async () => {
    const parts = await partsOf({ title: '=HYPERLINK("http://x")', name: '=1+1' })
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
    expect(sheet).not.toContain('<f>')
    expect(sheet).toMatch(/<v>149000<\/v>/)
    // 15 July 2019 in the calendar of spreadsheets.
    expect(sheet).toMatch(/<v>43661<\/v>/)
    const all = Object.values(parts).join('')
    expect(all).toContain('Sở Ngoại vụ')
    expect(all).toContain('Bảng kê nhuận bút – Tháng 8 năm 2019 (theo ngày phê duyệt)')
    expect(parts['xl/workbook.xml']).toContain('name="Nhuận bút"')
    expect(all).toContain('<t>=HYPERLINK("http://x")</t>')
  })
})

/** What somebody gets who opens it: read by another program than the one that wrote it. */
async function rowsOf(bytes: Uint8Array): Promise<SheetRow[]> {
  const sheet = await openSheet({
    path: 'bang-ke.xlsx',
    size: bytes.length,
    bytes: async () => Buffer.from(bytes),
    async *stream() {
      yield Buffer.from(bytes)
    },
  })
  const rows: SheetRow[] = []
  for (const shown of sheet.sheets) for await (const row of shown.rows()) rows.push(row)
  sheet.close()
  return rows
}

describe('a statement that was opened again', () => {
  it('has numbers to count with, sums below them, and its words in full', async () => {
    const both = [anApproved({ name: 'An' }), anApproved({ name: 'An', input: news(30) })]
    const bytes = await toXlsx([statementTable(statement(both), 'vi')], 'Sở Ngoại vụ')
    const rows = await rowsOf(bytes)
    expect(rows[0]?.cells[0]).toBe('Sở Ngoại vụ')
    expect(rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'number'))).toEqual(
      expect.arrayContaining([149_000, 447_000, 596_000]),
    )
    // Coefficient, quantity, price of a unit and share of one work.
    expect(rows.find(({ cells }) => cells[0] === 2)?.cells.slice(6, 11)).toEqual([
      3,
      1,
      149_000,
      'Tác giả',
      100,
    ])
    const half = statement([anApproved({ input: { ...news(15), contributions: [shareOf(3333)] } })])
    const [line] = (await rowsOf(await toXlsx([statementTable(half, 'en')], ''))).filter(
      ({ cells }) => cells[0] === 1,
    )
    expect([line?.cells[6], line?.cells[10]]).toEqual([1.5, 33.33])
    const sums = rows.filter(({ cells }) => cells[11] === 596_000)
    expect(sums.map(({ cells }) => cells[3])).toEqual(['Cộng', 'Tổng cộng'])
  })

  it('is one page wide, repeats the names of its columns, and sums up each payee on a sheet of its own', async () => {
    const all = statement([anApproved({ name: 'An' })])
    const files = unzipSync(await toXlsx([statementTable(all, 'vi'), summaryTable(all, 'vi')], 'Sở'))
    const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    const book = textOf('xl/workbook.xml')
    expect([...book.matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(([, name]) => name)).toEqual([
      'Nhuận bút',
      'Tổng hợp',
    ])
    expect(book).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'Nhuận bút'!$4:$4<`)
    expect(book).toContain(`localSheetId="1">'Tổng hợp'!$4:$4<`)
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      expect(textOf(name)).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/u)
      expect(textOf(name)).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*fitToWidth="1" fitToHeight="0"/u)
    }
    expect(summaryTable(all, 'vi').rows[0]?.cells).toEqual([
      ...[1, 'An', 'Cán bộ', 1],
      ...[149_000, 0, 149_000, undefined],
    ])
  })
})

describe('the table of a statement', () => {
  it('gives every column a width, and lets people sign below those that hold a name', () => {
    const { head, widths, signatures } = table({})
    expect(widths).toHaveLength(head.length)
    expect(signatures.map(({ column }) => head[column])).toEqual(['Người hưởng', 'Tên tác phẩm', 'Vai trò'])
    for (const { column } of signatures) expect(widths[column]).toBeGreaterThanOrEqual(18)
  })

  it('shows decimals as its language writes them', () => {
    const input: Partial<RoyaltyInput> = {
      works: [
        { genre: 'translation', coefficientTenths: 15, translatedFrom: { genre: 'news', basisPoints: 5550 } },
        { genre: 'photo', coefficientTenths: 3 },
      ],
      photos: 2,
      contributions: [{ payee: author, role: 'translator', shareBasisPoints: 3333 }],
    }
    expect(table({ input }).rows[0]?.cells.slice(5, 11)).toEqual([
      'Bài dịch (Tin tức) + Ảnh',
      '1,5 × 55,5 % + 0,3',
      '1 + 2',
      149_000,
      'Người dịch',
      { units: 3333, places: 2 },
    ])
    expect(toCsv(table({ input }), 'vi')).toContain('"33,33"')
    expect(toCsv(table({ input }, 'en'), 'en')).toContain('"33.33"')
    expect(table({ input }, 'en').rows[0]?.cells.slice(5, 7)).toEqual([
      'Translation (News item) + Photo',
      '1.5 × 55.5 % + 0.3',
    ])
  })
})
