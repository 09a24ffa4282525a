import { isSame } from '../../domain/merge/fields.ts'
import { type ArticleContent, changesOn, type Fields, type Part } from './content.ts'

/** A save as it was asked for. It is sent with the same key and the same words until an answer comes. */
export interface Save {
  parts: ReadonlyMap<Part, { fields: Fields; key: string }>
  key: string
  /** Tag of the part that it follows; undefined for a new article. */
  tag: string | undefined
  isMerge: boolean
  /** All that changed, where that is nothing but how the article is placed among others. */
  placement?: Fields | undefined
  /** Of a new article: all of it. */
  content?: ArticleContent
}

/** One part of an article that somebody is writing. */
export interface PartDraft {
  part: Part
  /** As it is on the screen; undefined for a language that is not there. */
  fields: Fields | undefined
  /** As it was last given to the server, or got from it. */
  sent: Fields | undefined
  /** As the server has it since then; unknown for one that goes on from a copy. */
  server: Fields | undefined
  /** Tag of it at the server; undefined where there is none. */
  tag: string | undefined
  /** How far the text has come, as far as it is known. */
  status: string | undefined
  /** Of the content as it is: a save of it that comes again is known by it. */
  key: string
  /** When it was typed, UTC. */
  typedAt: string
  isKeptHere: boolean
  /** The server has the copy of exactly this content. */
  isKeptThere: boolean
  /** Tag of the copy at the server. */
  copyTag: string | undefined
  /** Saves that were sent, and to which no answer came yet; the last one first. */
  unanswered: readonly Save[]
}

export function newPart(part: Part): PartDraft {
  return {
    part,
    ...{ fields: undefined, sent: undefined, server: undefined, tag: undefined, status: undefined },
    ...{ key: crypto.randomUUID(), isKeptHere: true, isKeptThere: true, copyTag: undefined },
    ...{ unanswered: [], typedAt: new Date().toISOString() },
  }
}

export function isChanged({ fields, sent }: PartDraft): boolean {
  if (fields === undefined || fields === sent) return false
  if (sent === undefined) return true
  const names = new Set([...Object.keys(fields), ...Object.keys(sent)])
  return [...names].some((name) => !isSame(fields[name], sent[name]))
}

/** What stands on the screen now. */
export function write(draft: PartDraft, fields: Fields): void {
  draft.fields = fields
  draft.key = crypto.randomUUID()
  draft.typedAt = new Date().toISOString()
  draft.isKeptHere = false
  draft.isKeptThere = false
}

/** It goes on from this state of the server. */
export function rebase(
  draft: PartDraft,
  server: Fields | undefined,
  tag: string | undefined,
  status?: string,
) {
  Object.assign(draft, { server, sent: server, tag, status, unanswered: [] })
}

/** My side of a merge: what I changed, on top of how the server had it. */
export function mineOf({ fields, sent, server }: PartDraft): Fields {
  return changesOn(server ?? {}, sent ?? {}, fields ?? {})
}
