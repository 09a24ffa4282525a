import type { Api } from '../api/api.ts'
import { Refusal } from '../api/refusal.ts'
import type { ArticleAnswer } from '../article/article.ts'
import { type ArticleContent, contentOf, type Fields, type Part, partOf } from './content.ts'

export type { ArticleAnswer }

/** What was typed and not saved, as the server keeps it for this person. */
export interface ServerCopy {
  part: Part
  /** Tag of the part that it began with; null for a new text. */
  base: string | null
  device: string
  /** When it was typed, by the clock of that computer, UTC. */
  typedAt?: string
  at: string
  etag: string
  content: Fields
}

/** Somebody else who is writing, without what they write. */
export interface Other {
  by: { id: string; name: string }
  part: Part
  since: string
  at: string
}

export interface SaveOptions {
  /** By which a request that comes again is known. */
  key: string
  /** Tag of what is changed; undefined where nothing may be there yet. */
  tag: string | undefined
  /** What somebody else had saved meanwhile is merged into it. */
  isMerge: boolean
  /** All that changed, where that is nothing but how the article is placed among others. */
  placement?: Fields | undefined
}

/** What a draft asks of the server. Throws as `Api` does. */
export interface DraftApi {
  find(id: string): Promise<ArticleAnswer | undefined>
  /** A part as it was in the revision that its tag names; undefined where it was not there. */
  findPart(id: string, part: Part, tag: string): Promise<Fields | undefined>
  create(id: string, content: ArticleContent, key: string): Promise<ArticleAnswer>
  save(id: string, part: Part, fields: Fields, options: SaveOptions): Promise<ArticleAnswer>
  copies(id: string): Promise<{ own: ServerCopy[]; others: Other[] }>
  /** Answers the tag of the copy. `isLast`: the page is being left. */
  keep(
    id: string,
    part: Part,
    copy: Pick<ServerCopy, 'base' | 'device' | 'typedAt' | 'content'>,
    isLast: boolean,
  ): Promise<string>
  /** Drops a copy, if it is still this one. */
  drop(id: string, part: Part, tag: string): Promise<void>
}

const mostKeptAlive = 60_000

async function orUndefined<Of>(asked: Promise<Of>): Promise<Of | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined
    throw error
  }
}

/** The number in a tag of a part: `"vi:7-6c4ed9b8"`. */
const numberIn = (tag: string) => /:(\d+)-/u.exec(tag)?.[1]

/** @param mergeNote by which a revision says in the history that it is a merge */
export function createDraftApi(api: Api, mergeNote: () => string): DraftApi {
  const article = (id: string) => `/articles/${encodeURIComponent(id)}`
  const copy = (id: string, part?: Part) =>
    `/working-copies/${encodeURIComponent(id)}${part ? `/${part}` : ''}`
  /** Undefined where this is not theirs to do: then it is written like any other change, and approved again. */
  async function place(
    id: string,
    body: Fields,
    match: string,
    key: string,
  ): Promise<ArticleAnswer | undefined> {
    try {
      const init = { method: 'POST', body, match, key: `${key}-place` } as const
      return (await api.write<ArticleAnswer>(`${article(id)}/place`, init)).data
    } catch (error) {
      if (error instanceof Refusal && error.status === 403) return undefined
      throw error
    }
  }
  return {
    async find(id) {
      return (await orUndefined(api.read<ArticleAnswer>(article(id))))?.data
    },

    async findPart(id, part, tag) {
      const number = numberIn(tag)
      if (number === undefined) return undefined
      const path = `${article(id)}/revisions/${number}`
      const answer = await orUndefined(api.read<Pick<ArticleAnswer, 'article'>>(path))
      return answer && partOf(contentOf(answer.data.article), part)
    },

    async create(id, { shared, translations }, key) {
      const body = { ...shared, translations }
      return (await api.write<ArticleAnswer>(article(id), { method: 'PUT', body, absent: true, key })).data
    },

    async save(id, part, body, { key, tag, isMerge, placement }) {
      if (placement && tag !== undefined) {
        const placed = await place(id, { ...placement, ...(isMerge && { note: mergeNote() }) }, tag, key)
        if (placed) return placed
      }
      const note = isMerge ? `?${new URLSearchParams({ note: mergeNote() })}` : ''
      const path = article(id) + (part === 'shared' ? '/shared' : `/translations/${part}`) + note
      const known = tag === undefined ? { absent: true } : { match: tag }
      return (await api.write<ArticleAnswer>(path, { method: 'PUT', body, key, ...known })).data
    },

    async copies(id) {
      return (await api.read<{ own: ServerCopy[]; others: Other[] }>(copy(id))).data
    },

    async keep(id, part, body, isLast) {
      // Browsers send no more than 64 kB after a page is gone; what is larger has to be quick.
      const keepalive = isLast && JSON.stringify(body).length * 3 < 3 * mostKeptAlive
      return (await api.write(copy(id, part), { method: 'PUT', body, keepalive })).tag ?? ''
    },

    async drop(id, part, tag) {
      try {
        await api.write(copy(id, part), { method: 'DELETE', match: tag })
      } catch (error) {
        // A newer one, of another device, stays.
        if (!(error instanceof Refusal)) throw error
      }
    },
  }
}
