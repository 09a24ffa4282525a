import { describe, expect, it } from 'vitest'
import type { Article } from '../../functions/domain/article/article.ts'
import { status } from '../../functions/domain/article/status-schema.ts'
import * as workflow from '../../functions/domain/article/workflow.ts'
import { aStoredArticle } from '../support/articles/articles.ts'

const at = '2026-11-23T08:00:00.000Z'
const later = '2026-11-24T08:00:00.000Z'
const editor = { by: 'editor', at }
const approver = { by: 'approver', at }

/** An article in two languages, which the editor has written. */
function written(vi: object = {}): Article {
  const editedBy = 'editor'
  return aStoredArticle({ vi: { editedBy, ...vi }, en: { editedBy, slug: 'news' } }, { createdBy: editedBy })
}

const vi = (changed: Article) => changed.translations.vi
const publication = (revision: number) => ({ ...approver, revision })

/** Every act with what it needs, for tables. */
const acts: Record<string, (before: Article) => Article> = {
  submit: (before) => workflow.submit(before, 'vi', editor),
  return: (before) => workflow.returnText(before, 'vi', approver),
  approve: (before) => workflow.approve(before, 'vi', approver, true),
  publish: (before) => workflow.publish(before, 'vi', publication(9)),
  publish_now: (before) => workflow.publishNow(before, 'vi', publication(9), 'Thiên tai'),
}

describe('the way of a text to its readers', () => {
  it('leads from draft over review and approval to publication', () => {
    const submitted = workflow.submit(written(), 'vi', editor)
    const approved = workflow.approve(submitted, 'vi', approver, true)
    const published = workflow.publish(approved, 'vi', publication(4))
    expect([submitted, approved, published].map((each) => vi(each)?.status)).toEqual([
      'in_review',
      'approved',
      'published',
    ])
    expect(vi(published)).toMatchObject({
      live: { revision: 4, since: at },
      publishedAt: at,
      approval: { by: 'approver' },
    })
  })

  const steps = Object.entries(acts).flatMap(([name, act]) =>
    status.options.map((from) => ({ name, act, from })),
  )
  it.each(steps)('$name from $from is what the table says', ({ name, act, from }) => {
    const allowed: readonly string[] = Reflect.get(workflow.startsFrom, name)
    const attempt = () => act(written({ status: from }))
    if (allowed.includes(from)) expect(attempt()).toBeDefined()
    else expect(attempt).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  it.each(Object.keys(acts))('%s in one language leaves the other as it was', (name) => {
    const from = status.options.find((each) =>
      (Reflect.get(workflow.startsFrom, name) as string[]).includes(each),
    )
    const before = written({ status: from })
    expect(acts[name]?.(before).translations.en).toEqual(before.translations.en)
  })

  it('refuses to hand over a text without a body or a link', () => {
    expect(() => workflow.submit(written({ body: '' }), 'vi', editor)).toThrow(/no_content/u)
    expect(
      vi(workflow.submit(written({ body: '', externalUrl: 'https://example.org' }), 'vi', editor))?.status,
    ).toBe('in_review')
  })

  it('refuses what has no text in that language', () => {
    const { en: _, ...translations } = written().translations
    expect(() => workflow.submit({ ...written(), translations }, 'en', editor)).toThrow(/text_not_found/u)
  })

  it('takes the approval away when a text is returned', () => {
    const approved = workflow.approve(written({ status: 'in_review' }), 'vi', approver, true)
    expect(vi(workflow.returnText(approved, 'vi', approver))).not.toHaveProperty('approval')
  })

  it('remembers who returned a text and why, until it is handed over again', () => {
    const returned = workflow.returnText(written({ status: 'in_review' }), 'vi', approver, 'Thiếu số liệu')
    expect(vi(returned)?.returned).toEqual({ ...approver, note: 'Thiếu số liệu' })
    expect(vi(workflow.submit(returned, 'vi', editor))).not.toHaveProperty('returned')
  })
})

describe('a submission', () => {
  const submitted = (by = editor) => workflow.submit(written(), 'vi', by)

  it('is taken back by whoever made it, for as long as nobody has approved it', () => {
    const taken = vi(workflow.recall(submitted(), 'vi', 'editor'))
    expect(taken).toMatchObject({ status: 'draft', editedBy: 'editor' })
    expect(taken).not.toHaveProperty('submitted')
    const approved = workflow.approve(submitted(), 'vi', approver, true)
    expect(() => workflow.recall(approved, 'vi', 'editor')).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    )
  })

  it('is not taken back by somebody else, who can return it and say why', () => {
    expect(() => workflow.recall(submitted(approver), 'vi', 'editor')).toThrow(/not_submitter/u)
    expect(vi(workflow.recall(submitted(approver), 'vi', 'approver'))?.status).toBe('draft')
  })

  it('that was made before it was noted whose it is, belongs to who wrote the text', () => {
    const before = written({ status: 'in_review' })
    expect(vi(workflow.recall(before, 'vi', 'editor'))?.status).toBe('draft')
    expect(() => workflow.recall(before, 'vi', 'approver')).toThrow(/not_submitter/u)
  })
})

describe('four eyes', () => {
  it('refuse an approver who wrote the text', () => {
    expect(() => workflow.approve(written({ status: 'in_review' }), 'vi', editor, true)).toThrow(
      /last_author/u,
    )
  })

  it('may be relaxed, and then it is written down', () => {
    expect(vi(workflow.approve(written({ status: 'in_review' }), 'vi', editor, false))?.approval).toEqual({
      ...editor,
      alone: true,
    })
  })
})

describe('an emergency', () => {
  it('goes public at once and stays listed until somebody else has looked at it', () => {
    const published = workflow.publishNow(written(), 'vi', { ...approver, revision: 2 }, 'Bão')
    expect(vi(published)?.emergency).toEqual({ ...approver, reason: 'Bão' })
    expect(() => workflow.review(published, 'vi', approver)).toThrow(/own_emergency/u)
    const reviewed = workflow.review(published, 'vi', { by: 'admin', at: later })
    expect(vi(reviewed)?.emergency?.review).toEqual({ by: 'admin', at: later })
    expect(() => workflow.review(reviewed, 'vi', { by: 'admin', at: later })).toThrow(/reviewed_already/u)
  })
})

describe('a withdrawal', () => {
  const live = { revision: 3, since: at }

  it('leaves a notice and what readers saw last', () => {
    const withdrawn = workflow.withdraw(
      written({ status: 'published', live }),
      'vi',
      { at: later },
      'Sai số liệu',
    )
    expect(vi(withdrawn)).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason: 'Sai số liệu', at: later, revision: 3 },
    })
    expect(vi(withdrawn)).not.toHaveProperty('live')
  })

  it('is not possible of what is not public', () => {
    expect(() => workflow.withdraw(written(), 'vi', { at }, 'x')).toThrow(/not_public/u)
  })

  it('keeps the first date when the text comes back', () => {
    const before = written({
      status: 'approved',
      publishedAt: at,
      withdrawn: { reason: 'x', at, revision: 2 },
    })
    const again = workflow.publish(before, 'vi', { by: 'approver', at: later, revision: 8 })
    expect(vi(again)).toMatchObject({ publishedAt: at, updatedAt: later, live: { revision: 8 } })
    expect(vi(again)).not.toHaveProperty('withdrawn')
  })
})
