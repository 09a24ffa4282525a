import type { Context } from 'hono'
import { AppError, requireFound } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Revision } from '../../domain/revision.ts'
import { dayOf } from '../../domain/royalty/calendar.ts'
import { isOverdue, type Royalty } from '../../domain/royalty/royalty.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { detailOf } from '../../http/problem.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { presentRevision } from '../present.ts'
import { createRoyaltyJudge } from './judge.ts'
import { sayRoyalty, sayWarning } from './said.ts'
import { createRoyaltySections } from './sections.ts'

/** What every route of a royalty needs: it found, and answered with what it comes to now. */
export function createRoyaltyAnswering(parts: AdminParts) {
  const {
    royalties: { royalties, payees },
    now = () => new Date(),
  } = parts
  const { judge, suggest } = createRoyaltyJudge(parts)
  const sections = createRoyaltySections(parts.newsroom)
  const today = () => dayOf(now().toISOString())

  /** What a proposal would come to now; a refusal, where the scheme or the article has changed under it. */
  async function judged({ id, ...state }: Royalty, locale: Locale) {
    if (state.state !== 'proposed') return {}
    try {
      const { calculation, warnings } = await judge(id, state, now().toISOString())
      return { calculation, warnings: warnings.map((each) => sayWarning(each, locale)) }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { refusal: detailOf(error, locale) }
    }
  }

  async function answer(c: Context<AdminEnv>, revision: Revision<Royalty>, status: 200 | 201 = 200) {
    const { state } = revision
    const corrections = state.reversed ? await royalties.findFor(state.article) : []
    const locale = askedLocale(c)
    const body = {
      royalty: sayRoyalty(state, locale),
      revision: presentRevision(revision),
      overdue: isOverdue(state, today()),
      correctedBy: corrections.filter((each) => each.corrects === state.id).map((each) => each.id),
      payees: state.approval?.payees ?? (await payees.named(state.contributions.map(({ payee }) => payee))),
      ...(await judged(state, locale)),
    }
    return c.json(body, status, { ETag: revisionTag(revision) })
  }

  async function read(id: string): Promise<Revision<Royalty>> {
    const revision = await royalties.latest(id)
    requireFound(revision, 'royalty', id)
    return revision
  }

  /** The royalty that a request names, if it is one that the member may have to do with. */
  async function requireTheirs(member: Member, id: string): Promise<Revision<Royalty>> {
    const revision = await read(id)
    await sections.require(member, revision.state)
    return revision
  }

  return { judge, suggest, sections, today, answer, requireTheirs }
}
