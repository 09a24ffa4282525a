import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleInput } from '../../functions/domain/article/article.ts'
import { mediaId } from '../../functions/domain/library/file.ts'
import { description, uploadInput } from '../../functions/domain/library/library.ts'
import type { Locale } from '../../functions/domain/locale.ts'
import { defaultSettings, settingsInput } from '../../functions/domain/settings/settings.ts'

interface Words {
  alt?: string
  caption?: string
  credit?: string
}

interface Text extends Words {
  publishedAt: string
  title: string
  summary?: string
  body: string
  externalUrl?: string
}

interface DemoArticle {
  id: string
  section: string
  tags?: string[]
  genre: string
  byline: string[]
  featured?: true
  related?: string[]
  eventDate?: string
  leadImage?: { media: string }
  attachments?: { name: string; media: string }[]
  source?: { name: string; url: string; publishedAt?: string }
  views: number
  translations: Partial<Record<Locale, Text>>
}

const read = (name: string) =>
  readFileSync(new URL(`../../infra/local/demo/${name}.json`, import.meta.url), 'utf8')
const sections = ['news', 'consular', 'border', 'cooperation', 'notices']
const articles = sections.flatMap((section) => JSON.parse(read(section)) as DemoArticle[])
interface DemoFile {
  id: string
  name: string
  picture?: string
  description: Partial<Record<Locale, Words>>
}

const files = JSON.parse(read('media')) as DemoFile[]
const settings = JSON.parse(read('settings'))
const pages = JSON.parse(read('pages')) as DemoArticle[]

const texts = articles.flatMap((article) =>
  Object.entries(article.translations).map(([locale, text]) => ({ article, locale, text })),
)
const inLocale = (locale: Locale) => articles.filter(({ translations }) => translations[locale])
const wordsOf = ({ alt, caption, credit }: Words): Words => ({ alt, caption, credit })
const tagsOf = (html: string) => html.match(/<[^>]*>/gu) ?? []

const allowedTag =
  /^<(?:\/?(?:p|h2|h3|ul|ol|li|strong|em|blockquote|table|thead|tbody|tr|th|td|figure|figcaption)|\/a|a href="(?:https:\/\/|mailto:|media:)[^"]+"|img src="media:\w{10}" alt="[^"]+"|th scope="(?:col|row)")>$/u
const offices =
  /^(?:Phòng (?:Lãnh sự|Hợp tác quốc tế|Quản lý biên giới)|Văn phòng Sở|Ban Biên tập|(?:Consular|International Cooperation) Division)$/u

describe('the demo content', () => {
  it('fills every section in both languages', () => {
    expect(inLocale('vi')).toHaveLength(42)
    expect(inLocale('en')).toHaveLength(21)
    expect(inLocale('en').filter(({ translations }) => !translations.vi)).toHaveLength(2)
    for (const locale of ['vi', 'en'] as const)
      expect(new Set(inLocale(locale).map(({ section }) => section))).toEqual(new Set(sections))
  })

  it('keeps each article in the file of its section', () => {
    for (const section of sections)
      expect((JSON.parse(read(section)) as DemoArticle[]).every((it) => it.section === section)).toBe(true)
  })

  it('is accepted by the rules for what editors write, which add nothing to it but the rel of links', () => {
    for (const { id, views, translations, ...shared } of articles) {
      const input = Object.fromEntries(
        Object.entries(translations).map(([locale, { publishedAt, ...text }]) => [locale, text]),
      )
      const written = { ...shared, translations: input }
      const cleaned = JSON.stringify(articleInput.parse(written)).replaceAll(' rel=\\"noopener\\"', '')
      expect(JSON.parse(cleaned)).toMatchObject(written)
    }
  })

  it('has well-formed ids, each used once, and every related article exists', () => {
    const ids = articles.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, related = [] } of articles) {
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/u)
      expect(related).not.toContain(id)
      for (const each of related) expect(ids).toContain(each)
    }
  })

  it('leads from an article to related ones that exist in a language it has', () => {
    for (const { related = [], translations } of articles)
      for (const id of related) {
        const other = articles.find((it) => it.id === id)!
        expect(Object.keys(other.translations).some((locale) => locale in translations)).toBe(true)
      }
  })

  it('is dated from January 2024 to 20 November 2026, after what it reports', () => {
    for (const { article, text } of texts) {
      expect(text.publishedAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:00\+07:00$/u)
      const time = Date.parse(text.publishedAt)
      expect(time).toBeGreaterThanOrEqual(Date.parse('2024-01-01T00:00:00+07:00'))
      expect(time).toBeLessThanOrEqual(Date.parse('2026-11-20T23:59:59+07:00'))
      if (article.eventDate) expect(article.eventDate <= text.publishedAt.slice(0, 10)).toBe(true)
    }
  })

  it('puts a Vietnamese text before its translation', () => {
    for (const { translations } of articles)
      if (translations.vi && translations.en)
        expect(translations.vi.publishedAt <= translations.en.publishedAt).toBe(true)
  })

  it('gives every text a body or a link instead of one, and one such link in each language', () => {
    for (const { text } of texts) expect(text.body === '').toBe(text.externalUrl !== undefined)
    expect(
      texts
        .filter(({ text }) => text.externalUrl)
        .map(({ locale }) => locale)
        .sort(),
    ).toEqual(['en', 'vi'])
  })

  it('uses plain semantic HTML', () => {
    for (const { text } of texts)
      for (const tag of tagsOf(text.body)) expect(tag, text.title).toMatch(allowedTag)
  })

  it('is written in NFC without stray spaces', () => {
    for (const name of [...sections, 'settings', 'media'])
      expect(read(name)).toBe(read(name).normalize('NFC'))
    for (const { text } of texts)
      for (const part of [
        text.title,
        text.summary ?? '',
        text.body,
        ...Object.values(wordsOf(text)).map((each) => each ?? ''),
      ]) {
        expect(part).not.toMatch(/ {2}|\u00a0|\u200b|\t| [,.;:]|^\s|\s$/u)
        expect(part).not.toMatch(/<(?:p|li|td|th(?: [^>]*)?|h\d)>\s|\s<\/(?:p|li|td|th|h\d)>/u)
      }
  })

  it('is signed by offices and shows five articles at the top, each with a summary', () => {
    for (const { byline } of articles) for (const name of byline) expect(name).toMatch(offices)
    const featured = articles.filter((it) => it.featured)
    expect(featured).toHaveLength(5)
    for (const { translations } of featured)
      for (const text of Object.values(translations)) expect(text.summary).toBeTruthy()
  })

  it('reveals no telephone number and no mailbox of a real body', () => {
    for (const { text } of texts) {
      expect(text.body).not.toMatch(/\d{7}|(?:\d{2,4}[ .-]){3}\d/u)
      for (const [, host] of text.body.matchAll(/[\w.]+@([\w.]+)/gu)) expect(host).toBe('example.vn')
    }
  })

  it('starts the counters between 12 and 4,800 views', () => {
    for (const { views } of articles) {
      expect(views).toBeGreaterThanOrEqual(12)
      expect(views).toBeLessThanOrEqual(4800)
    }
  })
})

describe('the pictures and documents of the demo', () => {
  const ids = files.map(({ id }) => id)
  const pictures = files.filter(({ picture }) => picture)
  const drawings = new URL('../../infra/local/demo/pictures/', import.meta.url)

  it('have well-formed ids, each used once, and each is shown somewhere', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const named = new Set(JSON.stringify(articles).match(/(?<="media":"|media:)[^"\\]+/gu))
    expect(named).toEqual(new Set(ids))
    for (const id of ids) expect(mediaId.safeParse(id).success, id).toBe(true)
  })

  it('are drawn in a file each, in one shape, without words, scripts and anything from elsewhere', () => {
    expect(readdirSync(drawings).sort()).toEqual(pictures.map(({ picture }) => `${picture}.svg`).sort())
    for (const { picture } of pictures) {
      const drawing = readFileSync(new URL(`${picture}.svg`, drawings), 'utf8')
      expect(drawing).toContain('viewBox="0 0 1600 1067"')
      expect(drawing).not.toMatch(/<(?:text|script|image|foreignObject|style)\b|href="[^#]/u)
      expect(drawing.length).toBeLessThan(16_000)
    }
  })

  it('can be uploaded and described as they are', () => {
    for (const { name, description: words } of files) {
      expect(uploadInput.safeParse({ name, bytes: 1 }).success, name).toBe(true)
      expect(description.safeParse(words).success, name).toBe(true)
    }
    for (const { description: words } of pictures)
      for (const locale of ['vi', 'en'] as const)
        expect(Object.keys(words[locale] ?? {})).toEqual(['alt', 'caption', 'credit'])
  })

  it('stand for eight articles, each described, captioned and credited to an office in its language', () => {
    const led = articles.filter(({ leadImage }) => leadImage)
    expect(led).toHaveLength(8)
    expect(led.filter(({ featured }) => featured)).toHaveLength(5)
    for (const { leadImage, translations } of led)
      for (const [locale, text] of Object.entries(translations)) {
        const file = files.find(({ id }) => id === leadImage?.media)
        expect(wordsOf(text)).toEqual(file?.description[locale as Locale])
        expect(text.credit).toBe(locale === 'vi' ? 'Ban Biên tập' : 'Editorial Board')
      }
  })

  it('are a gallery in one article, a picture in the text of another, and a document in a third', () => {
    const bodies = (pattern: RegExp) =>
      new Set(texts.filter(({ text }) => pattern.test(text.body)).map(({ article }) => article.id))
    expect([...bodies(/<figure><figure>/u)]).toHaveLength(1)
    expect([...bodies(/(?<!<\/figure>|<figure>)<figure><img/u)]).toHaveLength(1)
    const [given] = articles.filter(({ attachments }) => attachments)
    expect([...bodies(/<a href="media:/u)]).toEqual([given?.id])
  })
})

describe('the demo pages', () => {
  const bodies = pages.flatMap(({ translations }) => Object.values(translations).map(({ body }) => body))

  it('are written in both languages, by the rules for what editors write and no person, in plain semantic HTML', () => {
    for (const { views: _, id, translations, ...shared } of pages) {
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/u)
      expect(Object.keys(translations)).toEqual(['vi', 'en'])
      const texts = Object.entries(translations).map(([locale, { publishedAt: __, ...text }]) => [
        locale,
        text,
      ])
      expect(articleInput.parse({ ...shared, translations: Object.fromEntries(texts) })).toMatchObject({
        type: 'page',
        byline: [],
      })
    }
    for (const body of bodies) for (const tag of tagsOf(body)) expect(tag).toMatch(allowedTag)
    expect(read('pages')).toBe(read('pages').normalize('NFC'))
  })

  it('name telephones and mailboxes of nobody', () => {
    for (const body of bodies) {
      for (const number of body.match(/(?:\+84|\(\d+\)) [\d ]{4,}/gu) ?? [])
        expect(number).toMatch(/^(?:\+84 000 000|\(0000\) 000) 00\d\d\s?$/u)
      for (const [, host] of body.matchAll(/[\w.]+@([\w.]+)/gu)) expect(host).toBe('example.vn')
    }
  })

  it('are all in the menu, above or below', () => {
    for (const { id } of pages) expect(JSON.stringify(settings.menu)).toContain(id)
  })
})

describe('the demo settings', () => {
  it('make valid settings of the site, with five related agencies', () => {
    const { name, tagline, links, tags, footer, menu } = settings
    const imprint = { vi: { ...footer.vi }, en: { ...footer.en } }
    for (const each of Object.values(imprint)) {
      expect(each.sample).toMatch(/nội dung mẫu|sample content/u)
      delete each.sample
    }
    settingsInput.parse({ name, tagline, links, tags, menu, imprint, sections: defaultSettings.sections })
    expect(links).toHaveLength(5)
  })

  it('hold the tags that articles carry, each carried by some, and the most of them in both languages', () => {
    const ids = settings.tags.map(({ id }: { id: string }) => id)
    const carriers = (id: string) => articles.filter(({ tags = [] }) => tags.includes(id))
    for (const { tags = [] } of articles) for (const tag of tags) expect(ids).toContain(tag)
    for (const id of ids) expect(carriers(id)).not.toEqual([])
    const inBoth = ids.filter((id: string) => carriers(id).some(({ translations }) => translations.en))
    expect(inBoth.length).toBeGreaterThan(ids.length / 2)
  })
})
