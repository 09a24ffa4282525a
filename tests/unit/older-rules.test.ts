import { describe, expect, it } from 'vitest'
import { member } from '../../functions/domain/people/member.ts'
import { staffRecord } from '../../functions/domain/people/staff.ts'
import { previewLink } from '../../functions/domain/preview/link.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { payee } from '../../functions/domain/royalty/payee.ts'
import { royaltyScheme } from '../../functions/domain/royalty/scheme.ts'
import { defaultSettings, settings } from '../../functions/domain/settings/settings.ts'
import { composeChrome } from '../../functions/domain/site/chrome.ts'
import { siteChrome } from '../../functions/domain/site/shapes.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { pack, unpack } from '../../functions/store/packed.ts'
import { createSite } from '../../functions/store/site.ts'
import type { Table } from '../../functions/store/table.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom, dump } from '../support/articles/newsroom.ts'

/** A stored document without one language, or with a further one that this site does not know. */
function spoken(value: unknown, change: (words: Record<string, unknown>) => object): unknown {
  if (Array.isArray(value)) return value.map((each) => spoken(each, change))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.entries(value).map(([name, each]) => [name, spoken(each, change)])
  const whole = Object.fromEntries(inner)
  return 'vi' in whole && 'en' in whole ? change(whole) : whole
}
const withoutEnglish = (value: unknown) => spoken(value, ({ en: _, ...words }) => words)
const withKhmer = (value: unknown) => spoken(value, (words) => ({ ...words, km: words.vi }))

/** Writes over the state of a revision, as if it had been written under other rules. */
async function rewrite(table: Table, pk: string, number: number, change: (state: object) => unknown) {
  const key = newsroomKeys.revision(pk, number)
  const item = (await table.find(key))!
  await table.put({ ...item, state: pack(change(unpack(item.state) as object)) })
}

const front = { featured: [], latest: [], sections: [{ id: 'news', cards: [] }] }
const contents = new Map([
  ['vi', { front, tagged: [], pages: [] }],
  ['en', { front, tagged: [], pages: [] }],
] as const)

describe('settings that were written before a language was added', () => {
  const stored = withoutEnglish(defaultSettings)

  it('are read, and what is missing is said in the default language', () => {
    const read = settings.parse(stored)
    const chrome = composeChrome(read, 'en', contents)
    expect(chrome).toMatchObject({
      name: 'Sở Ngoại vụ',
      tagline: 'Trang thông tin điện tử',
      imprint: { organisation: 'Sở Ngoại vụ' },
    })
    expect(chrome.sections[0]).toMatchObject({ name: 'Tin tức', slug: 'tin-tuc' })
    expect(chrome.slugs.news).toEqual({ vi: 'tin-tuc', en: 'tin-tuc' })
  })

  it('let the site be published, in that language too', async () => {
    const room = aNewsroom()
    await room.configure((before) => before)
    await rewrite(room.newsroomTable, newsroomKeys.chain('SETTINGS', 'site'), 1, () => stored)
    const id = newId()
    await room.write(id, { translations: { en: { title: 'A conference', body: '<p>Text.</p>' } } })
    await room.goLive(id, 'en')
    await room.publish([id])
    const { chrome, shown } = await createSite(room.siteTable).article(id, 'en')
    expect(shown).toMatchObject({ kind: 'page', title: 'A conference' })
    expect(chrome?.name).toBe('Sở Ngoại vụ')
  })
})

describe('what names a language that the site does not have', () => {
  it('is read without it', () => {
    expect(settings.parse(withKhmer(defaultSettings))).toEqual(defaultSettings)
  })

  it('is read on the public side as well', () => {
    const chrome = composeChrome(defaultSettings, 'vi', contents)
    const slugs = { news: { ...chrome.slugs.news, km: 'tin' } }
    const [first, ...others] = chrome.sections
    const sections = [{ ...first, alternates: { en: 'news', km: 'tin' } }, ...others]
    expect(siteChrome.parse({ ...chrome, slugs, sections })).toMatchObject({
      slugs: { news: chrome.slugs.news },
      sections: [{ alternates: { en: 'news' } }, ...others],
    })
  })
})

describe('an article that was written under laxer rules', () => {
  const title = 'Hội nghị '.repeat(40).trim()
  const lax = (state: object) => ({
    ...state,
    genre: 'obituary',
    tags: Array.from({ length: 14 }, (_, index) => `tag-${index}`),
    byline: Array.from({ length: 9 }, (_, index) => `Phòng ${index}`),
    eventDate: '1899-12-31',
    mood: 'solemn',
    translations: spoken((state as { translations: object }).translations, (texts) => texts),
  })

  async function older() {
    const room = aNewsroom()
    const id = newId()
    await room.write(id)
    await room.goLive(id)
    await rewrite(room.newsroomTable, newsroomKeys.chain('ARTICLE', id), 2, (state) => {
      const whole = lax(state) as { translations: { vi: object } }
      const vi = { ...whole.translations.vi, title, slug: 'Hội-nghị', externalUrl: 'javascript:alert(1)' }
      return { ...whole, translations: { vi } }
    })
    return { room, id }
  }

  it('is read as it was written', async () => {
    const { room, id } = await older()
    const state = (await room.newsroom.articles.latest(id))?.state
    expect(state).toMatchObject({ genre: 'obituary', eventDate: '1899-12-31' })
    expect([state?.translations.vi?.title, state?.tags.length, state?.byline.length]).toEqual([title, 14, 9])
  })

  it('is shown to readers, without an address that nobody may be sent to any more', async () => {
    const { room, id } = await older()
    await room.publish([id])
    const { shown } = await createSite(room.siteTable).article(id, 'vi')
    expect(shown).toMatchObject({ kind: 'page', title, slug: 'Hội-nghị' })
    expect(shown).not.toHaveProperty('externalUrl')
  })

  it('is rebuilt as it was shown', async () => {
    const { room, id } = await older()
    await room.publish([id])
    const before = await dump(room.siteTable)
    await room.rebuild()
    expect(await dump(room.siteTable)).toEqual(before)
  })

  it('is corrected by the rules of today', async () => {
    const { room, id } = await older()
    const { state } = await room.write(id)
    expect(state).toMatchObject({ genre: 'news', tags: [] })
  })
})

describe('every other record that was written under laxer rules is read:', () => {
  const at = '1850-01-01T00:00:00.000Z'
  const long = 'a'.repeat(5000)

  it('the staff, whose names and sections were longer', () => {
    const record = { name: long, role: 'editor', sections: ['Tin tức', 'Tin tức'], active: true }
    expect(staffRecord.parse(record)).toEqual(record)
    expect(member.parse({ ...record, id: '?' })).toMatchObject({ name: long })
  })

  it('a payee, whose account had spaces', () => {
    const record = {
      name: long,
      kind: 'outside',
      email: 'nobody',
      bank: { name: 'A', account: '1 2', holder: 'B' },
    }
    expect(payee.parse(record)).toEqual(record)
  })

  it('a royalty scheme from before a genre was added', () => {
    const { interview: _, ...genres } = defaultRoyaltyScheme.genres
    const record = { ...defaultRoyaltyScheme, genres, dueDays: 400, name: long }
    expect(royaltyScheme.parse(record)).toEqual(record)
  })

  it('a link, whose id was of another form', () => {
    const by = { id: 'e1', name: long, role: 'editor' }
    const record = {
      ...{ id: 'link', article: 'A', locale: 'vi', revision: { number: 1, hash: 'a'.repeat(64) } },
      ...{ purpose: 'read', label: long, by, createdAt: at, expiresAt: at, digest: 'd' },
    }
    expect(previewLink.parse(record)).toMatchObject(record)
  })
})
