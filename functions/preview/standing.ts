import { AppError } from '../domain/errors.ts'
import { requireApprover, standingOf } from '../domain/preview/link.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Opened } from './env.ts'

/**
 * What a link is good for now: reading alone, a decision that is waited for or was made, or none any more, because the text
 * has changed, somebody else has settled it, or whoever made the link may not approve it themselves.
 */
export type Standing = 'reading' | 'waiting' | 'decided' | 'changed' | 'settled' | 'powerless'

export async function findStanding(
  newsroom: Newsroom,
  { link, shown, settings }: Opened,
  now: Date,
): Promise<Standing> {
  if (link.purpose === 'read') return 'reading'
  if (link.decided) return 'decided'
  const [latest, maker] = await Promise.all([
    newsroom.articles.latest(link.article),
    newsroom.findStaff(link.by.id, now),
  ])
  const standing = latest ? standingOf(link, shown.state, latest.state) : 'changed'
  if (standing !== 'waiting' || !latest) return standing
  try {
    if (!maker) return 'powerless'
    requireApprover(maker, latest.state, link, settings.fourEyes)
    return 'waiting'
  } catch (error) {
    if (error instanceof AppError) return 'powerless'
    throw error
  }
}
