import { Refusal } from '../../../functions/desk/api/refusal.ts'
import {
  type ArticleContent,
  type Fields,
  type Part,
  partOf,
} from '../../../functions/desk/drafts/content.ts'
import type { ArticleAnswer, DraftApi, ServerCopy } from '../../../functions/desk/drafts/draft-api.ts'
import { DeskFailure } from '../../../functions/desk/session/failure.ts'
import type { Article } from '../../../functions/domain/article/article.ts'

/** What becomes of a request: it is answered, late; never arrives; or arrives, and its answer is lost. */
export interface Fault {
  kind: 'none' | 'offline' | 'outage' | 'lost' | 'signed_out'
  /** Milliseconds until it arrives. */
  delay?: number
}

interface Revision {
  number: number
  by: string
  content: ArticleContent
  parts: Partial<Record<Part, string>>
  status: Partial<Record<Part, string>>
  isMerge?: boolean
  isPlacement?: boolean
}

const noSuch = (status: number, code: string) => new Refusal(status, { code, detail: code })

/**
 * The part of the editors' API that drafts ask, in memory and by its rules: tags of parts, one revision for each save, a save
 * that comes again is the same one. Real requests are tested against the whole product.
 */
export function createDraftServer(existing?: ArticleContent) {
  const revisions: Revision[] = []
  const copies = new Map<Part, ServerCopy>()
  const keys = new Map<string, { body: string; number: number }>()
  let fault: (what: string) => Fault = () => ({ kind: 'none' })
  let clock = 0

  const last = () => revisions.at(-1)

  function answer({ number, by, content, parts, status }: Revision): ArticleAnswer {
    const translations = Object.fromEntries(
      Object.entries(content.translations).map(([locale, text]) => [
        locale,
        // As the server does: it makes an address of the title.
        { slug: 'bai', ...text, status: status[locale as Part] ?? 'draft' },
      ]),
    )
    // Only what drafts read of an article.
    const article = { ...content.shared, id: 'a', translations } as unknown as Article
    const actor = { id: by, name: by, role: 'editor' as const }
    const revision = { number, at: '2026-11-27T03:00:00Z', actor } as ArticleAnswer['revision']
    return { article, revision, parts, addresses: {} }
  }

  function append(by: string, change: Partial<Record<Part, Fields>>, status?: string): Revision {
    const before = last()
    const number = (before?.number ?? 0) + 1
    const content: ArticleContent = {
      shared: change.shared ?? before?.content.shared ?? {},
      translations: { ...before?.content.translations },
    }
    const parts = { ...before?.parts }
    const states = { ...before?.status }
    for (const [part, fields] of Object.entries(change) as [Part, Fields][]) {
      if (part !== 'shared') content.translations[part] = fields
      parts[part] = `"${part}:${number}-00000000"`
      states[part] = status ?? 'draft'
    }
    const made = { number, by, content, parts, status: states }
    revisions.push(made)
    return made
  }

  async function arrive<Of>(what: string, act: () => Of): Promise<Of> {
    const { kind, delay = 0 } = fault(what)
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (kind === 'offline' || kind === 'signed_out') throw new DeskFailure(kind, kind)
    if (kind === 'outage') throw new DeskFailure('outage', '503')
    const done = act()
    if (kind === 'lost') throw new DeskFailure('offline', 'the answer was lost')
    // An answer is read from JSON: nobody else holds it.
    return structuredClone(done)
  }

  function once(key: string, body: unknown, write: () => Revision): ArticleAnswer {
    const text = JSON.stringify(body)
    const known = keys.get(key)
    if (known && known.body !== text) throw noSuch(409, 'conflict')
    const made = known ? revisions[known.number - 1] : write()
    if (!made) throw new Error('no such revision')
    keys.set(key, { body: text, number: made.number })
    return answer(made)
  }

  const api: DraftApi = {
    find: () =>
      arrive('find', () => {
        const latest = last()
        return latest && answer(latest)
      }),
    findPart: (_, part, tag) =>
      arrive('findPart', () => {
        const revision = revisions[Number(/:(\d+)-/.exec(tag)?.[1]) - 1]
        return revision && partOf(revision.content, part)
      }),
    create: (_, content, key) =>
      arrive('create', () =>
        once(key, content, () => {
          if (last()) throw noSuch(412, 'stale')
          return append('me', { shared: content.shared, ...content.translations })
        }),
      ),
    save: (_, part, fields, { key, tag, isMerge, placement }) =>
      arrive('save', () =>
        once(key, [part, fields, tag], () => {
          if (fields.title === '') throw noSuch(422, 'invalid')
          if (last()?.parts[part] !== tag) throw noSuch(412, 'stale')
          if (!placement) return Object.assign(append('me', { [part]: fields }), { isMerge })
          return Object.assign(append('me', { shared: { ...last()?.content.shared, ...placement } }), {
            isPlacement: true,
          })
        }),
      ),
    copies: () => arrive('copies', () => ({ own: [...copies.values()], others: [] })),
    keep: (_, part, copy) =>
      arrive('keep', () => {
        const before = copies.get(part)
        // It was on its way for longer than what was typed after it.
        if (before?.typedAt && copy.typedAt && copy.typedAt < before.typedAt) return before.etag
        clock += 1
        const etag = `"${clock}"`
        copies.set(part, { ...structuredClone(copy), part, at: new Date().toISOString(), etag })
        return etag
      }),
    drop: (_, part, tag) =>
      arrive('drop', () => {
        if (copies.get(part)?.etag === tag) copies.delete(part)
      }),
  }
  if (existing) append('them', { shared: existing.shared, ...existing.translations })

  return {
    api,
    revisions,
    copies,
    /** Somebody else writes a part. */
    write: (change: Partial<Record<Part, Fields>>, status?: string) => append('them', change, status),
    fail(how: (what: string) => Fault) {
      fault = how
    },
    content: () => last()?.content,
  }
}
