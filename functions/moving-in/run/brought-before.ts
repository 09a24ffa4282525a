import * as z from 'zod'
import type { AdminClient } from '../admin-client.ts'
import { formerIdOf, nameOf } from '../plan/identity.ts'
import type { PlannedArticle } from '../plan/planned.ts'

const stored = z.object({
  article: z.object({
    origin: z
      .object({
        digest: z.string().optional(),
        file: z.string().optional(),
        key: z.string().optional(),
      })
      .optional(),
  }),
})

/** More articles with one title and moment are a mistake in what was imported. */
const mostNamesakes = 50

/**
 * What a page saved as text became by the importer of before, which gave it an id of another kind: such an article is kept,
 * and the page does not come a second time. `unchanged`: it says the same; `edited`: the page of that file says something else
 * now.
 */
export async function broughtBefore(
  client: AdminClient,
  { savedPage, title, publishedAt, plannedFor, place }: PlannedArticle,
): Promise<{ id: string; outcome: 'unchanged' | 'edited' } | undefined> {
  const at = publishedAt ?? plannedFor
  if (!savedPage || at === undefined) return undefined
  for (let namesake = 0; namesake < mostNamesakes; namesake++) {
    const id = formerIdOf(title, at, namesake)
    const found = await client.find(`/articles/${id}`)
    if (!found) return undefined
    const { origin } = stored.parse(found.body).article
    // What has a key came the way that all comes now.
    if (!origin || origin.key !== undefined) continue
    if (origin.digest === savedPage.digest) return { id, outcome: 'unchanged' }
    if (origin.file === nameOf(place.file)) return { id, outcome: 'edited' }
  }
  return undefined
}
