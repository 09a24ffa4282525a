import { inLanes } from '../../../../functions/store/batches.ts'
import type { Cloud } from '../../cloud.ts'
import { callsAtOnce } from '../go-on.ts'
import { sendLetters } from './letters.ts'
import { writeNotes } from './notes.ts'
import type { People } from './people.ts'
import { planning, readPlans } from './plans.ts'
import { remunerating } from './royalties.ts'
import { readTexts, writeText } from './texts.ts'

/**
 * What a newsroom has on its desk beside what it has published: texts under way, notes, plans, tasks, royalties and letters.
 * Readers see nothing of it. What is planned is planned from today on.
 */
export async function seedNewsroom(cloud: Cloud, people: People, now = new Date()): Promise<void> {
  const [texts, plans] = await Promise.all([readTexts(), readPlans()])
  await inLanes(texts, callsAtOnce, (each) => writeText(people, each, now))
  const rest = [
    () => writeNotes(people, texts),
    () => sendLetters(cloud, people),
    ...planning(people, plans, now),
    ...(await remunerating(people, now)),
  ]
  await inLanes(rest, callsAtOnce, (each) => each())
}
