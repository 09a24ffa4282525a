import { inLanes } from '../../../../functions/store/batches.ts'
import type { Cloud } from '../../cloud.ts'
import { callsAtOnce } from '../go-on.ts'
import { sendLetters } from './letters.ts'
import { writeNotes } from './notes.ts'
import type { People } from './people.ts'
import { planning, readPlans } from './plans.ts'
import { remunerating } from './royalties.ts'
import { readRecent, readTexts, writeText } from './texts.ts'

/**
 * What a newsroom has on its desk beside what it has published: texts under way, notes, plans, tasks, royalties and letters.
 * Readers see nothing of it, but for what goes public today where they had nothing this month. What is planned is planned from
 * today on. `newest`: when the last of what they have went public.
 */
export async function seedNewsroom(
  cloud: Cloud,
  people: People,
  newest: string,
  now = new Date(),
): Promise<void> {
  const [texts, recent, plans] = await Promise.all([readTexts(), readRecent(newest, now), readPlans()])
  await inLanes([...texts, ...recent], callsAtOnce, (each) => writeText(people, each, now))
  const rest = [
    () => writeNotes(people, texts),
    () => sendLetters(cloud, people),
    ...planning(people, plans, now),
    ...(await remunerating(people, now)),
  ]
  await inLanes(rest, callsAtOnce, (each) => each())
}
