import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { formPath } from '../../functions/domain/site/paths.ts'
import { drawSharePicture } from '../../functions/drawing/share-picture.ts'
import { inLines } from '../../functions/drawing/typeface.ts'
import { renderArticle } from '../../functions/views/pages.tsx'
import { aSite, typefaces } from './site-door.ts'
import { aCard, aFrame, anArticlePage, nobodyNear, siteUrl } from './views-examples.ts'

const path = '/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a'
const aDoor = (changes: Parameters<typeof anArticlePage>[1] = {}) =>
  aSite([aCard('vi')], {}, { pages: [anArticlePage('vi', changes)] })

describe('a typeface', () => {
  const { regular, bold } = typefaces()

  it('writes every letter of Vietnamese, however its marks are put together', () => {
    const letters = 'aăâeêioôơuưyđ'
    const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
    const all = [...letters].flatMap((letter) =>
      letter === 'đ' ? ['đ'] : marks.map((mark) => letter + mark),
    )
    for (const face of [regular, bold])
      for (const letter of all.flatMap((each) => [each, each.toUpperCase()])) {
        const placed = face.place(letter)
        expect([letter.normalize('NFC'), placed.length]).toEqual([letter.normalize('NFC'), 1])
        expect(placed[0]!.font.outlineOf(placed[0]!.glyph).length).toBeGreaterThan(0)
      }
  })

  it('breaks lines between words, and words that are wider than a line', () => {
    const widthOf = (text: string) => text.length
    expect(inLines('một hai ba', 7, widthOf)).toEqual(['một hai', 'ba'])
    expect(inLines('abcdefgh ij', 5, widthOf)).toEqual(['abcde', 'fgh', 'ij'])
    expect(inLines('  ', 5, widthOf)).toEqual([])
  })
})

describe('the picture by which an article is shared that has none', () => {
  it('is drawn with its title, and named by its page', async () => {
    const html = renderArticle(aFrame('vi', { path }), {
      article: anArticlePage('vi'),
      nearby: nobodyNear,
      views: 1,
    })
    expect(html).toContain(`<meta property="og:image" content="${siteUrl}${path}.png"/>`)
    expect(html).toContain(`"image":["${siteUrl}${path}.png"]`)
    const answer = await (await aDoor()).request(formPath(path, 'png'))
    expect([answer.status, answer.headers.get('cache-tag')]).toEqual([200, 'site,a-4k7m2p9x1a'])
    const { width, height, format } = await sharp(await answer.arrayBuffer()).metadata()
    expect([width, height, format]).toEqual([1200, 630, 'png'])
  })

  it('holds the longest title, and one without a letter that there is', async () => {
    const { bold } = typefaces()
    for (const title of ['Ư'.repeat(255), 'Hội nghị '.repeat(28), '漢字', '']) {
      const { width } = await sharp(drawSharePicture(bold, { site: 'Sở Ngoại vụ', title })).metadata()
      expect(width).toBe(1200)
    }
  })

  it('leads to the address of today, as its page does', async () => {
    const answer = await (await aDoor()).request('/vi/tin-tuc/cu-4k7m2p9x1a.png')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${path}.png`])
    expect((await (await aDoor()).request('/vi/tin-tuc/cu-4k7m2p9x1b.png')).status).toBe(404)
  })
})

describe('the day of an event', () => {
  const eventDate = '2019-07-31'

  it('is offered to calendars, and where there is none nothing is', async () => {
    const answer = await (await aDoor({ eventDate, title: 'Họp; bàn, \\ ký' })).request(formPath(path, 'ics'))
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('link')).toBe(`<${siteUrl}${path}>; rel="canonical"`)
    const text = await answer.text()
    const lines = text.split('\r\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'BEGIN:VEVENT',
        'UID:tag:example.vn,2026:article/4k7m2p9x1a/vi',
        'DTSTAMP:20190715T080000Z',
        'DTSTART;VALUE=DATE:20190731',
        'DTEND;VALUE=DATE:20190801',
        'SUMMARY:Họp\\; bàn\\, \\\\ ký',
        'END:VCALENDAR',
      ]),
    )
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n ', '')).toContain(
      'DESCRIPTION:Hội nghị đánh giá công tác và đề ra nhiệm vụ.',
    )
    expect((await (await aDoor()).request(formPath(path, 'ics'))).status).toBe(404)
  })

  it('stands with all others in a calendar to follow', async () => {
    const cards = [aCard('vi', { eventDate }), aCard('vi', { id: '4k7m2p9x1b' })]
    const text = await (await (await aSite(cards)).request('/vi/events.ics')).text()
    expect(text.match(/BEGIN:VEVENT/gu)).toHaveLength(1)
  })
})

describe('thanks for what was said of an article', () => {
  it('lead back to it, and promise no e-mail, which nobody was asked for', async () => {
    const answer = await (await aDoor()).request('/vi/lien-he/da-gui/4k7m2p9x1a')
    const html = await answer.text()
    expect([answer.status, answer.headers.get('cache-tag')]).toEqual([200, 'site,a-4k7m2p9x1a'])
    expect(html).toContain(`<a href="${path}">Quay lại bài: `)
    expect(html).not.toContain('thư điện tử, Ban Biên tập')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
  })

  it('are given where there is no such article, and at one address in each language', async () => {
    const door = await aDoor()
    const nothing = await door.request('/vi/lien-he/da-gui/zzzzzzzzzz')
    expect(nothing.status).toBe(200)
    const html = await nothing.text()
    expect(html).not.toContain('zzzzzzzzzz')
    expect(html).toContain('<h1>Cảm ơn ý kiến của bạn đọc</h1>')
    expect(html).not.toContain('thư điện tử, Ban Biên tập')
    const moved = await door.request('/vi/contact/sent/4k7m2p9x1a')
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/vi/lien-he/da-gui/4k7m2p9x1a'])
  })
})
