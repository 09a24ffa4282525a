import { requireFound } from '../../domain/errors.ts'
import type { Member } from '../../domain/people/member.ts'
import { requireSection } from '../../domain/people/permissions.ts'
import type { Newsroom } from '../../store/newsroom.ts'

/** A royalty, or what names one. */
interface OfArticle {
  article: string
}

/**
 * A royalty belongs to the section that its article is in now: members who are limited to sections see, propose, approve, pay and
 * reverse those of their own alone.
 */
export function createRoyaltySections({ articles }: Pick<Newsroom, 'articles'>) {
  return {
    async require(member: Member, { article }: OfArticle): Promise<void> {
      if (!member.sections) return
      const latest = await articles.latest(article)
      requireFound(latest, 'article', article)
      requireSection(member, latest.state.section)
    },

    /** Those that the member may see. */
    async seenBy<Each extends OfArticle>({ sections }: Member, all: readonly Each[]): Promise<Each[]> {
      if (!sections) return [...all]
      const ids = [...new Set(all.map(({ article }) => article))]
      const rows = await articles.findRows(ids)
      const theirs = new Set(rows.flatMap((row) => (row && sections.includes(row.section) ? row.id : [])))
      return all.filter(({ article }) => theirs.has(article))
    },
  }
}
