import { describe, expect, it } from 'vitest'
import {
  type NextActs,
  nextActs,
  type Terms,
  type TextAct,
  type TextFacts,
} from '../../functions/desk/article/next-act.ts'
import { factsOfRow, factsOfText, termsOf } from '../../functions/desk/article/text-facts.ts'
import type { Article } from '../../functions/domain/article/article.ts'
import { awaitedLanguages } from '../../functions/domain/article/missing-translations.ts'
import { statuses } from '../../functions/domain/article/status.ts'
import {
  approve,
  publish,
  publishNow,
  recall,
  returnText,
  review,
  submit,
  withdraw,
} from '../../functions/domain/article/workflow.ts'
import { requirePermitted } from '../../functions/domain/people/permissions.ts'
import { roles } from '../../functions/domain/role.ts'
import { defaultSettings } from '../../functions/domain/settings/settings.ts'
import { articleRowOf } from '../../functions/store/article-row.ts'
import { aStoredArticle } from '../support/articles/articles.ts'

const everyState = ['missing', ...statuses] as const

const plain: TextFacts = {
  status: 'draft',
  isLive: false,
  isStale: false,
  expires: false,
  unreviewed: undefined,
  isDiscarded: false,
  isOwn: true,
  isLastAuthor: true,
  isSubmitter: false,
}
const usual: Terms = { role: 'approver', inSection: true, fourEyes: true }

const ask = (facts: Partial<TextFacts>, terms: Partial<Terms> = {}) =>
  nextActs({ ...plain, ...facts }, { ...usual, ...terms })
/** `approve`, or `(last_author)` where there is nothing to do. */
const main = ({ act, why }: NextActs) => act ?? `(${why})`

describe('the one next act', () => {
  /** By state: of a contributor's own text, of another's, of an editor, of an approver, of the last author who is an approver. */
  const table: Record<(typeof everyState)[number], [string, string, string, string, string]> = {
    missing: ['translate', '(someone_elses)', 'translate', 'translate', 'translate'],
    draft: ['submit', '(someone_elses)', 'submit', 'submit', 'submit'],
    in_review: ['(waits_for_approval)', '(waits_for_approval)', 'return', 'approve', '(last_author)'],
    approved: [
      '(waits_for_publication)',
      '(waits_for_publication)',
      '(waits_for_publication)',
      'publish',
      'publish',
    ],
    scheduled: ['(planned)', '(planned)', '(planned)', 'reschedule', 'reschedule'],
    published: ['(public)', '(public)', 'edit', 'edit', 'edit'],
    withdrawn: ['(withdrawn)', '(withdrawn)', 'edit', 'edit', 'edit'],
  }
  it.each(everyState)('of a text that is %s is one for each role, or says why there is none', (status) => {
    const other = { status, isOwn: false, isLastAuthor: false }
    expect([
      main(ask({ status, isSubmitter: status === 'in_review' }, { role: 'contributor' })),
      main(ask(other, { role: 'contributor' })),
      main(ask(other, { role: 'editor' })),
      main(ask(other)),
      main(ask({ status })),
    ]).toEqual(table[status])
    expect(main(ask(other, { role: 'admin' }))).toBe(main(ask(other)))
  })

  it('lets the last author approve where one pair of eyes is enough', () => {
    expect(main(ask({ status: 'in_review' }, { fourEyes: false }))).toBe('approve')
  })

  it('is no return for an editor who handed the text over: they may take it back', () => {
    const waiting = ask({ status: 'in_review', isSubmitter: true }, { role: 'editor' })
    expect(main(waiting)).toBe('(waits_for_approval)')
    expect(waiting.others.taking).toEqual(['recall', 'return'])
  })

  it('is to see what is wrong, where a check stands against handing it over', () => {
    expect(main(ask({}, { errors: 2 }))).toBe('fix')
    expect(ask({}, { errors: 2 }).others.harmless).not.toContain('publish_now')
  })

  it('is to plan, where a section plans; the other way stands beside it', () => {
    const planning = ask({ status: 'approved' }, { habit: 'schedule' })
    expect(main(planning)).toBe('schedule')
    expect(planning.others.harmless).toContain('publish')
  })

  it('waits for the other languages where the section asks for them, and can still be an emergency', () => {
    const waiting = ask({ status: 'approved' }, { needsLanguages: true })
    expect(main(waiting)).toBe('(other_languages)')
    expect(waiting.others.harmless).toContain('publish_now')
    expect(main(ask({ status: 'scheduled' }, { needsLanguages: true }))).toBe('(other_languages)')
    expect(ask({ status: 'approved' }).others.harmless).not.toContain('publish_now')
  })

  it('of an emergency is to look at it, for somebody else than who published it', () => {
    const live = { status: 'published', isLive: true } as const
    expect(main(ask({ ...live, unreviewed: 'other' }))).toBe('review')
    expect(ask({ ...live, unreviewed: 'me' })).toMatchObject({ act: 'edit', why: 'own_emergency' })
    expect(main(ask({ ...live, unreviewed: 'other' }, { role: 'editor' }))).toBe('edit')
  })

  it('there is none of an article that was put away, in whatever state it was', () => {
    for (const status of everyState) {
      const { act, why, others } = ask({ status, isDiscarded: true })
      expect([act, why, others.harmless, others.taking]).toEqual([undefined, 'discarded', [], []])
    }
  })

  it('of a translation out of date is to bring it up to date, or to say that it holds', () => {
    const stale = ask({ status: 'published', isLive: true, isStale: true }, { role: 'editor' })
    expect(main(stale)).toBe('update')
    expect(stale.others.harmless).toContain('confirm')
    expect(ask({ isStale: true }).others.harmless).toEqual(
      expect.arrayContaining(['update', 'confirm', 'edit']),
    )
  })
})

const yesOrNo = [true, false]
const cases = roles.flatMap((role) =>
  everyState.flatMap((status) =>
    yesOrNo.flatMap((isOwn) =>
      yesOrNo.flatMap((isLastAuthor) =>
        yesOrNo.flatMap((fourEyes) =>
          yesOrNo.flatMap((inSection) =>
            yesOrNo.flatMap((isLive) =>
              ([undefined, 'me', 'other'] as const).map((unreviewed) => ({
                facts: {
                  ...plain,
                  status,
                  isOwn,
                  isLastAuthor,
                  isLive,
                  unreviewed,
                  isSubmitter: isLastAuthor,
                },
                terms: { role, fourEyes, inSection },
              })),
            ),
          ),
        ),
      ),
    ),
  ),
)

describe('in every case', () => {
  const actsOf = ({ act, others }: NextActs) => [...(act ? [act] : []), ...others.harmless, ...others.taking]

  it('there is a next act, or a reason why there is none; and no act twice', () => {
    for (const { facts, terms } of cases) {
      const answer = nextActs(facts, terms)
      expect(answer.act ?? answer.why).toBeDefined()
      const acts = actsOf(answer)
      expect(new Set(acts).size).toBe(acts.length)
    }
  })

  it('nobody is offered anything of another section but to see the page', () => {
    for (const { facts, terms } of cases.filter((each) => !each.terms.inSection)) {
      expect(actsOf(nextActs(facts, terms))).toEqual(facts.isLive ? ['view'] : [])
    }
  })

  const stamp = { by: 'me', at: '2026-11-26T03:00:00.000Z' }
  const done: Partial<Record<TextAct, (article: Article, fourEyes: boolean) => Article>> = {
    submit: (article) => submit(article, 'vi', stamp),
    recall: (article) => recall(article, 'vi', 'me'),
    return: (article) => returnText(article, 'vi', stamp),
    approve: (article, fourEyes) => approve(article, 'vi', stamp, fourEyes),
    publish: (article) => publish(article, 'vi', { ...stamp, revision: 3 }),
    publish_now: (article) => publishNow(article, 'vi', { ...stamp, revision: 3 }, 'Bão'),
    review: (article) => review(article, 'vi', stamp),
    withdraw: (article) => withdraw(article, 'vi', stamp, 'Sai'),
  }

  /** An article of which these facts are true. */
  function articleOf({ status, isOwn, isLastAuthor, isLive, unreviewed }: (typeof cases)[number]['facts']) {
    const { at } = stamp
    return aStoredArticle(
      {
        vi: {
          status,
          editedBy: isLastAuthor ? 'me' : 'other',
          submitted: { by: isLastAuthor ? 'me' : 'other', at },
          ...(isLive && { live: { revision: 1, since: at } }),
          ...(unreviewed && { emergency: { by: unreviewed, at, reason: 'Bão' } }),
          ...(status === 'scheduled' && {
            scheduled: { publishAt: at, by: { id: 'me', name: 'Phòng', role: 'admin' } },
          }),
        },
      },
      { createdBy: isOwn ? 'me' : 'other' },
    )
  }

  it('what is offered is what the rules let through, and what is not offered they refuse', () => {
    for (const { facts, terms } of cases) {
      if (facts.status === 'missing') continue
      const article = articleOf(facts)
      const member = {
        id: 'me',
        name: 'Phòng',
        role: terms.role,
        ...(!terms.inSection && { sections: ['events'] }),
      }
      const offered = actsOf(nextActs(facts, terms))
      for (const [act, carryOut] of Object.entries(done)) {
        const isOffered = offered.some((each) => each === act)
        // What is approved goes public in the ordinary way, though an emergency would be let through.
        if (act === 'publish_now' && offered.includes('publish')) continue
        let isLetThrough = true
        try {
          requirePermitted(member, act as keyof typeof done & 'submit', article, 'vi')
          carryOut(article, terms.fourEyes)
        } catch {
          isLetThrough = false
        }
        expect({ act, facts, terms, isOffered }).toEqual({ act, facts, terms, isOffered: isLetThrough })
      }
    }
  })
})

describe('the facts of a text', () => {
  const me = { id: 'me' }
  const at = '2026-11-26T03:00:00.000Z'
  const article = aStoredArticle(
    {
      vi: {
        status: 'published',
        live: { revision: 2, since: at },
        editedBy: 'me',
        emergency: { by: 'other', at, reason: 'Bão' },
        expires: { unpublishAt: at, reason: 'Hết hạn', by: { id: 'me', name: 'Phòng', role: 'admin' } },
        changes: [
          { revision: 1, at, digest: '0'.repeat(16) },
          { revision: 2, at, digest: '1'.repeat(16) },
        ],
      },
      en: { status: 'in_review', basedOn: { locale: 'vi', revision: 1 }, editedBy: 'other' },
    },
    { createdBy: 'me' },
  )
  const row = articleRowOf({
    subject: article.id,
    number: 2,
    at,
    actor: { id: 'me', name: 'Phòng', role: 'editor' },
    action: 'edit',
    hash: 'a'.repeat(64),
    state: article,
  })
  const listed = { ...row, etag: '"2-aaaaaaaa"' } as Parameters<typeof factsOfRow>[0]

  it.each(['vi', 'en'] as const)('are the same of an article and of its row, in %s', (locale) => {
    expect(factsOfRow(listed, locale, me)).toEqual(factsOfText(article, locale, me))
  })

  it('say that the article was put away, of the article and of its row', () => {
    const discarded = { by: 'me', at, reason: 'Trùng' }
    expect(factsOfText({ ...article, discarded }, 'vi', me).isDiscarded).toBe(true)
    expect(factsOfRow({ ...listed, discarded }, 'vi', me).isDiscarded).toBe(true)
  })

  it('say whose it is, that readers have it, that it leaves, and that its source changed', () => {
    expect(factsOfText(article, 'vi', me)).toEqual({
      status: 'published',
      isLive: true,
      isStale: false,
      expires: true,
      unreviewed: 'other',
      isDiscarded: false,
      isOwn: true,
      isLastAuthor: true,
      isSubmitter: true,
    })
    expect(factsOfText(article, 'en', me)).toMatchObject({
      isStale: true,
      isSubmitter: true,
      isLastAuthor: false,
    })
  })

  it('of a language that is not written say no more than whose the article is', () => {
    expect(factsOfText(aStoredArticle({ vi: {} }, { createdBy: 'me' }), 'en', me)).toMatchObject({
      status: 'missing',
      isOwn: true,
    })
  })

  it('go with what the section and the newsroom ask for', () => {
    const [section] = defaultSettings.sections.map((each) => ({
      ...each,
      missingTranslation: 'require' as const,
    }))
    const settings = { fourEyes: false, sections: section ? [section] : [] }
    const asked = { ...article, section: section?.id ?? '' }
    expect(termsOf(asked, 'en', { role: 'editor', sections: ['else'] }, settings)).toEqual({
      role: 'editor',
      inSection: false,
      fourEyes: false,
      needsLanguages: false,
    })
    const draft = { ...aStoredArticle({ vi: { status: 'approved' }, en: {} }), section: asked.section }
    expect(termsOf(draft, 'vi', { role: 'approver' }, settings).needsLanguages).toBe(true)
    expect(awaitedLanguages(draft, 'vi', section)).toEqual(['en'])
  })
})
