import { createHash } from 'node:crypto'
import * as z from 'zod'
import { instant } from '../../../functions/domain/date-schemas.ts'
import { idFromDigest } from '../../../functions/domain/id.ts'
import { action } from '../../../functions/domain/revision.ts'
import { fold } from '../../../functions/domain/text.ts'
import type { AdminClient } from '../../local/admin-client.ts'
import type { OldPage } from './old-page.ts'

const text = z.object({
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  status: z.string(),
  live: z.object({ revision: z.int() }).optional(),
  scheduled: z.object({ publishAt: instant }).optional(),
})

const article = z.object({
  origin: z.object({ digest: z.string(), file: z.string().optional() }).optional(),
  translations: z.object({ vi: text.optional() }),
})

const answer = z.object({ article, addresses: z.object({ vi: z.string().optional() }) })
const history = z.object({
  revisions: z.array(z.object({ number: z.int(), action })),
  next: z.string().optional(),
})

export type Found = Awaited<ReturnType<AdminClient['get']>>

/** An article as the API answered it, as far as the importer looks at it. */
export function stored(body: unknown) {
  const { article, addresses } = answer.parse(body)
  return { origin: article.origin, text: article.translations.vi, address: addresses.vi ?? '(not public)' }
}

/** What an import does itself, and the clock after it. */
const ownActs = ['import', 'publish', 'schedule', 'publish_due']

/** What happened to it, newest first. */
async function revisionsOf(client: AdminClient, path: string) {
  const all = []
  for (let query = ''; ; ) {
    const { revisions, next } = history.parse((await client.get(`${path}/revisions${query}`)).body)
    all.push(...revisions)
    if (next === undefined) return all
    query = `?cursor=${next}`
  }
}

/** Whether anybody has done more to it than to import and publish it. */
export async function wasEdited(client: AdminClient, path: string): Promise<boolean> {
  return (await revisionsOf(client, path)).some((revision) => !ownActs.includes(revision.action))
}

/** Runs of three words: an article that was corrected shares most of them with what it was, another one next to none. */
function wordings(text: string): Set<string> {
  const words = fold(text.replace(/<[^>]*>/gu, ' ')).match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.map((_, index) => words.slice(index, index + 3).join(' ')))
}

/** Of the wordings of the shorter text, the share that the other one has too; 0 to 1. */
function likeness(one: string, other: string): number {
  const [few, many] = [wordings(one), wordings(other)].sort((a, b) => a.size - b.size)
  if (!few || !many) return 0
  return [...few].filter((each) => many.has(each)).length / Math.max(1, few.size)
}

const alike = 0.5

/** What the page said when it was imported, whatever editors have made of it. */
async function asImported(client: AdminClient, path: string): Promise<string> {
  const last = (await revisionsOf(client, path)).find((revision) => revision.action === 'import')
  if (!last) return ''
  const revision = await client.get(`${path}/revisions/${last.number}`)
  const { vi } = z.object({ article }).parse(revision.body).article.translations
  return vi ? `${vi.summary} ${vi.body}` : ''
}

/** The same title and moment always give the same ids, so that a page is found again. */
function idOf({ title, publishedAt }: OldPage, namesake: number): string {
  const parts = ['sharepoint', fold(title), publishedAt, ...(namesake > 0 ? [namesake] : [])]
  return idFromDigest(createHash('sha256').update(parts.join('\n')).digest())
}

interface Saved {
  page: OldPage
  digest: string
  file: string
}

/** Where a page belongs: to the article that was made of it, or to an id that is free. */
export interface Place {
  id: string
  path: string
  before?: ReturnType<typeof stored> & { answer: Found }
  /** Whether it says what it said when it was imported. */
  isSame: boolean
  /** Address of another article with this title and moment. */
  beside?: string
}

/** More articles with one title and moment are a mistake in what is imported. */
const mostNamesakes = 50

/**
 * Finds the article that a page was imported as: one that says the same, or else one that came from a file of the same
 * name and says much the same. Other articles of its title and moment stay as they are; the page gets an id of its own.
 */
export async function findPlace(client: AdminClient, { page, digest, file }: Saved): Promise<Place> {
  let earlier: Place | undefined
  let beside: string | undefined
  for (let namesake = 0; namesake < mostNamesakes; namesake++) {
    const id = idOf(page, namesake)
    const path = `/articles/${id}`
    const found = await client.find(path)
    if (!found) return earlier ?? { id, path, isSame: false, ...(beside !== undefined && { beside }) }
    const before = { ...stored(found.body), answer: found }
    const { origin } = before
    if (origin?.digest === digest) return { id, path, before, isSame: true }
    const isEarlier =
      !earlier &&
      origin?.file === file &&
      likeness(await asImported(client, path), `${page.summary} ${page.body}`) >= alike
    if (isEarlier) earlier = { id, path, before, isSame: false }
    else beside ??= before.address
  }
  throw new Error(`there are ${mostNamesakes} articles with the title "${page.title}" of the same moment`)
}
