import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../functions/domain/article/article.ts'
import type { noticeKinds } from '../../functions/domain/notices/kinds.ts'
import { concerns } from '../../functions/domain/notices/notice.ts'
import { noticeOfLate, noticesOf } from '../../functions/domain/notices/of-act.ts'
import type { Member } from '../../functions/domain/people/member.ts'
import { type Action, action } from '../../functions/domain/revision.ts'
import { role } from '../../functions/domain/role-schemas.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNotices } from '../../functions/store/notices.ts'
import { createPreferences } from '../../functions/store/preferences.ts'
import { aStoredArticle } from '../support/articles/articles.ts'

const staff: Member[] = [
  { id: 'writer', name: 'Writer', role: 'contributor' },
  { id: 'editor', name: 'Editor', role: 'editor' },
  { id: 'approver', name: 'Approver', role: 'approver' },
  { id: 'approver2', name: 'Second approver', role: 'approver', sections: ['news'] },
  { id: 'elsewhere', name: 'Approver of events', role: 'approver', sections: ['events'] },
  { id: 'admin', name: 'Administrator', role: 'admin' },
]
const house = { staff, fourEyes: true }
const at = '2026-11-27T03:00:00.000Z'

function told(what: Action, by: string, texts: { before?: Article; after: Article }, of = house) {
  const actor = { id: by, name: by, role: 'editor' as const }
  const revision = { source: 'ARTICLE#0123456789#2', action: what, locale: 'vi' as const, at, actor }
  return noticesOf(revision, texts.before, texts.after, of).map(({ notice, to }) => ({
    kind: notice.kind,
    locale: notice.locale,
    to,
    ...(notice.note && { note: notice.note }),
  }))
}

const written = aStoredArticle({ vi: { editedBy: 'writer' } }, { createdBy: 'writer' })

describe('who is told of an act', () => {
  it('are, of what was handed over, those who may approve it there, but who wrote it last', () => {
    const after = aStoredArticle({ vi: { status: 'in_review', editedBy: 'admin' } }, { createdBy: 'writer' })
    const all = ['approver', 'approver2', 'admin']
    expect(told('submit', 'writer', { after })).toEqual([
      { kind: 'submitted', locale: 'vi', to: ['approver', 'approver2'] },
    ])
    expect(told('submit', 'writer', { after }, { staff, fourEyes: false })).toEqual([
      { kind: 'submitted', locale: 'vi', to: all },
    ])
  })

  it('are, of what became of a text, who began it, wrote it or handed it over', () => {
    const before = aStoredArticle(
      { vi: { editedBy: 'editor', submitted: { by: 'admin', at } } },
      { createdBy: 'writer' },
    )
    const after = aStoredArticle(
      { vi: { editedBy: 'editor', returned: { by: 'approver', at, note: 'Thiếu số liệu' } } },
      { createdBy: 'writer' },
    )
    const to = ['writer', 'editor', 'admin']
    expect(told('return', 'approver', { before, after })).toEqual([
      { kind: 'returned', locale: 'vi', to, note: 'Thiếu số liệu' },
    ])
    for (const [what, kind] of [
      ['approve', 'approved'],
      ['publish', 'published'],
      ['publish_due', 'published'],
    ] as const)
      expect(told(what, 'approver', { before, after: before })).toEqual([{ kind, locale: 'vi', to }])
  })

  it('are, of an emergency, all who may look at it, and who wrote it is told that it is public', () => {
    const emergency = { by: 'approver', at, reason: 'Bão số 9' }
    const after = aStoredArticle(
      { vi: { status: 'published', editedBy: 'editor', emergency } },
      { createdBy: 'admin' },
    )
    expect(told('publish_now', 'approver', { before: after, after })).toEqual([
      { kind: 'emergency', locale: 'vi', to: ['approver2', 'admin'], note: 'Bão số 9' },
      { kind: 'published', locale: 'vi', to: ['editor'] },
    ])
  })

  it('is, of a task, whose it is now, though nothing is written yet; of a task taken away, nobody', () => {
    const task = { to: 'editor', due: '2026-12-01', by: 'admin', at }
    const after = { ...written, assignments: { vi: task } }
    expect(told('assign', 'admin', { before: written, after })).toEqual([
      { kind: 'assigned', locale: 'vi', to: ['editor'] },
    ])
    expect(told('assign', 'admin', { before: after, after: written })).toEqual([])
    expect(told('assign', 'editor', { before: written, after })).toEqual([])
  })

  it('is, of a source that says something else by now, who translated it, once', () => {
    const changed = (...digests: string[]) =>
      aStoredArticle({
        vi: { changes: digests.map((digest, index) => ({ revision: index + 1, at, digest })) },
        en: { editedBy: 'editor', basedOn: { locale: 'vi', revision: 1 } },
      })
    const [first, second, third] = [changed('a'), changed('a', 'b'), changed('a', 'b', 'c')]
    expect(told('edit', 'writer', { before: first, after: second })).toEqual([
      { kind: 'stale', locale: 'en', to: ['editor'] },
    ])
    expect(told('edit', 'writer', { before: second, after: third })).toEqual([])
    expect(told('edit', 'editor', { before: first, after: second })).toEqual([])
  })

  it('is nobody, of what another system did long ago or of what was put away', () => {
    const after = aStoredArticle({ vi: { status: 'in_review', editedBy: 'writer' } })
    expect(told('import', 'admin', { after })).toEqual([])
    const discarded = { by: 'admin', at, reason: 'Trùng' }
    expect(told('submit', 'writer', { after: { ...after, discarded } })).toEqual([])
  })

  it('are, of a plan that was not carried out, all who may plan it again', () => {
    const { notice, to } = noticeOfLate(written, { act: 'publish', locale: 'vi', due: at }, house)
    expect(notice).toMatchObject({ kind: 'late', due: at, titles: { vi: 'Tin' } })
    expect(to).toEqual(['approver', 'approver2', 'admin'])
  })

  it('are never whoever did it, nor anybody whose business it is not, whatever was done', () => {
    const person = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      name: fc.constant('Somebody'),
      role: fc.constantFrom(...role.options),
      sections: fc.option(fc.subarray(['news', 'events'], { minLength: 1 }), { nil: undefined }),
    })
    const text = fc.record({
      status: fc.constantFrom('draft', 'in_review', 'published'),
      editedBy: fc.constantFrom('a', 'b', 'c'),
      submitted: fc.option(fc.record({ by: fc.constantFrom('a', 'd'), at: fc.constant(at) }), {
        nil: undefined,
      }),
      basedOn: fc.option(fc.constant({ locale: 'vi', revision: 1 }), { nil: undefined }),
      changes: fc.subarray([
        { revision: 1, at, digest: 'x' },
        { revision: 2, at, digest: 'y' },
      ]),
    })
    const article = fc
      .record({
        vi: text,
        en: text,
        to: fc.constantFrom('a', 'b', 'c'),
        createdBy: fc.constantFrom('a', 'b', 'e'),
        section: fc.constantFrom('news', 'events'),
      })
      .map(({ vi, en, to, ...more }) =>
        aStoredArticle({ vi, en }, { ...more, assignments: { vi: { to, by: 'a', at } } }),
      )
    fc.assert(
      fc.property(
        fc.uniqueArray(person, { selector: ({ id }) => id }),
        fc.constantFrom(...action.options),
        fc.constantFrom('a', 'b', 'c'),
        fc.option(article, { nil: undefined }),
        article,
        fc.boolean(),
        (people, what, by, before, after, fourEyes) => {
          const revision = {
            ...{ source: 's', action: what, locale: 'vi' as const, at },
            actor: { id: by, name: by, role: 'editor' as const },
          }
          const members = people.map(({ sections, ...each }) => ({ ...each, ...(sections && { sections }) }))
          const tellings = noticesOf(revision, before, after, { staff: members, fourEyes })
          const heard = tellings.flatMap(({ notice, to }) => to.map((id) => ({ notice, id })))
          for (const { notice, id } of heard) {
            const member = members.find((each) => each.id === id)
            expect(id).not.toBe(by)
            expect(member && concerns(member, notice)).toBe(true)
          }
          const pairs = heard.map(({ notice, id }) => `${id} ${notice.locale}`)
          expect(new Set(pairs).size).toBe(pairs.length)
        },
      ),
    )
  })
})

describe('what somebody was told', () => {
  const telling = (source: string, kind: (typeof noticeKinds)[number] = 'returned') => ({
    notice: {
      ...{ kind, source, article: '0123456789', locale: 'vi' as const, section: 'news' },
      ...{ titles: { vi: 'Tin' }, at, by: { id: 'approver', name: 'Approver' } },
    },
    to: ['writer'],
  })

  it('is in their list once, however often it is told, newest first, and expires', async () => {
    const notices = createNotices(createMemoryTable())
    const now = new Date(at)
    expect(await notices.tell([telling('A#1'), telling('A#2')], () => now)).toBe(2)
    expect(await notices.tell([telling('A#1'), telling('A#2')])).toBe(0)
    const { notices: list } = await notices.of('writer', now)
    expect(list.map(({ source }) => source)).toEqual(['A#2', 'A#1'])
    expect((await notices.of('approver', now)).notices).toEqual([])
    const later = new Date(now.getTime() + 61 * 86_400_000)
    expect((await notices.of('writer', later)).notices).toEqual([])
  })

  it('is seen up to a moment that never goes back', async () => {
    const notices = createNotices(createMemoryTable())
    expect(await notices.of('writer', new Date(at))).toEqual({ notices: [] })
    await notices.see('writer', '2026-11-27T03:00:00.000Z')
    await notices.see('writer', '2026-11-26T03:00:00.000Z')
    expect(await notices.of('writer', new Date(at))).toMatchObject({ seen: '2026-11-27T03:00:00.000Z' })
  })

  it('is shown as they have chosen, also where they choose later', async () => {
    const table = createMemoryTable()
    const [notices, preferences] = [createNotices(table), createPreferences(table)]
    await notices.tell([telling('A#1'), telling('A#2', 'note')], () => new Date(at))
    const { etag } = await preferences.of('writer')
    const chosen = { notices: { note: { desk: false, mail: 'none' as const } } }
    await preferences.save('writer', chosen, { match: [etag] })
    expect(await notices.tell([telling('A#3', 'note')])).toBe(0)
    expect((await notices.of('writer', new Date(at))).notices.map(({ kind }) => kind)).toEqual(['returned'])
    await expect(preferences.save('writer', { notices: {} }, { match: [etag] })).rejects.toMatchObject({
      code: 'stale',
    })
  })
})
