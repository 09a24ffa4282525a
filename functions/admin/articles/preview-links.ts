import { createHash, createHmac, randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { Article } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { translationOf } from '../../domain/article/workflow.ts'
import { plannedInstant } from '../../domain/date-schemas.ts'
import { AppError, requireFound, wrongFields } from '../../domain/errors.ts'
import { idFromDigest } from '../../domain/id.ts'
import type { Locale } from '../../domain/locale.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import type { Member } from '../../domain/people/member.ts'
import { requirePermitted, requireSection } from '../../domain/people/permissions.ts'
import {
  digestOf,
  lifetime,
  type PreviewLink,
  purpose,
  requireApprover,
  revoke,
  standingOf,
  stateOf,
} from '../../domain/preview/link.ts'
import { previewPath } from '../../domain/preview/path.ts'
import type { Act, Revision } from '../../domain/revision.ts'
import { refusal, says } from '../../domain/rules.ts'
import { line } from '../../domain/text-schemas.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { linkAnswer, linkList, linkMade } from './answers.ts'

const idParam = z.object({ id: articleId })
const textParam = z.object({ id: articleId, locale: localeSchema })

const linkBody = z
  .strictObject({
    purpose,
    /** Who it is for: what they decide is logged under this name. */
    label: line(100),
    hours: z.int().min(1).max(lifetime.longest).optional(),
    expiresAt: plannedInstant.optional(),
    /** The latest, when it is not given. */
    revision: z.int().min(1).max(99_999_999).optional(),
  })
  .refine(({ hours, expiresAt }) => hours === undefined || expiresAt === undefined, {
    path: ['hours'],
    error: says('excludes', { other: 'expiresAt' }),
  })

const hour = 3_600_000

function expiryOf({ hours = lifetime.usual, expiresAt }: z.infer<typeof linkBody>, at: string): string {
  const [now, longest] = [Date.parse(at), lifetime.longest * hour]
  if (!expiresAt) return new Date(now + hours * hour).toISOString()
  const left = Date.parse(expiresAt) - now
  if (left > 0 && left <= longest) return expiresAt
  const message = refusal('link_expiry', { at: expiresAt, now: at, days: lifetime.longest / 24 })
  throw wrongFields([{ field: 'expiresAt', message }])
}

/** The same for every repetition of a request, so that they all find what the first one made. */
function idOf(key: string): string {
  return idFromDigest(createHash('sha256').update(`link ${key}`).digest())
}

/**
 * What opens a link. Whoever repeats the request that made it gets the same; the table alone does not give it away, since
 * it holds the salt but of the request's key a digest.
 */
function secretOf({ salt }: PreviewLink, key: string): string {
  return createHmac('sha256', salt).update(key).digest('base64url')
}

/** Without a key, a request that is sent again would make another link. */
async function sharingOf(c: Context<AdminEnv>, now: Date, more: Partial<Act>) {
  const act = await actOf(c, now, 'invite', more)
  if (!act.repeat) throw new AppError('precondition_required', refusal('key_needed'))
  const { key, digest } = act.repeat
  return { key, act: { ...act, repeat: { key: digestOf(key), digest } } }
}

function present(link: PreviewLink, now: string) {
  const { digest: _, salt: __, ...shown } = link
  return { ...shown, state: stateOf(link, now) }
}

/** Links by which somebody without an account sees a revision, and may decide on it. */
export function linkRoutes({ newsroom, siteUrl, now = () => new Date() }: AdminParts) {
  const { articles, links } = newsroom

  async function requireArticle(id: string): Promise<Revision<Article>> {
    const latest = await articles.latest(id)
    requireFound(latest, 'article', id)
    return latest
  }

  /** The revision that a link is to show. */
  async function requireRevision(latest: Revision<Article>, wanted = latest.number) {
    const revision = wanted === latest.number ? latest : await articles.find(latest.subject, wanted)
    if (revision) return revision
    const { subject: id, number } = latest
    throw new AppError('not_found', refusal('no_revision', { number: wanted, id, latest: number }))
  }

  /** What the link is to show, if this member may let somebody else see it, and decide on it if that is asked. */
  async function requireShareable(
    member: Member,
    { purpose, revision }: z.infer<typeof linkBody>,
    id: string,
    locale: Locale,
  ) {
    const latest = await requireArticle(id)
    requirePermitted(member, 'share', latest.state, locale)
    const shown = await requireRevision(latest, revision)
    requireSection(member, shown.state.section)
    translationOf(shown.state, locale)
    if (purpose === 'read') return shown
    const { fourEyes } = await newsroom.settings()
    requireApprover(member, latest.state, { locale }, fourEyes)
    if (standingOf({ locale }, shown.state, latest.state) === 'waiting') return shown
    throw new AppError('conflict', refusal('text_changed_since', { number: shown.number }))
  }

  async function linkOf(
    member: Member,
    asked: z.infer<typeof linkBody>,
    { id, locale, key, act }: { id: string; locale: Locale; key: string; act: Act },
  ): Promise<PreviewLink> {
    const shown = await requireShareable(member, asked, id, locale)
    const link = {
      id: idOf(key),
      article: id,
      locale,
      revision: { number: shown.number, hash: shown.hash },
      purpose: asked.purpose,
      label: asked.label,
      by: act.actor,
      createdAt: act.at,
      expiresAt: expiryOf(asked, act.at),
      salt: randomBytes(32).toString('base64url'),
      digest: '',
    }
    return { ...link, digest: digestOf(secretOf(link, key)) }
  }

  return new Hono<AdminEnv>()
    .post(
      '/articles/:id/translations/:locale/links',
      describe({
        id: 'shareText',
        tag: 'sharing',
        answer: linkMade,
        makes: true,
        refuses: [404, 409],
        example: { purpose: 'read', label: 'Lãnh đạo Sở', hours: 48 },
      }),
      allow('share'),
      requireJson,
      validate('param', textParam),
      validate('json', linkBody),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const asked = c.req.valid('json')
        const { key, act } = await sharingOf(c, now(), { locale, note: asked.label })
        const link =
          (await links.findMade(idOf(key), act)) ??
          (await links.make(await linkOf(c.var.actor, asked, { id, locale, key, act }), act))
        const url = siteUrl + previewPath(link.id, secretOf(link, key))
        return c.json({ link: present(link, link.createdAt), url }, 201)
      },
    )
    .get(
      '/articles/:id/links',
      describe({ id: 'listLinks', tag: 'sharing', answer: linkList, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        await requireArticle(id)
        const at = now().toISOString()
        return c.json({ links: (await links.of(id)).map((link) => present(link, at)) })
      },
    )
    .post(
      '/links/:id/revoke',
      describe({ id: 'revokeLink', tag: 'sharing', answer: linkAnswer, refuses: [404] }),
      allow('share'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const link = await links.find(id)
        requireFound(link, 'link', id)
        if (link.by.id !== c.var.actor.id) {
          const { state } = await requireArticle(link.article)
          requirePermitted(c.var.actor, 'share', state, link.locale)
        }
        const act = await actOf(c, now(), 'revoke', { locale: link.locale, note: link.label })
        const revoked = await links.change(id, act, (before) => revoke(before, act))
        return c.json({ link: present(revoked, act.at) })
      },
    )
}
