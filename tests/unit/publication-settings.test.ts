import { describe, expect, it } from 'vitest'
import { perLocale } from '../../functions/domain/locale.ts'
import { defaultSettings, settingsInput, writtenSettings } from '../../functions/domain/settings/settings.ts'
import { composeChrome } from '../../functions/domain/site/chrome.ts'
import { renderArticle } from '../../functions/views/pages.tsx'
import { aSite } from './site-door.ts'
import { aCard, aChrome, aFrame, anArticlePage, nobodyNear } from './views-examples.ts'

const unit = {
  name: { vi: 'Sở Ngoại vụ tỉnh Long An', en: 'Department of Foreign Affairs of Long An' },
  bylines: ['Văn phòng Sở Ngoại vụ Long An'],
  sections: [],
  until: '2025-06-30',
  successor: {
    name: { vi: 'Sở Ngoại vụ tỉnh Tây Ninh', en: 'Department of Tây Ninh' },
    url: 'https://example.vn/',
  },
}
const settingsWith = (changes: object) => ({ ...defaultSettings, ...changes })
const chromeWith = (changes: object) => composeChrome(settingsWith(changes), 'vi', new Map())
const shown = (changes: object, article: Parameters<typeof anArticlePage>[1] = {}) =>
  renderArticle(
    aFrame('vi', { chrome: { ...aChrome('vi'), ...chromeWith(changes), sections: aChrome('vi').sections } }),
    {
      article: anArticlePage('vi', article),
      nearby: nobodyNear,
      views: 1,
    },
  )

describe('how a site writes its days', () => {
  it('is by the names of weekdays, or by their numbers as the old portal did', () => {
    expect(shown({})).toContain('>Thứ Hai, ngày 15/07/2019, 15:00</time>')
    expect(shown({ weekdays: 'number' })).toContain('>Thứ 2, Ngày 15/07/2019, 15:00</time>')
  })
})

describe('articles of a unit that is no more', () => {
  const byline = unit.bylines
  const old = '2025-06-30T16:59:00.000Z'

  it('say so, with its last day and who does its work now', () => {
    const html = shown({ formerUnits: [unit] }, { byline, publishedAt: old })
    expect(html).toContain(
      'Đây là bài lưu trữ của Sở Ngoại vụ tỉnh Long An, đơn vị đã kết thúc hoạt động ngày 30/06/2025.',
    )
    expect(html).toContain('<a href="https://example.vn/" rel="noopener">Sở Ngoại vụ tỉnh Tây Ninh</a>')
  })

  it.each([
    ['of its section', { ...unit, bylines: [], sections: ['news'] }, {}, true],
    ['of another byline', unit, { byline: ['Phòng Lãnh sự'] }, false],
    ['published after its last day', unit, { byline, publishedAt: '2025-06-30T17:00:00.000Z' }, false],
  ])('are known: %s', (_, formerUnit, article, isSaid) => {
    const html = shown({ formerUnits: [formerUnit] }, { publishedAt: old, ...article })
    expect(html.includes('Đây là bài lưu trữ')).toBe(isSaid)
  })
})

describe('the key by which search engines know the site', () => {
  const key = '0a1b2c3d4e5f6789'

  it('is a file at its own address, and no other name is answered', async () => {
    const door = await aSite([aCard('vi')], { indexNowKey: key })
    const answer = await door.request(`/${key}.txt`)
    expect([answer.status, await answer.text()]).toEqual([200, key])
    expect((await door.request(`/${key.slice(1)}.txt`)).status).toBe(404)
    expect((await (await aSite([aCard('vi')])).request(`/${key}.txt`)).status).toBe(404)
  })

  it.each(['ngắn', 'abc', '../robots', 'a'.repeat(129)])('cannot be %s', (indexNowKey) => {
    const input = { ...writtenSettings(defaultSettings), indexNowKey }
    expect(settingsInput.safeParse(input).success).toBe(false)
  })
})

it('a site that says none of this is as it was', () => {
  const { success, data } = settingsInput.safeParse({
    ...writtenSettings(defaultSettings),
    weekdays: undefined,
    indexNowKey: undefined,
    formerUnits: undefined,
  })
  expect([success, data?.weekdays, data?.indexNowKey, data?.formerUnits]).toEqual([true, 'name', '', []])
  const chrome = chromeWith({})
  expect(Object.keys(chrome)).not.toEqual(expect.arrayContaining(['weekdays']))
  expect(perLocale(() => chrome.indexNowKey)).toEqual({ vi: undefined, en: undefined })
})
