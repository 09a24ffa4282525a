import { describe, expect, it } from 'vitest'
import { article } from '../../functions/domain/article/article.ts'
import { status } from '../../functions/domain/article/status-schema.ts'
import type { Member } from '../../functions/domain/people/member.ts'
import {
  isPermittedOn,
  type Permission,
  permissions,
  requireEditable,
  requirePermitted,
} from '../../functions/domain/people/permissions.ts'
import { role } from '../../functions/domain/role-schemas.ts'
import { sentence } from '../support/refusal.ts'

/**
 * Who may do what, written down a second time and in another way: for each permission, the roles that may do it to any
 * article, those that may do it to their own drafts only, and those that may while nothing has been approved.
 */
const expected: Record<Permission, { any: string; ownDrafts?: string; unapproved?: string }> = {
  read: { any: 'contributor editor approver admin' },
  note: { any: 'contributor editor approver admin' },
  create: { any: 'contributor editor approver admin' },
  edit: { any: 'editor approver admin', ownDrafts: 'contributor' },
  submit: { any: 'editor approver admin', ownDrafts: 'contributor' },
  recall: { any: 'contributor editor approver admin' },
  share: { any: 'editor approver admin', ownDrafts: 'contributor' },
  return: { any: 'editor approver admin' },
  approve: { any: 'approver admin' },
  publish: { any: 'approver admin' },
  publish_now: { any: 'approver admin' },
  review: { any: 'approver admin' },
  withdraw: { any: 'approver admin' },
  schedule: { any: 'approver admin' },
  move: { any: 'approver admin', unapproved: 'editor' },
  place: { any: 'approver admin', unapproved: 'editor' },
  discard: { any: 'approver admin', unapproved: 'editor', ownDrafts: 'contributor' },
  confirm: { any: 'editor approver admin' },
  remind: { any: 'editor approver admin' },
  assign: { any: 'editor approver admin' },
  intend: { any: 'editor approver admin' },
  import: { any: 'admin' },
  name: { any: 'editor approver admin' },
  answer: { any: 'editor approver admin' },
  remunerate: { any: 'approver admin' },
  configure: { any: 'admin' },
  appoint: { any: 'admin' },
  upload: { any: 'contributor editor approver admin' },
  curate: { any: 'editor approver admin' },
  withdraw_file: { any: 'approver admin' },
}

const cases = (Object.keys(permissions) as Permission[]).flatMap((permission) =>
  role.options.flatMap((each) =>
    [true, false].flatMap((own) => status.options.map((state) => ({ permission, role: each, own, state }))),
  ),
)

describe('the table of permissions', () => {
  it.each(cases)('$role, $permission, own $own, $state', ({ permission, role, own, state }) => {
    const { any, ownDrafts = '', unapproved = '' } = expected[permission]
    const may =
      any.split(' ').includes(role) ||
      (ownDrafts.split(' ').includes(role) && own && state === 'draft') ||
      (unapproved.split(' ').includes(role) && ['draft', 'in_review'].includes(state))
    expect(isPermittedOn(role, permission, own, state)).toBe(may)
  })
})

describe('a member of the staff', () => {
  const text = { title: 'Tin', slug: 'tin', body: '', status: 'draft' }
  const theirs = article.parse({
    id: '0123456789',
    section: 'news',
    createdBy: 'lan',
    translations: { vi: text },
  })

  it('who is limited to some sections acts in no other, and moves nothing there', () => {
    const member: Member = { id: 'lan', name: 'Biên tập viên', role: 'editor', sections: ['news'] }
    expect(() => requirePermitted(member, 'submit', theirs, 'vi')).not.toThrow()
    expect(() => requirePermitted(member, 'submit', { ...theirs, section: 'border' }, 'vi')).toThrow(
      /border/u,
    )
    expect(() => requireEditable(member, theirs, { ...theirs, section: 'border', translations: {} })).toThrow(
      /border/u,
    )
  })

  it('who contributes edits what is theirs, until they hand it over', () => {
    const member = { id: 'lan', name: 'Cộng tác viên', role: 'contributor' } as const
    const changed = { ...theirs, translations: { vi: { ...theirs.translations.vi!, title: 'Tin khác' } } }
    const handedOver = {
      ...theirs,
      translations: { vi: { ...theirs.translations.vi!, status: 'in_review' as const } },
    }
    expect(() => requireEditable(member, theirs, changed)).not.toThrow()
    expect(() => requireEditable(member, handedOver, changed)).toThrow(/in_review/u)
    expect(() => requireEditable({ ...member, id: 'mai' }, theirs, changed)).toThrow(/not_own/u)
  })

  it('hears what they may do instead, in a sentence that fits every role', () => {
    const [editor, contributor] = (['editor', 'contributor'] as const).map((role) => ({
      id: 'lan',
      name: 'X',
      role,
    }))
    const approved = {
      ...theirs,
      translations: { vi: { ...theirs.translations.vi!, status: 'approved' as const } },
    }
    expect(sentence(() => requirePermitted(editor!, 'move', approved, 'vi'))).toBe(
      'the role "editor" may not move your own article while it is approved; it may while it is a draft or in review',
    )
    expect(sentence(() => requirePermitted({ ...contributor!, id: 'mai' }, 'edit', theirs, 'vi'))).toBe(
      'the role "contributor" may not edit an article of somebody else; it may edit your own',
    )
  })
})
