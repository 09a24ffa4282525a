import { type PreviewLink, previewLink } from '../domain/preview/link.ts'
import type { Act } from '../domain/revision.ts'
import { createChain } from './chain.ts'
import { newsroomKeys } from './keys.ts'
import { retryStale } from './retry-stale.ts'
import type { Table } from './table.ts'

/** Links by which people without an account see a revision: each a chain of what was done with it. */
export function createLinks(table: Table) {
  const chain = createChain<PreviewLink>({ table, kind: 'LINK', schema: previewLink })

  async function find(id: string): Promise<PreviewLink | undefined> {
    return (await chain.latest(id))?.state
  }

  return {
    find,

    /** The link that this very request has made before, as it was then. */
    async findMade(id: string, { repeat }: Act): Promise<PreviewLink | undefined> {
      return (await chain.findRepeated(id, repeat, { absent: true }))?.state
    },

    /** Makes a link; a repeated request is answered the link that it made. */
    async make(link: PreviewLink, act: Act): Promise<PreviewLink> {
      // Before the link itself, so that none is missing in the list of its article. Where none follows, it leads to nothing.
      await table.put({ ...newsroomKeys.linkOf(link.article, link.id) })
      return (await chain.revise(link.id, { absent: true }, () => ({ act, state: link }), act.repeat)).state
    },

    /** Notes what was done with a link; nothing, where `change` leaves it as it is. Throws `not_found`. */
    async change(id: string, act: Act, change: (link: PreviewLink) => PreviewLink): Promise<PreviewLink> {
      const revision = await retryStale(() =>
        chain.revise(id, { match: ['*'] }, (previous) => {
          const state = previous && change(previous.state)
          return state && state !== previous.state ? { act, state } : undefined
        }),
      )
      return revision.state
    },

    /** Every link that was made of an article, the newest first. */
    async of(article: string): Promise<PreviewLink[]> {
      const entries = await table.query({ pk: newsroomKeys.linksOf(article) })
      const links = await Promise.all(entries.map(({ sk }) => find(sk)))
      return links
        .flatMap((link) => (link?.article === article ? link : []))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    },
  }
}

export type Links = ReturnType<typeof createLinks>
