import { describe, expect, it } from 'vitest'
import { type Article, articleInput } from '../../functions/domain/article/article.ts'
import { approve, submit } from '../../functions/domain/article/workflow.ts'
import { write } from '../../functions/domain/article/write.ts'
import type { Locale } from '../../functions/domain/locale.ts'
import { publishTogether, requireReady, unreadyIn } from '../../functions/domain/release/readiness.ts'
import {
  dropRelease,
  planRelease,
  type Release,
  releaseInput,
  unplanRelease,
  writeRelease,
} from '../../functions/domain/release/release.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { refusal } from '../support/refusal.ts'

function expectRefusal(act: () => unknown, code: string, rule?: string): void {
  const met = refusal(act)
  expect(met?.code).toBe(code)
  if (rule) expect(met?.refusal?.rule).toBe(rule)
}

const at = '2026-11-27T08:00:00.000Z'
const approver = { id: 'a1', name: 'Approver', role: 'approver' } as const
const both = { vi: aText(), en: aText({ title: 'A conference' }) }
const news = { id: 'news', name: { vi: 'Tin', en: 'News' }, slug: { vi: 'tin', en: 'news' } }

/** An article whose texts have come so far. */
function article(
  approved: readonly Locale[],
  translations: object = both,
): [string, { number: number; state: Article }] {
  const id = newId()
  const input = articleInput.parse(anArticle({ section: 'news', translations }))
  const written = write(id, undefined, input, { by: 'author', at, revision: 1 })
  const state = approved.reduce(
    (before, locale) => approve(submit(before, locale, { by: 'author', at }), locale, { by: 'a1', at }, true),
    written,
  )
  return [id, { number: 1 + 2 * approved.length, state }]
}

const rules = { sections: [], gone: new Set<string>(), by: 'a1', at }

describe('texts that are to go public together', () => {
  it('each become what a publication by itself makes of it, with the moment that was planned', () => {
    const [one, other] = [article(['vi', 'en']), article(['vi'])]
    const members = [
      { article: one[0], locale: 'vi' as const },
      { article: other[0], locale: 'vi' as const },
      { article: one[0], locale: 'en' as const },
    ]
    const publishedAt = '2026-11-27T07:00:00.000Z'
    const { made, missing } = publishTogether(members, new Map([one, other]), { ...rules, publishedAt })
    expect(missing).toEqual([])
    const [first, second] = made
    expect(made.map(({ id, steps }) => [id, steps.map(({ locale }) => locale)])).toEqual([
      [one[0], ['vi', 'en']],
      [other[0], ['vi']],
    ])
    // One revision for each language, the second of which knows the first.
    expect(first?.steps.at(-1)?.state.translations).toMatchObject({
      vi: { status: 'published', publishedAt, live: { revision: 6, since: at } },
      en: { status: 'published', publishedAt, live: { revision: 7 } },
    })
    expect(second?.steps[0]?.state.translations.vi?.live?.revision).toBe(4)
  })

  it('name each that is not ready, and why', () => {
    const draft = article([])
    const planned = article(['vi'])
    const text = planned[1].state.translations.vi!
    const scheduled = { publishAt: '2026-12-01T01:00:00.000Z', by: approver }
    planned[1].state = {
      ...planned[1].state,
      translations: { vi: { ...text, status: 'scheduled', scheduled } },
    }
    const members = [draft[0], planned[0], 'missing000'].map((id) => ({ article: id, locale: 'vi' as const }))
    const { missing } = publishTogether(members, new Map([draft, planned]), rules)
    const rulesOf = missing.map(({ why }) => (typeof why === 'string' ? why : why.rule))
    expect(rulesOf).toEqual(['wrong_state', 'planned_by_itself', 'not_found'])
    expectRefusal(() => requireReady({ name: 'Lễ hội', members }, missing), 'conflict', 'release_not_ready')
  })

  it('follow the rules of their section: all languages, where it asks for all', () => {
    const needing = article(['vi'])
    const whole = article(['vi', 'en'])
    const sections = [{ ...news, missingTranslation: 'require' as const }]
    const members = [needing[0], whole[0]].map((id) => ({ article: id, locale: 'vi' as const }))
    const { missing } = publishTogether(members, new Map([needing, whole]), { ...rules, sections })
    expect(missing).toMatchObject([{ member: members[0], why: { rule: 'languages_missing' } }])
    const rows = new Map([needing, whole].map(([id, { state }]) => [id, state]))
    expect(unreadyIn({ members }, rows, sections)).toEqual([members[0]])
  })

  it('are refused where whoever acts may not publish one of them', () => {
    const one = article(['vi'])
    const members = [{ article: one[0], locale: 'vi' as const }]
    const { missing } = publishTogether(members, new Map([one]), {
      ...rules,
      gone: new Set(),
      require: () => requireReady({ name: 'x', members: [] }, []),
    })
    expect(missing).toHaveLength(1)
  })

  it('are none where nobody has put any into it', () => {
    expectRefusal(() => requireReady({ name: 'Lễ hội', members: [] }, []), 'conflict', 'release_empty')
  })
})

describe('a release', () => {
  const members = [{ article: newId(), locale: 'vi' as const }]
  const fresh: Release = writeRelease(newId(), undefined, { name: 'Lễ hội', members }, approver)
  const later = '2026-11-28T01:00:00.000Z'

  it('names each text once, and not too many', () => {
    expect(releaseInput.safeParse({ name: 'x', members: [...members, ...members] }).success).toBe(false)
    const many = Array.from({ length: 31 }, () => ({ article: newId(), locale: 'vi' }))
    expect(releaseInput.safeParse({ name: 'x', members: many }).success).toBe(false)
    expect(releaseInput.safeParse({ name: 'x', members: many.slice(1) }).success).toBe(true)
  })

  it('is planned for a moment to come, moved, and taken off the plan', () => {
    const planned = planRelease(fresh, later, approver, at)
    expect(planned.planned).toEqual({ publishAt: later, by: approver })
    expectRefusal(() => planRelease(fresh, at, approver, at), 'invalid')
    expect(unplanRelease(planned)).toEqual(fresh)
    expectRefusal(() => unplanRelease(fresh), 'conflict', 'release_unplanned')
  })

  it('is in the name of whoever changed its texts last; a new name changes nothing of that', () => {
    const planned = planRelease(fresh, later, approver, at)
    const other = { ...approver, id: 'a2' }
    expect(writeRelease(fresh.id, planned, { name: 'Khác', members }, other).planned?.by).toEqual(approver)
    expect(writeRelease(fresh.id, planned, { name: 'Lễ hội', members: [] }, other).planned?.by).toEqual(other)
  })

  it.each<[string, Release]>([
    ['went public', { ...fresh, published: { at, by: 'a1' } }],
    ['was put away', dropRelease(fresh, 'a1', at)],
  ])('is not changed any more once it %s', (_, over) => {
    expectRefusal(() => writeRelease(over.id, over, { name: 'x', members }, approver), 'conflict')
    expectRefusal(() => planRelease(over, later, approver, at), 'conflict')
    expectRefusal(() => dropRelease(over, 'a1', at), 'conflict')
  })
})
