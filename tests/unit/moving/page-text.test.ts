import { describe, expect, it } from 'vitest'
import { parseOldPage } from '../../../functions/moving-in/sources/page-text/old-page.ts'
import { toLegacy } from '../../support/documents/legacy-text.ts'
import { anOldPage, formLabels } from '../../support/documents/old-page.ts'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith } from '../../support/moving/read.ts'

const readPage = (text: string) => {
  const page = parseOldPage(text)
  if (!page) throw new Error('it is no page')
  return page
}
const page = readPage(anOldPage())

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
    expect(readPage(changed(anOldPage()))).toEqual(page)
  })

  it.each([
    ['Chủ nhật, Ngày 05/01/2020, 00:05', '2020-01-05T00:05:00+07:00'],
    ['CN, Ngày 5/1/2020, 7:45', '2020-01-05T07:45:00+07:00'],
    ['Thứ Bảy, Ngày 29/02/2020, 23:59', '2020-02-29T23:59:00+07:00'],
  ])('may be dated "%s"', (dateline, publishedAt) => {
    expect(readPage(anOldPage({ dateline })).publishedAt).toBe(publishedAt)
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
    expect(readPage(anOldPage({ dateline })).publishedAt).toBe(`2019-07-15T${clock}:00+07:00`)
  })

  it.each(['15:00 SA', '12:00 tối', '5:00 trưa', '24:00 CH'])(
    'has no such time as "%s", and is named for it',
    async (time) => {
      const dateline = `Thứ 2, Ngày 15/07/2019, ${time}`
      const run = await dryRun(folderWith({ 'a.txt': anOldPage({ dateline }) }))
      expect(run.articles).toEqual([])
      expect(run.skipped).toMatchObject([{ code: 'no-such-date', value: `15/07/2019, ${time}` }])
    },
  )

  it.each([
    ['1.234', 1234],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1.234.567', 1_234_567],
    ['1234', 1234],
  ])('may count its views as "%s"', (views, count) => {
    expect(readPage(anOldPage({ views: `Lượt người xem: Views: ${views}` })).views).toBe(count)
  })

  it.each(['1.23', '1.234,567', '12.3456', '1.5', 'nhiều', ''])(
    'has no such number of views as "%s": it is not known then, and no text',
    async (views) => {
      const text = anOldPage({ views: `Lượt người xem: Views: ${views}` })
      const run = await dryRun(folderWith({ 'a.txt': text }))
      expect(run.articles).toMatchObject([{ views: 0, body: page.body }])
      expect(run.codes()).toContain('views-unknown')
    },
  )

  it.each([
    ['its number on a line of its own', 'Lượt người xem:\nViews:\n79'],
    ['its English label alone', 'Views: 79'],
    ['another label', 'Lượt xem: 79'],
  ])('may have its counter with %s', (_how, views) => {
    expect(readPage(anOldPage({ views }))).toMatchObject({ views: 79, body: page.body })
  })

  it('may have several authors, or none', () => {
    expect(readPage(anOldPage({ byline: '08/01/2020 | Văn phòng,  Thanh tra ' })).byline).toEqual([
      'Văn phòng',
      'Thanh tra',
    ])
    expect(readPage(anOldPage({ byline: '08/01/2020 |' })).byline).toEqual([])
  })

  it('has no summary where its first paragraph is the whole, a list or longer than a summary may be', () => {
    for (const paragraphs of [['Một đoạn.'], ['- Một', 'Hai'], ['a'.repeat(601), 'Hai']]) {
      const { summary, body } = readPage(anOldPage({ paragraphs }))
      expect(summary).toBe('')
      expect(body).toContain(paragraphs[0]?.replace('- ', ''))
    }
  })
})

describe.each(['tcvn3', 'vni'] as const)('a page in letters of the last century (%s)', (encoding) => {
  const legacy = (text: string) => toLegacy(text, encoding)

  it('is read in Unicode between the labels of the portal, and says so', () => {
    const paragraphs = ['Nội dung đoạn cũ của bài viết', 'đoạn nữa', 'https://example.vn/a?b=1']
    const read = readPage(anOldPage({ title: legacy('hội nghị chữ cũ'), paragraphs: paragraphs.map(legacy) }))
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
    const bytes = Buffer.from(legacy(anOldPage()), 'latin1')
    const run = await dryRun(folderWith({ 'page.txt': bytes }))
    const { views, body } = page
    expect(run.articles).toMatchObject([{ views, body, publishedAt: '2020-01-08T02:30:00Z' }])
    expect(run.notices).toContainEqual(expect.objectContaining({ code: 'legacy-text', value: [encoding] }))
  })
})

it('leaves French and Unicode as they are', () => {
  const paragraphs = ['Une délégation française a été reçue à l’hôtel', 'Phòng Hợp tác đã đến']
  const read = readPage(anOldPage({ paragraphs }))
  expect(read.summary).toBe(paragraphs[0])
  expect(read).not.toHaveProperty('converted')
})

describe('a page that lacks a part', () => {
  it.each([
    ['byline', { byline: '08/01/2020' }],
    ['line of date and byline', { byline: null }],
  ])('has none: %s', async (_part, parts) => {
    const run = await dryRun(folderWith({ 'a.txt': anOldPage(parts) }))
    expect(run.articles).toMatchObject([{ byline: [], summary: page.summary, body: page.body }])
    expect(run.codes('a.txt')).toContain('no-byline')
  })

  it('ends where the buttons for sharing stand, or the form', () => {
    const text = anOldPage({ views: null })
    expect(readPage(text).body).toBe(page.body)
    const form = text.replace('Chia sẻ:\nShare:\nManage PermissionsManage Permissions\n', '')
    expect(readPage(form).body).toBe(page.body)
    const labels = `${form.split('Version History')[0]}Tiêu đề\n\nSố tiền\n\nTác giả\n500.000\n`
    expect(readPage(labels).body).toBe(page.body)
  })

  it('is asked for its section where nothing stands above its date', async () => {
    const text = anOldPage().replace(/^.*\n/u, '')
    const run = await dryRun(folderWith({ 'a.txt': text }))
    expect(run.skipped).toMatchObject([{ code: 'section-missing' }])
    const told = await dryRun(folderWith({ 'a.txt': text }), { section: 'Tin tức' })
    expect(told.articles).toMatchObject([{ title: page.title, section: { id: 'news' } }])
  })

  it('is dated by its byline where it has no dateline', async () => {
    const text = anOldPage().replace(/^Thứ 4.*\n/mu, '')
    const run = await dryRun(folderWith({ 'a.txt': text }))
    expect(run.articles).toMatchObject([{ title: page.title, publishedAt: '2020-01-07T17:00:00Z' }])
  })

  it('has no text: the newsroom will not take it, and nothing of the form becomes one', () => {
    expect(readPage(anOldPage({ paragraphs: [] })).body).toBe('')
  })
})

describe('a page whose parts stand otherwise', () => {
  it('has its title in two lines, or above its date', () => {
    const two = anOldPage({ title: 'Tập huấn nghiệp vụ lễ tân\ncho cán bộ các huyện biên giới' })
    expect(readPage(two)).toMatchObject({ title: page.title, body: page.body })
    const above = anOldPage().replace(/(Thứ 4.*)\n(.*)\n/u, '$2\n$1\n')
    expect(readPage(above)).toMatchObject({ title: page.title, section: 'Tin tức', body: page.body })
  })

  it('has its section at the end of a trail', () => {
    expect(readPage(anOldPage({ section: 'Trang chủ > Tin tức' })).section).toBe('Tin tức')
  })

  it('keeps a line of its text that begins like the counter, and no signs of markup that are none', async () => {
    const paragraphs = ['Tóm tắt có <ba> ý.', 'Lượt người xem: 500 mỗi ngày.', 'Lượt xem: 600', 'Hết.']
    const run = await dryRun(folderWith({ 'a.txt': anOldPage({ paragraphs, title: 'Tiêu đề <b> & c' }) }))
    expect(run.articles).toMatchObject([
      {
        title: 'Tiêu đề <b> & c',
        summary: 'Tóm tắt có <ba> ý.',
        body: '<p>Lượt người xem: 500 mỗi ngày.</p><p>Lượt xem: 600</p><p>Hết.</p>',
        views: 12,
      },
    ])
  })
})

describe('pages saved as text', () => {
  it('come in every encoding and spelling, each once', async () => {
    await expectInput('29-page-dumps')
  })

  it('stand beside exports of other kinds, and in zips', async () => {
    const csv = 'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\nBài khác,Chữ.,15/07/2019 3:00 CH,Tin tức,1\n'
    const run = await dryRun(folderWith({ 'trang/a.txt': anOldPage(), 'xuat.csv': csv }))
    expect(run.articles.map(({ title }) => title).toSorted()).toEqual(['Bài khác', page.title])
  })

  it('are known by title, moment and name, in whatever folder they lie', async () => {
    const [one, other] = await Promise.all(
      ['a/trang.txt', 'b/c/trang.txt'].map((path) => dryRun(folderWith({ [path]: anOldPage() }))),
    )
    expect(one?.articles[0]?.id).toBe(other?.articles[0]?.id)
  })
})

describe('a text that is no such page', () => {
  it.each([
    ['is empty', ''],
    ['has only white space', ' \n\u00a0\n'],
    ['is a note', 'Một\n\nHai\nBa'],
    ['is a letter with a date', 'Kính gửi ông\nngày 15/07/2019\nXin báo tin\nTrân trọng'],
    ['is HTML', '<!DOCTYPE html>\n<html>'],
  ])('because it %s is named', async (_why, text) => {
    const run = await dryRun(folderWith({ 'a.txt': text }))
    expect(run.articles).toEqual([])
    expect(run.notices.map(({ code }) => code)).toEqual([text === '' ? 'file-empty' : 'unknown-file'])
  })
})
