import * as z from 'zod'
import { articleId } from '../article/fields.ts'
import { instant } from '../date-schemas.ts'
import { AppError, requireRight } from '../errors.ts'
import { locale } from '../locale-schemas.ts'
import { type Actor, actor } from '../role-schemas.ts'
import { refusal, says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { line, lines } from '../text-schemas.ts'
import { mostMembers } from './most-members.ts'

/** One text of a release. */
export const releaseMember = z.strictObject({ article: articleId, locale })
export type ReleaseMember = z.infer<typeof releaseMember>

export const nameOfMember = ({ article, locale }: ReleaseMember) => `${article}.${locale}`

/** What somebody says of a release: several texts that go public in one act, all or none. */
export const releaseInput = z.strictObject({
  name: line(200),
  note: lines(1000).optional(),
  members: z
    .array(releaseMember)
    .max(mostMembers)
    .refine((members) => new Set(members.map(nameOfMember)).size === members.length, {
      error: says('member_twice'),
    }),
})
export type ReleaseInput = z.infer<typeof releaseInput>

export const release = shapeOf(
  z.object({
    ...releaseInput.shape,
    id: articleId,
    createdBy: z.string(),
    /** When it goes public, and who said so: its revisions are theirs. */
    planned: z.object({ publishAt: instant, by: actor }).optional(),
    /** It went public. */
    published: z.object({ at: instant, by: z.string() }).optional(),
    /** It was put away, before it went public. */
    dropped: z.object({ at: instant, by: z.string() }).optional(),
  }),
)
export type Release = z.infer<typeof release>

export const releaseStates = ['preparing', 'planned', 'gone', 'dropped'] as const
export type ReleaseState = (typeof releaseStates)[number]

export function stateOf({ planned, published, dropped }: Pick<Release, 'planned' | 'published' | 'dropped'>) {
  if (published) return 'gone'
  if (dropped) return 'dropped'
  return planned ? 'planned' : 'preparing'
}

export const isOpen = (release: Release) => !release.published && !release.dropped

/** Refuses to go on with what went public already, or was put away. */
export function requireOpen(release: Release): void {
  if (release.published) throw new AppError('conflict', refusal('release_gone', { name: release.name }))
  if (release.dropped) throw new AppError('conflict', refusal('release_dropped', { name: release.name }))
}

/** Puts it together, or together in another way. What is planned is then in the name of whoever changed its texts. */
export function writeRelease(
  id: string,
  previous: Release | undefined,
  input: ReleaseInput,
  by: Actor,
): Release {
  if (!previous) return { ...input, id, createdBy: by.id }
  requireOpen(previous)
  const { note: _, ...kept } = previous
  const next: Release = { ...kept, ...input }
  if (!next.planned || !hasOtherMembers(previous, next)) return next
  return { ...next, planned: { ...next.planned, by } }
}

export function hasOtherMembers(one: Pick<Release, 'members'>, other: Pick<Release, 'members'>): boolean {
  const names = new Set(one.members.map(nameOfMember))
  return names.size !== other.members.length || !other.members.every((each) => names.has(nameOfMember(each)))
}

/** Lets it go public at a moment (UTC), or at another one. */
export function planRelease(previous: Release, publishAt: string, by: Actor, now: string): Release {
  requireOpen(previous)
  if (publishAt <= now)
    requireRight([{ field: 'publishAt', message: refusal('not_after_now', { at: publishAt, now }) }])
  return { ...previous, planned: { publishAt, by } }
}

export function unplanRelease(previous: Release): Release {
  requireOpen(previous)
  if (!previous.planned) throw new AppError('conflict', refusal('release_unplanned', { name: previous.name }))
  const { planned: _, ...rest } = previous
  return rest
}

export function dropRelease(previous: Release, by: string, at: string): Release {
  requireOpen(previous)
  const { planned: _, ...rest } = previous
  return { ...rest, dropped: { at, by } }
}
