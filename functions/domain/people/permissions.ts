import type { Article } from '../article/article.ts'
import { type Status, statuses } from '../article/status.ts'
import { AppError } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import type { Role } from '../role.ts'
import { type Refusal, refusal } from '../rules.ts'
import type { Member } from './member.ts'

/** In which states of a text a role may act on its own articles, and on those of others. */
interface Grant {
  own: readonly Status[]
  other: readonly Status[]
}

const everyState: readonly Status[] = statuses
const always: Grant = { own: everyState, other: everyState }
/** What contributors have not handed over yet. */
const ownDrafts: Grant = { own: ['draft'], other: [] }
/** What nobody has approved, so that no approval and no public page is touched. */
const unapproved: Grant = { own: ['draft', 'in_review'], other: ['draft', 'in_review'] }

const forEditors = { editor: always, approver: always, admin: always }
const forApprovers = { approver: always, admin: always }

/**
 * Who may do what, in one table. A role may do nothing that is not written here; tests are made from it, and a route
 * that does not name one of these is refused by them.
 */
export const permissions = {
  read: { contributor: always, ...forEditors },
  note: { contributor: always, ...forEditors },
  create: { contributor: always, ...forEditors },
  edit: { contributor: ownDrafts, ...forEditors },
  submit: { contributor: ownDrafts, ...forEditors },
  recall: { contributor: always, ...forEditors },
  share: { contributor: ownDrafts, ...forEditors },
  return: forEditors,
  approve: forApprovers,
  publish: forApprovers,
  publish_now: forApprovers,
  review: forApprovers,
  schedule: forApprovers,
  withdraw: forApprovers,
  move: { editor: unapproved, ...forApprovers },
  place: { editor: unapproved, ...forApprovers },
  discard: { contributor: ownDrafts, editor: unapproved, ...forApprovers },
  confirm: forEditors,
  remind: forEditors,
  assign: forEditors,
  intend: forEditors,
  import: { admin: always },
  name: forEditors,
  upload: { contributor: always, ...forEditors },
  curate: forEditors,
  withdraw_file: forApprovers,
  remunerate: forApprovers,
  answer: forEditors,
  configure: { admin: always },
  appoint: { admin: always },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>

export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions).filter(
  (name): name is Permission => name in permissions,
)

function grantOf({ role }: Pick<Member, 'role'>, permission: Permission): Grant | undefined {
  const grants: Partial<Record<Role, Grant>> = permissions[permission]
  return grants[role]
}

/** Whether the role may do it at all, to some article in some state. */
export function isPermitted(member: Pick<Member, 'role'>, permission: Permission): boolean {
  return grantOf(member, permission) !== undefined
}

/** All that the role may do to some article in some state. */
export function permissionsOf(member: Pick<Member, 'role'>): Permission[] {
  return permissionNames.filter((each) => isPermitted(member, each))
}

/** Refuses unless the role may do it at all. */
export function requirePermission(member: Pick<Member, 'role'>, permission: Permission): void {
  if (isPermitted(member, permission)) return
  const roles = Object.keys(permissions[permission])
  throw new AppError('forbidden', refusal('role_may_not', { role: member.role, act: permission, roles }))
}

/** Whether a section is one of theirs: of whoever is limited to none, each is. */
export const isInSections = ({ sections }: Pick<Member, 'sections'>, section: string): boolean =>
  sections?.includes(section) ?? true

/** Refuses where a member limited to some sections touches another one. */
export function requireSection(member: Member, section: string): void {
  if (isInSections(member, section)) return
  const { sections = [] } = member
  throw new AppError('forbidden', refusal('other_section', { section, sections }))
}

/** Whether a role may act on a text: on their own article or another's, in its state. */
export function isPermittedOn(role: Role, permission: Permission, own: boolean, status: Status): boolean {
  const grants: Partial<Record<Role, Grant>> = permissions[permission]
  return grants[role]?.[own ? 'own' : 'other'].includes(status) ?? false
}

/** What the role may not do to a text, and what it may instead. */
function whyNot(role: Role, act: Permission, own: boolean, status: Status): Refusal {
  const states = everyState.filter((each) => isPermittedOn(role, act, own, each))
  if (states.length === 0) return refusal('not_own', { role, act })
  return refusal(own ? 'own_in_state' : 'other_in_state', { role, act, status, states })
}

/** Refuses unless the member may do it to one text of this article. */
export function requirePermitted(
  member: Member,
  permission: Permission,
  article: Article,
  locale: Locale,
): void {
  requirePermission(member, permission)
  requireSection(member, article.section)
  const { role } = member
  const now = article.translations[locale]?.status ?? 'draft'
  const own = article.createdBy === member.id
  if (isPermittedOn(role, permission, own, now)) return
  throw new AppError('forbidden', whyNot(role, permission, own, now))
}

/** Refuses unless the member may write every text that a change touches, in the section it was in and the one it goes to. */
export function requireEditable(member: Member, before: Article, after: Article): void {
  requireSection(member, after.section)
  const touched = locales.filter((locale) => before.translations[locale] !== after.translations[locale])
  for (const locale of touched) requirePermitted(member, 'edit', before, locale)
  if (touched.length === 0 && before !== after) requirePermitted(member, 'edit', before, locales[0])
}
