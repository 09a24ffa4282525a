import type { Context } from 'hono'
import * as z from 'zod'
import type { Article } from '../../domain/article/article.ts'
import { effectsOf } from '../../domain/article/effects.ts'
import { openly } from '../../domain/article/openly.ts'
import { usesFor } from '../../domain/article/uses.ts'
import type { DroppedNote } from '../../domain/body/dropped-schemas.ts'
import { AppError, requireFound, requireRight } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import { type Permission, requirePermitted } from '../../domain/people/permissions.ts'
import type { Precondition } from '../../domain/precondition.ts'
import type { Act, Action, Revision } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { preconditionOf } from '../../http/validate.ts'
import type { Change } from '../../store/chain.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { presentArticle } from '../present.ts'
import { actOf } from '../request-act.ts'
import { articleChanged } from './answers.ts'

/** What is said of every route that acts on an article which is there. */
export const articleChange = { answer: articleChanged, writes: 'change', refuses: [404, 409] } as const

/** What is said of every act of the workflow. */
export const workflowAct = { tag: 'workflow', ...articleChange } as const

/** What an act is given to make the next state of. */
export interface Before {
  article: Article
  revision: Revision<Article>
  act: Act
}

/** What became of an article by an act, and what it was before; the very same where nothing changed. */
export interface Made {
  revision: Revision<Article>
  before: Article | undefined
}

/** What an editor wrote, of an article or of a part of it. */
interface Writing {
  id: string
  precondition: Precondition
  doing: Act
  change: Change<Article>
  /** What of the bodies could not come along. */
  dropped: readonly DroppedNote[]
}

/** Asks what a write would do, before it is done. */
export const writeQuery = z.strictObject({ 'dry-run': z.stringbool().optional() })

/** One act on one article: what must be known of it, who may do it, and what it makes of it. */
export interface ArticleAct {
  id: string
  precondition: Precondition
  act: Act
  /** Refuses where whoever acts may not. */
  require: (article: Article) => void
  change: (before: Before) => Article
}

/** Acts by which a text comes nearer to readers. */
const goesOn: ReadonlySet<Action> = new Set(['submit', 'approve', 'schedule', 'publish', 'publish_now'])

/** What a route needs to act on articles and to answer the revision that came of it. */
export function createActing({
  newsroom,
  siteUrl,
  now = () => new Date(),
}: Pick<AdminParts, 'newsroom' | 'siteUrl' | 'now'>) {
  const act = (c: Context<AdminEnv>, action: Action, more: Partial<Act> = {}): Promise<Act> =>
    actOf(c, now(), action, more)

  async function answer<More extends object>(
    c: Context<AdminEnv>,
    { revision, before }: Made,
    status: 200 | 201 = 200,
    more?: More,
  ) {
    const { body, headers } = presentArticle(revision, await newsroom.settings(), siteUrl)
    const effects = effectsOf(before, revision.state, revision.action)
    return c.json({ ...body, effects, ...more }, status, headers)
  }

  async function revise(
    id: string,
    precondition: Precondition,
    change: Change<Article>,
    { repeat }: Pick<Act, 'repeat'>,
  ): Promise<Made> {
    let known: Revision<Article> | undefined
    const revision = await newsroom.articles.revise(
      id,
      precondition,
      (previous) => {
        known = previous
        return change(previous)
      },
      repeat,
    )
    const { number, state } = revision
    if (known?.number === number) return { revision, before: state }
    // A request that was sent again is answered what it made the first time.
    const isFresh = known ? known.number + 1 === number : number === 1
    const earlier = isFresh ? known : await newsroom.articles.find(id, number - 1)
    return { revision, before: earlier?.state }
  }

  /** Writes what an editor sent and answers that, with what it did; or what it would do, where that is asked. */
  async function write(
    c: Context<AdminEnv>,
    { id, precondition, doing, change, dropped }: Writing,
    isTrial = false,
  ) {
    if (!isTrial) {
      const made = await revise(id, precondition, change, doing)
      return await answer(c, made, 'absent' in precondition ? 201 : 200, { dropped })
    }
    let before: Article | undefined
    const next = await newsroom.articles.foresee(id, precondition, (previous) => {
      before = previous?.state
      return change(previous)
    })
    const article = next?.state ?? before
    const effects = next ? effectsOf(before, next.state, next.act.action) : []
    return c.json({ article: article && openly(article), effects, dropped, dryRun: true as const })
  }

  /** Refuses to let a text go on that names files which readers may not have any more: they would miss them. */
  async function requireFiles(action: Action, id: string, locale: Locale): Promise<void> {
    if (!goesOn.has(action)) return
    const { state } = (await newsroom.articles.latest(id)) ?? {}
    if (!state?.translations[locale]) return
    const uses = usesFor(state, locale)
    const gone = await newsroom.media.withdrawnAmong([...new Set(uses.map((use) => use.id))])
    const fields = uses
      .filter((use) => gone.has(use.id))
      .map((use) => ({ field: use.field, message: refusal('media_gone', { id: use.id }) }))
    requireRight(fields, 'conflict')
  }

  /** Refuses to let a text go public by itself that is to go public with others. */
  async function requireAlone(id: string, locale: Locale): Promise<void> {
    const release = await newsroom.releases.openWith({ article: id, locale })
    if (!release) return
    throw new AppError('conflict', refusal('in_release', { name: release.name, id: release.id }))
  }

  async function append({ id, precondition, act, require, change }: ArticleAct) {
    const changed: Change<Article> = (previous) => {
      requireFound(previous, 'article', id)
      require(previous.state)
      const state = change({ article: previous.state, revision: previous, act })
      return state === previous.state ? undefined : { act, state }
    }
    return await revise(id, precondition, changed, act)
  }

  return {
    /** The act as the chain records it. */
    act,
    answer,
    revise,
    write,
    /** Appends what an act makes of an article. */
    append,
    requireAlone,
    requireFiles,

    /** An act of the workflow, as a request of its own. */
    async perform(
      c: Context<AdminEnv>,
      { id, locale }: { id: string; locale: Locale },
      { permission, action, note }: { permission: Permission; action: Action; note?: string | undefined },
      change: (before: Before) => Article,
    ) {
      await requireFiles(action, id, locale)
      const made = await append({
        id,
        precondition: { ...preconditionOf(c), part: locale },
        act: await act(c, action, { locale, ...(note && { note }) }),
        require: (article) => requirePermitted(c.var.actor, permission, article, locale),
        change,
      })
      return await answer(c, made)
    },
  }
}
