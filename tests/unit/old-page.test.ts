import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NotAnOldPage, parseOldPage } from '../../infra/tools/import/old-page.ts'
import { readPageFile } from '../../infra/tools/import/page-files.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'
import { anOldPage, formLabels } from '../support/documents/old-page.ts'
import { aFolder } from '../support/folder.ts'

const page = parseOldPage(anOldPage())

describe('a page of the old portal', () => {
  it('is read by the order of its parts', () => {
    expect(page).toMatchObject({
      section: 'Tin tức',
      title: 'Tập huấn nghiệp vụ lễ tân cho cán bộ các huyện biên giới',
      publishedAt: '2020-01-08T09:30:00+07:00',
      byline: ['Phòng Hợp tác quốc tế'],
      summary: 'Sáng ngày 08 tháng 01, lớp tập huấn về nghiệp vụ lễ tân đã khai mạc tại hội trường.',
      views: 12,
    })
  })

  it('becomes paragraphs, and lists of the lines that begin with a dash, indented or not', () => {
    expect(page.body).toBe(
      '<p>Lớp học kéo dài hai ngày, với &lt;ba&gt; nội dung &amp; một buổi thực hành:</p>' +
        '<ul><li>Nghi thức đón, tiếp khách;</li><li>Sắp xếp chỗ ngồi, treo cờ;</li>' +
        '<li>Trao đổi thư từ, công hàm.</li></ul>' +
        '<p>Học viên được cấp giấy chứng nhận khi kết thúc khóa học.</p>',
    )
  })

  it('leaves the labels of the portal’s form behind', () => {
    for (const label of [...formLabels, 'Chia sẻ', 'Font size'])
      expect(JSON.stringify(page)).not.toContain(label)
  })

  it.each([
    ['in decomposed letters', (text: string) => text.normalize('NFD')],
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with the line ends of old Macs', (text: string) => text.replaceAll('\n', '\r')],
    ['behind a byte order mark', (text: string) => `\ufeff${text}`],
    ['with zero-width spaces', (text: string) => text.replaceAll('tập', '\u200btập')],
    ['with spaces at the ends of lines', (text: string) => text.replaceAll('\n', ' \u00a0\n')],
    ['without the form below it', (text: string) => text.split('Chia sẻ:')[0] ?? ''],
  ])('is the same page %s', (_how, changed) => {
    expect(parseOldPage(changed(anOldPage()))).toEqual(page)
  })

  it.each([
    ['Chủ nhật, Ngày 05/01/2020, 00:05', '2020-01-05T00:05:00+07:00'],
    ['CN, Ngày 5/1/2020, 7:45', '2020-01-05T07:45:00+07:00'],
    ['Thứ Bảy, Ngày 29/02/2020, 23:59', '2020-02-29T23:59:00+07:00'],
  ])('may be dated "%s"', (dateline, publishedAt) => {
    expect(parseOldPage(anOldPage({ dateline })).publishedAt).toBe(publishedAt)
  })

  it.each([
    ['3:00 CH', '15:00'],
    ['03:00 ch', '15:00'],
    ['12:05 CH', '12:05'],
    ['12:05 SA', '00:05'],
    ['9:30 SA', '09:30'],
    ['3:00 PM', '15:00'],
    ['3:00 p.m.', '15:00'],
    ['12:00 AM', '00:00'],
    ['3:00:59 CH', '15:00'],
    ['15:00 CH', '15:00'],
    ['8:15 sáng', '08:15'],
    ['11:45 trưa', '11:45'],
    ['1:15 trưa', '13:15'],
    ['2:30 chiều', '14:30'],
    ['7:00 tối', '19:00'],
    ['3 giờ 00 chiều', '15:00'],
    ['15h05', '15:05'],
  ])('may say its time as "%s"', (time, clock) => {
    const dateline = `Thứ 2, Ngày 15/07/2019, ${time}`
    expect(parseOldPage(anOldPage({ dateline })).publishedAt).toBe(`2019-07-15T${clock}:00+07:00`)
  })

  it.each(['15:00 SA', '12:00 tối', '5:00 trưa', '24:00 CH'])('has no such time as "%s"', (time) => {
    const dateline = `Thứ 2, Ngày 15/07/2019, ${time}`
    expect(() => parseOldPage(anOldPage({ dateline }))).toThrow(/^line 2: .* is not a date and time/u)
  })

  it.each([
    ['1.234', 1234],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1.234.567', 1_234_567],
    ['1234', 1234],
  ])('may count its views as "%s"', (views, count) => {
    expect(parseOldPage(anOldPage({ views: `Lượt người xem: Views: ${views}` })).views).toBe(count)
  })

  it.each(['1.23', '1.234,567', '12.3456', '1.5'])('has no such number of views as "%s"', (views) => {
    expect(() => parseOldPage(anOldPage({ views: `Lượt người xem: Views: ${views}` }))).toThrow('found "Lượt')
  })

  it('may have several authors, or none', () => {
    expect(parseOldPage(anOldPage({ byline: '08/01/2020 | Văn phòng,  Thanh tra ' })).byline).toEqual([
      'Văn phòng',
      'Thanh tra',
    ])
    expect(parseOldPage(anOldPage({ byline: '08/01/2020 |' })).byline).toEqual([])
  })

  it('has no summary where its first paragraph is the whole, a list or longer than a summary may be', () => {
    for (const paragraphs of [['Một đoạn.'], ['- Một', 'Hai'], ['a'.repeat(601), 'Hai']]) {
      const { summary, body } = parseOldPage(anOldPage({ paragraphs }))
      expect(summary).toBe('')
      expect(body).toContain(paragraphs[0]?.replace('- ', ''))
    }
  })
})

describe.each(['tcvn3', 'vni'] as const)('a page in letters of the last century (%s)', (encoding) => {
  const legacy = (text: string) => toLegacy(text, encoding)

  it('is read in Unicode between the labels of the portal, and says so', () => {
    const paragraphs = ['Nội dung đoạn cũ của bài viết', 'đoạn nữa', 'https://example.vn/a?b=1']
    const read = parseOldPage(
      anOldPage({ title: legacy('hội nghị chữ cũ'), paragraphs: paragraphs.map(legacy) }),
    )
    expect(read).toMatchObject({
      section: 'Tin tức',
      title: 'hội nghị chữ cũ',
      summary: 'Nội dung đoạn cũ của bài viết',
      body: '<p>đoạn nữa</p><p>https://example.vn/a?b=1</p>',
      byline: ['Phòng Hợp tác quốc tế'],
      converted: encoding,
    })
  })

  it('is read from the bytes of its font, labels and all', async () => {
    const file = join(await aFolder(), 'page.txt')
    await writeFile(file, Buffer.from(legacy(anOldPage()), 'latin1'))
    const { converted, ...read } = parseOldPage(await readPageFile(file))
    expect(converted).toBe(encoding)
    const { views, publishedAt, body } = page
    expect(read).toMatchObject({ views, publishedAt, body })
  })
})

it('leaves French and Unicode as they are', () => {
  const paragraphs = ['Une délégation française a été reçue à l’hôtel', 'Phòng Hợp tác đã đến']
  const read = parseOldPage(anOldPage({ paragraphs }))
  expect(read.summary).toBe(paragraphs[0])
  expect(read).not.toHaveProperty('converted')
})

describe('a text that is no such page', () => {
  it.each([
    ['is empty', '', 1, 'expected the name of a section, found the end of the file'],
    ['has only white space', ' \n\u00a0\n', 3, 'found the end of the file'],
    ['is HTML', '<!DOCTYPE html>\n<html>', 1, 'expected plain text with the name of a section first'],
    ['is something else', 'Một\n\nHai\nBa', 3, 'expected a dateline such as'],
    ['is binary', anOldPage({ title: 'a\u0000b' }), 3, 'holds the control character U+0000'],
    [
      'has an impossible date',
      anOldPage({ dateline: 'Thứ 2, Ngày 30/02/2020, 09:30' }),
      2,
      'not a date and time',
    ],
    [
      'has an impossible time',
      anOldPage({ dateline: 'Thứ 2, Ngày 03/02/2020, 24:30' }),
      2,
      'not a date and time',
    ],
    ['has no byline', anOldPage({ byline: 'Phòng Hợp tác' }), 5, 'expected a byline such as'],
    [
      'has no text',
      anOldPage({ paragraphs: [] }),
      6,
      'expected the text of the article, found "Lượt người xem',
    ],
    [
      'does not end',
      anOldPage({ views: null }),
      30,
      'expected the line "Lượt người xem: Views: 79", found the end',
    ],
    [
      'has no number of views',
      anOldPage({ views: 'Lượt người xem: Views: nhiều' }),
      18,
      'found "Lượt người xem: Views: nhiều"',
    ],
  ])('because it %s is refused, with the line', (_why, text, line, message) => {
    const read = () => parseOldPage(text)
    expect(read).toThrow(NotAnOldPage)
    expect(read).toThrow(`line ${line}: `)
    expect(read).toThrow(message)
  })
})
