import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleInput } from '../../functions/domain/article/article.ts'
import { requireTranslations } from '../../functions/domain/article/missing-translations.ts'
import { withdraw } from '../../functions/domain/article/workflow.ts'
import { write } from '../../functions/domain/article/write.ts'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { rememberSlugs } from '../../functions/domain/settings/named.ts'
import {
  defaultSettings,
  rewriteSettings,
  type Settings,
  settingsInput,
  settings as settingsSchema,
  writtenSettings,
} from '../../functions/domain/settings/settings.ts'
import { requireTags } from '../../functions/domain/settings/tags.ts'
import { anArticle, aTag, aText } from '../support/articles/articles.ts'
import { goPublic } from '../support/articles/workflow.ts'
import { inEnglish, sentence } from '../support/refusal.ts'

const written = writtenSettings(defaultSettings)

/** What is wrong with settings, as `path: message`. */
function faultsOf(changes: object): string[] {
  const { error } = settingsInput.safeParse({ ...written, ...changes })
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${inEnglish(message)}`) ?? []
}

describe('settings', () => {
  it('are answered as they may be sent back', () => {
    const full = { ...written, tags: [aTag('asean')] }
    expect(settingsInput.parse(JSON.parse(JSON.stringify(full)))).toEqual(full)
    expect(faultsOf({ formerSlugs: defaultSettings.formerSlugs })).toHaveLength(1)
  })

  it('name what two sections or tags have in common, and which ones', () => {
    const [news, consular] = written.sections
    const same = { ...consular, id: 'news', name: { vi: 'tin tức', en: 'Other' } }
    expect(faultsOf({ sections: [news, { ...same, slug: { vi: 'khac', en: 'news' } }] })).toEqual([
      'sections.1.id: "news" is the id of "news" (Tin tức) too; each needs its own',
      'sections.1.name.vi: "tin tức" is the name of "news" (Tin tức) too; each needs its own',
      'sections.1.slug.en: "news" is the slug of "news" (Tin tức) too; each needs its own',
    ])
    expect(faultsOf({ tags: [aTag('asean'), aTag('eu', { slug: { vi: 'eu', en: 'asean' } })] })).toEqual([
      'tags.1.slug.en: "asean" is the slug of "asean" (Chủ đề asean) too; each needs its own',
    ])
  })

  it('leave to the site its own addresses', () => {
    const sections = [{ ...written.sections[0], slug: { vi: 'topics', en: 'news' } }]
    expect(faultsOf({ sections })).toEqual([
      'sections.0.slug.vi: "topics" is an address of the site itself; so are moi-nhat, latest, chu-de, topics, tim-kiem, search, trang, pages, so-do, sitemap, lien-he, contact, feed',
    ])
  })

  it('say how many there may be', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => aTag(`t${index}`))
    expect(faultsOf({ tags: many(201) })).toEqual(['tags: holds 201 items; at most 200 are allowed'])
    expect(faultsOf({ tags: many(200) })).toEqual([])
    expect(faultsOf({ sections: many(41).map(({ retired: _, ...tag }) => tag) })).toEqual([
      'sections: holds 41 items; at most 40 are allowed',
    ])
    expect(faultsOf({ sections: [] })).toEqual(['sections: must hold at least 1 item'])
    expect(faultsOf({ tags: [aTag('asean', { name: { vi: 'x'.repeat(81), en: 'x' } })] })).toEqual([
      'tags.0.name.vi: has 81 characters; at most 80 are allowed',
    ])
  })

  it('that were written by other rules can still be read', () => {
    const [news, ...others] = written.sections
    const old = {
      ...defaultSettings,
      sections: [{ ...news!, slug: { vi: 'topics', en: 'news' } }, ...others],
    }
    const { tags: _, formerSlugs: __, ...oldest } = old
    expect(settingsSchema.parse(oldest)).toEqual({
      ...old,
      tags: [],
      formerSlugs: { sections: {}, tags: {} },
    })
  })
})

/** The settings after the first section was given each of these Vietnamese slugs in turn. */
function renamed(slugs: readonly string[], before = defaultSettings): Settings {
  return slugs.reduce((now: Settings, vi) => {
    const [first, ...others] = writtenSettings(now).sections
    const sections = [{ ...first!, slug: { ...first!.slug, vi } }, ...others]
    return rewriteSettings(now, { ...writtenSettings(now), sections })
  }, before)
}

describe('a slug that is given up', () => {
  it('is remembered in its language, the last one first, once', () => {
    expect(renamed(['b', 'c', 'b', 'd']).formerSlugs).toEqual({
      sections: { news: { vi: ['b', 'c', 'tin-tuc'] } },
      tags: {},
    })
  })

  it('is none any more when its section takes it back', () => {
    expect(renamed(['b', 'tin-tuc']).formerSlugs.sections).toEqual({ news: { vi: ['b'] } })
  })

  it('is forgotten after twenty later ones', () => {
    const slugs = Array.from({ length: 22 }, (_, index) => `s${index}`)
    const former = renamed(slugs).formerSlugs.sections.news?.vi
    expect(former).toEqual(slugs.slice(1, 21).reverse())
  })

  it('of a tag is remembered as well', () => {
    const before = rewriteSettings(defaultSettings, { ...written, tags: [aTag('asean')] })
    const tags = [aTag('asean', { slug: { vi: 'khoi-asean', en: 'asean' } })]
    const after = rewriteSettings(before, { ...written, tags })
    expect(after.formerSlugs).toEqual({ sections: {}, tags: { asean: { vi: ['asean-vi'] } } })
  })

  it('leads to one place only, whatever was renamed: to who has it, else to who had it last', () => {
    const slug = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const three = fc.uniqueArray(slug, { minLength: 3, maxLength: 3 })
    const named = (slugs: readonly string[]) =>
      slugs.map((each, index) => ({ ...aTag(`t${index}`), slug: { vi: each, en: `en-${index}` } }))
    fc.assert(
      fc.property(fc.array(three, { minLength: 1, maxLength: 8 }), (story) => {
        const owners = new Map<string, string>()
        let former = {}
        for (const [index, slugs] of story.entries()) {
          const [before, after] = [named(story[index - 1] ?? slugs), named(slugs)]
          former = rememberSlugs(before, after, former, 20)
          for (const { id, slug } of after) owners.set(slug.vi, id)
          const found = [
            ...after.map(({ id, slug }) => [slug.vi, id]),
            ...Object.entries<Partial<Record<Locale, string[]>>>(former).flatMap(([id, { vi = [] }]) =>
              vi.map((each) => [each, id]),
            ),
          ]
          expect(new Map(found as [string, string][])).toEqual(owners)
          expect(found).toHaveLength(owners.size)
        }
      }),
    )
  })
})

describe('the tags of an article', () => {
  const tags = [
    ...['asean', 'border', 'training', 'visa', 'culture', 'trade'].map((id) => aTag(id)),
    aTag('old', { retired: true }),
  ]
  const faultIn = (asked: string[], before?: string[]) => sentence(() => requireTags(tags, asked, before))

  it('are known ones; others are refused with those that were perhaps meant', () => {
    expect(faultIn(['asean', 'visa'])).toBeUndefined()
    expect(faultIn(['trading'])).toBe('tags.0: there is no tag "trading"; near it: training, trade')
    expect(faultIn(['nothing'])).toBe(
      'tags.0: there is no tag "nothing"; there are: asean, border, training, visa, culture and 1 more',
    )
  })

  it('may be retired ones only where it had them', () => {
    expect(faultIn(['old'])).toMatch(/^tags\.0: the tag "old" is retired; there are: asean/u)
    expect(faultIn(['old', 'visa'], ['old'])).toBeUndefined()
  })

  it('are ten at most, each once', () => {
    const faults = (ids: string[]) =>
      articleInput.safeParse(anArticle({ tags: ids })).error?.issues.map(({ message }) => inEnglish(message))
    expect(faults(tags.slice(0, 6).map(({ id }) => id))).toBeUndefined()
    expect(faults(['asean', 'asean'])).toEqual(['names a tag twice'])
    expect(faults(Array.from({ length: 11 }, (_, index) => `t${index}`))).toEqual([
      'holds 11 items; at most 10 are allowed',
    ])
  })
})

describe('a section that asks for every language', () => {
  const at = '2026-01-10T08:00:00.000Z'
  const section = { id: 'news', missingTranslation: 'require' as const }
  const input = articleInput.parse(anArticle({ translations: { vi: aText(), en: aText({ title: 'Text' }) } }))
  const drafts = write('4k7m2p9x1a', undefined, input, { by: 'e', at, revision: 1 })
  const enIs = (status: 'draft' | 'in_review' | 'approved' | 'scheduled') => ({
    ...drafts,
    translations: { ...drafts.translations, en: { ...drafts.translations.en!, status } },
  })

  it.each(['draft', 'in_review'] as const)('waits for a text that is %s', (status) => {
    expect(sentence(() => requireTranslations(enIs(status), 'vi', section))).toBe(
      `the section "news" publishes an article when all its languages are approved; English is ${status === 'draft' ? 'a draft' : 'in review'}`,
    )
  })

  it('waits for a text that is not written, or withdrawn', () => {
    const alone = { ...drafts, translations: { vi: drafts.translations.vi } }
    expect(sentence(() => requireTranslations(alone, 'vi', section))).toContain('English is not written yet')
    const gone = withdraw(goPublic(drafts, 'en', { at, revision: 2 }), 'en', { at }, 'Lý do')
    expect(sentence(() => requireTranslations(gone, 'vi', section))).toContain('English is withdrawn')
  })

  it.each(['approved', 'scheduled'] as const)('publishes when the other text is %s', (status) => {
    expect(() => requireTranslations(enIs(status), 'vi', section)).not.toThrow()
  })

  it('lets what is public be corrected, and counts it as approved meanwhile', () => {
    const live = goPublic(drafts, 'en', { at, revision: 2 })
    const draft = { ...live.translations.en!, status: 'draft' as const }
    const corrected = { ...live, translations: { ...live.translations, en: draft } }
    for (const locale of locales) expect(() => requireTranslations(corrected, locale, section)).not.toThrow()
  })

  it('is the only kind that does', () => {
    for (const missingTranslation of ['notice', 'redirect'] as const)
      expect(() => requireTranslations(enIs('draft'), 'vi', { ...section, missingTranslation })).not.toThrow()
    expect(() => requireTranslations(enIs('draft'), 'vi', undefined)).not.toThrow()
  })
})
