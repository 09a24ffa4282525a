import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, type ArticleInput, articleInput } from '../../functions/domain/article/article.ts'
import { withdraw } from '../../functions/domain/article/workflow.ts'
import * as newsroom from '../../functions/domain/article/write.ts'
import { type Locale, locales, otherLocales } from '../../functions/domain/locale.ts'
import { anArticle, aText } from '../support/articles/articles.ts'
import { goPublic as publish } from '../support/articles/workflow.ts'
import { refusal } from '../support/refusal.ts'

const id = '0123456789'
const write = (of: string, before: Article | undefined, text: ArticleInput) =>
  newsroom.write(of, before, text, { by: 'editor', at: '2026-01-09T08:00:00.000Z', revision: 1 })
const at = '2026-01-10T08:00:00.000Z'
const later = '2026-01-11T08:00:00.000Z'
const both = { vi: aText(), en: aText({ title: 'A conference' }) }

const input = (changes: Record<string, unknown> = {}): ArticleInput => articleInput.parse(anArticle(changes))
const written = (changes: Record<string, unknown> = {}) => write(id, undefined, input(changes))
const published = (changes: Record<string, unknown> = {}, locale: Locale = 'vi') =>
  publish(written(changes), locale, { revision: 2, at })

describe('writing', () => {
  it('makes drafts, each with an address of its title', () => {
    expect(written({ translations: both }).translations).toMatchObject({
      vi: { status: 'draft', slug: 'hoi-nghi-tong-ket-cong-tac-doi-ngoai' },
      en: { status: 'draft', slug: 'a-conference' },
    })
  })

  it('keeps the address that the editor chose', () => {
    const { vi } = written({ translations: { vi: aText({ slug: 'tong-ket' }) } }).translations
    expect(vi?.slug).toBe('tong-ket')
  })

  it('keeps an address while its title stays, however titles are spelt since', () => {
    const asked = (byline: string[]) => input({ byline, translations: { vi: aText({ title: 'Søren' }) } })
    const now = write(id, undefined, asked([]))
    expect(now.translations.vi?.slug).toBe('soren')
    const then = { ...now, translations: { vi: { ...now.translations.vi!, slug: 's-ren' } } }
    expect(write(id, then, asked(['Phòng A'])).translations.vi?.slug).toBe('s-ren')
  })

  it('answers the same state when nothing changed', () => {
    const state = published({ translations: both })
    expect(write(id, state, input({ translations: both }))).toBe(state)
  })

  it('makes a changed text a draft, and leaves readers what they have', () => {
    const { vi } = write(
      id,
      published(),
      input({ translations: { vi: aText({ title: 'Mới' }) } }),
    ).translations
    expect(vi).toMatchObject({
      title: 'Mới',
      status: 'draft',
      live: { revision: 2, since: at },
      publishedAt: at,
    })
  })

  it('makes every text a draft when what they share changed', () => {
    const state = publish(published({ translations: both }), 'en', { revision: 3, at })
    const { vi, en } = write(id, state, input({ translations: both, section: 'border' })).translations
    expect([vi?.status, en?.status]).toEqual(['draft', 'draft'])
    expect([vi?.live?.revision, en?.live?.revision]).toEqual([2, 3])
  })

  it('forgets what the editor left out', () => {
    const full = { externalUrl: 'https://example.org/a', audio: { href: '/media/a.mp3', type: 'audio/mpeg' } }
    const state = written({ translations: { vi: aText(full) }, eventDate: '2026-01-01' })
    const after = write(id, state, input())
    expect(after.translations.vi).not.toHaveProperty('externalUrl')
    expect(after.translations.vi).not.toHaveProperty('audio')
    expect(after).not.toHaveProperty('eventDate')
  })

  it('lets a draft be left out, but neither a public text nor the notice of a withdrawn one', () => {
    const english = input({ translations: { en: both.en } })
    expect(write(id, written({ translations: both }), english).translations.vi).toBeUndefined()
    const state = published({ translations: both })
    expect(refusal(() => write(id, state, english))?.code).toBe('conflict')
    const gone = withdraw(state, 'vi', { at: later }, 'Sai')
    expect(refusal(() => write(id, gone, english))?.code).toBe('conflict')
  })

  it('refuses an article that names itself as related', () => {
    const { code, fields } = refusal(() => written({ related: [id] })) ?? {}
    expect({ code, field: fields?.[0]?.field }).toEqual({ code: 'invalid', field: 'related' })
  })

  it('keeps the notice of a withdrawn text while it is written anew', () => {
    const gone = withdraw(published(), 'vi', { at: later }, 'Sai')
    const { vi } = write(id, gone, input({ translations: { vi: aText({ title: 'Mới' }) } })).translations
    expect(vi).toMatchObject({ status: 'draft', withdrawn: { reason: 'Sai', revision: 2 } })
  })
})

describe('publishing', () => {
  it('makes the revision of the act what readers see', () => {
    expect(published().translations.vi).toMatchObject({
      status: 'published',
      live: { revision: 2, since: at },
      publishedAt: at,
    })
    expect(published().translations.vi).not.toHaveProperty('updatedAt')
  })

  it('keeps the first date of a corrected text, and says when it was corrected', () => {
    const draft = write(id, published(), input({ translations: { vi: aText({ title: 'Mới' }) } }))
    expect(publish(draft, 'vi', { revision: 4, at: later }).translations.vi).toMatchObject({
      live: { revision: 4, since: later },
      publishedAt: at,
      updatedAt: later,
    })
  })

  it('takes the date of a text that was published elsewhere, but none to come', () => {
    const old = { revision: 2, at, publishedAt: '2019-07-15T08:00:00.000Z' }
    expect(publish(written(), 'vi', old).translations.vi?.publishedAt).toBe(old.publishedAt)
    const { code, fields } = refusal(() => publish(written(), 'vi', { ...old, publishedAt: later })) ?? {}
    expect({ code, field: fields?.[0]?.field }).toEqual({ code: 'invalid', field: 'publishedAt' })
  })

  it('removes the notice of a text that was withdrawn', () => {
    const gone = withdraw(published(), 'vi', { at: later }, 'Sai')
    const { vi } = publish(gone, 'vi', { revision: 4, at: later }).translations
    expect(vi).toMatchObject({ status: 'published', publishedAt: at })
    expect(vi).not.toHaveProperty('withdrawn')
  })

  it.each([
    ['what is published and has not changed', () => published(), 'conflict'],
    ['a language without a text', () => written({ translations: { en: both.en } }), 'not_found'],
    ['a text without a body', () => written({ translations: { vi: aText({ body: '' }) } }), 'invalid'],
  ])('refuses %s', (_what, state, code) => {
    expect(refusal(() => publish(state(), 'vi', { revision: 3, at: later }))?.code).toBe(code)
  })

  it('needs no body where the article is a link', () => {
    const link = aText({ body: '', externalUrl: 'https://example.org/a' })
    expect(published({ translations: { vi: link } }).translations.vi?.status).toBe('published')
  })
})

describe('withdrawing', () => {
  it('leaves a notice with the reason and the revision that readers saw, not the draft after it', () => {
    const draft = write(id, published(), input({ translations: { vi: aText({ title: 'Mới' }) } }))
    const { vi } = withdraw(draft, 'vi', { at: later }, 'Sai').translations
    expect(vi).toMatchObject({ status: 'withdrawn', withdrawn: { reason: 'Sai', at: later, revision: 2 } })
    expect(vi).not.toHaveProperty('live')
  })

  it.each([
    ['a draft', () => written(), 'conflict'],
    ['what is withdrawn already', () => withdraw(published(), 'vi', { at }, 'Sai'), 'conflict'],
    ['a language without a text', () => written({ translations: { en: both.en } }), 'not_found'],
  ])('refuses %s', (_what, state, code) => {
    expect(refusal(() => withdraw(state(), 'vi', { at }, 'Sai'))?.code).toBe(code)
  })
})

describe('no act on one language', () => {
  type Step = { act: 'write' | 'publish' | 'withdraw'; locale: Locale; title: string }
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.record({
      act: fc.constantFrom('write', 'publish', 'withdraw'),
      locale: fc.constantFrom(...locales),
      title: fc.constantFrom('Một', 'Hai', 'Ba'),
    }),
    { maxLength: 15 },
  )

  function perform(article: Article, { act, locale, title }: Step, revision: number): Article {
    if (act === 'publish') return publish(article, locale, { revision, at })
    if (act === 'withdraw') return withdraw(article, locale, { at }, 'Sai')
    const texts = locales.map((each) => {
      const { title: now, summary, body } = article.translations[each] ?? aText()
      return [each, { title: each === locale ? title : now, summary, body }]
    })
    return write(id, article, input({ translations: Object.fromEntries(texts) }))
  }

  it('alters the text, the state or the public page of another', () => {
    fc.assert(
      fc.property(steps, (story) => {
        let article = written({ translations: both })
        for (const [index, step] of story.entries()) {
          const before = article
          // What is refused changes nothing.
          if (refusal(() => (article = perform(before, step, index + 2)))) expect(article).toBe(before)
          for (const other of otherLocales(step.locale)) {
            expect(article.translations[other]).toEqual(before.translations[other])
          }
        }
      }),
    )
  })
})
