import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Article } from '../article/article.ts'
import { articleId } from '../article/fields.ts'
import { approve, returnText } from '../article/workflow.ts'
import { isSameText } from '../article/write.ts'
import { instant } from '../date-schemas.ts'
import { AppError } from '../errors.ts'
import { locale } from '../locale-schemas.ts'
import type { Member } from '../people/member.ts'
import { requirePermitted } from '../people/permissions.ts'
import { type Act, revisionMeta } from '../revision.ts'
import { actor } from '../role-schemas.ts'
import { refusal } from '../rules.ts'
import { shapeOf } from '../shape.ts'

/** What a link lets its holder do: see a revision, or also decide on it. */
export const purpose = z.enum(['read', 'decide'])

/** How long a link may open, in hours. */
export const lifetime = { usual: 7 * 24, longest: 30 * 24 }

export const decision = z.enum(['approve', 'return'])
export type Decision = z.infer<typeof decision>

/**
 * A link by which somebody without an account sees one revision of a text as its page will look. Of the secret that opens
 * it there is the digest alone.
 */
export const previewLink = shapeOf(
  z.object({
    id: articleId,
    article: articleId,
    locale,
    revision: revisionMeta.pick({ number: true, hash: true }),
    purpose,
    /** Who it is for, as its maker calls them; what they decide is logged under this name. */
    label: z.string(),
    by: actor,
    createdAt: instant,
    expiresAt: instant,
    digest: z.string(),
    /** What the secret was made of beside the key of the request; links made before there was one have none. */
    salt: z.string().default(''),
    revoked: z.object({ by: actor, at: instant }).optional(),
    /** What was decided by it, and the revision of the article that says so. */
    decided: revisionMeta.pick({ number: true, at: true, note: true }).extend({ decision }).optional(),
  }),
)
export type PreviewLink = z.infer<typeof previewLink>

/** SHA-256 in hex; enough for a secret of 256 random bits. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compared in any case, so that the time an answer takes does not tell which links there are. */
export function isOpenedBy(link: PreviewLink | undefined, secret: string, now: string): boolean {
  const given = Buffer.from(digestOf(secret))
  const fits = timingSafeEqual(given, Buffer.from(link?.digest ?? digestOf('')))
  return fits && link !== undefined && stateOf(link, now) !== 'revoked' && link.expiresAt > now
}

/** What has become of a link. */
export function stateOf(
  { revoked, decided, expiresAt }: PreviewLink,
  now: string,
): 'open' | 'decided' | 'revoked' | 'expired' {
  if (revoked) return 'revoked'
  if (decided) return 'decided'
  return expiresAt > now ? 'open' : 'expired'
}

/** Takes a link back. What was taken back already stays as it is. */
export function revoke(link: PreviewLink, { actor, at }: Pick<Act, 'actor' | 'at'>): PreviewLink {
  return link.revoked ? link : { ...link, revoked: { by: actor, at } }
}

/** Refuses unless the member could approve the text themselves: a link to decide lends that right, and no other. */
export function requireApprover(
  member: Member,
  article: Article,
  { locale }: Pick<PreviewLink, 'locale'>,
  fourEyes: boolean,
): void {
  requirePermitted(member, 'approve', article, locale)
  approve(article, locale, { by: member.id, at: '' }, fourEyes)
}

/** Whether what a link is about still waits for a decision; the other language of the article has no say in it. */
export function standingOf(
  { locale }: Pick<PreviewLink, 'locale'>,
  shown: Article,
  latest: Article,
): 'waiting' | 'changed' | 'settled' {
  if (!isSameText(shown, latest, locale)) return 'changed'
  return latest.translations[locale]?.status === 'in_review' ? 'waiting' : 'settled'
}

/** As whom the holder of a link decides. */
export function guestOf({ id, label }: PreviewLink): Act['actor'] {
  return { id: `link:${id}`, name: label, role: 'guest' }
}

interface Deciding {
  link: PreviewLink
  decision: Decision
  /** The state that the link shows. */
  shown: Article
  /** Who made the link, as far as they are still on the staff. */
  maker: Member | undefined
  fourEyes: boolean
  at: string
  note?: string | undefined
}

/** Approves or returns a text by a link. Refuses where it is not that text any more, or its maker's right has gone. */
export function decide(
  latest: Article,
  { link, decision, shown, maker, fourEyes, at, note }: Deciding,
): Article {
  if (link.purpose !== 'decide') throw new AppError('forbidden', refusal('link_read_only'))
  const standing = standingOf(link, shown, latest)
  if (standing !== 'waiting') {
    throw new AppError('conflict', refusal('link_settled'))
  }
  if (!maker) throw new AppError('forbidden', refusal('link_maker_left'))
  requireApprover(maker, latest, link, fourEyes)
  const stamp = { by: guestOf(link).id, at }
  return decision === 'approve'
    ? approve(latest, link.locale, stamp, fourEyes)
    : returnText(latest, link.locale, stamp, note)
}
