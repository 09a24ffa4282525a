import type { Locale } from '../../domain/locale.ts'
import { cursorOf } from '../../domain/site/paths.ts'
import type { Card } from '../../domain/site/shapes.ts'
import { differences } from '../../store/differences.ts'
import { createMemoryTable } from '../../store/memory-table.ts'
import { createSiteWriter, type SiteWriter } from '../../store/site-writer.ts'
import type { Table } from '../../store/table.ts'
import { findCards, namedBy, namedCards, neighbours } from '../nearby.ts'
import { inEachLocale, type Phase } from './step.ts'

const cardsRead = 50

/**
 * Writes what pages show of other articles: along the list of all, so that a section is asked for its neighbours once for
 * many pages, and not for each.
 */
export function createNeighboursPhase({ table, site }: { table: Table; site: SiteWriter }): Phase {
  /** Some cards of a section that follow each other, and those around them, the newest first. */
  async function withNeighbours(locale: Locale, section: string, cards: readonly Card[]): Promise<Card[]> {
    const [first, last] = [cards[0], cards.at(-1)]
    if (!first || !last) return []
    const list = { kind: 'section', id: section } as const
    const limit = neighbours
    const [newer, older] = await Promise.all([
      site.cards(locale, list, { after: cursorOf(first), newestFirst: false, limit }),
      site.cards(locale, list, { before: cursorOf(last), newestFirst: true, limit }),
    ])
    return [...newer.toReversed(), ...cards, ...older]
  }

  async function namedBeside(locale: Locale, cards: readonly Card[]) {
    const [records, replies] = await Promise.all([
      site.findAllShown(cards.map(({ id }) => id)),
      site.allReplies(locale),
    ])
    const namings = new Map(
      cards.map(({ id }) => [id, { ...records.get(id)?.locales[locale], replies: replies.get(id) }]),
    )
    const shown = await findCards(site, [...namings.values()].flatMap(namedBy), locale)
    return (id: string) => namedCards(namings.get(id) ?? {}, shown)
  }

  return inEachLocale(async (locale, before) => {
    const range = { newestFirst: true, limit: cardsRead, ...(before !== undefined && { before }) }
    const cards = await site.cards(locale, { kind: 'latest' }, range)
    const named = await namedBeside(locale, cards)
    const made = createMemoryTable('neighbours made again')
    const writer = createSiteWriter(made)
    for (const [section, own] of Map.groupBy(cards, (card) => card.section)) {
      const all = await withNeighbours(locale, section, own)
      for (const { id } of own) {
        const at = all.findIndex((card) => card.id === id)
        await writer.saveNearby(id, locale, {
          ...named(id),
          newer: all.slice(Math.max(0, at - neighbours), at).toReversed(),
          older: all.slice(at + 1, at + 1 + neighbours),
        })
      }
    }
    const put = await differences(table, await Array.fromAsync(made.scan()))
    await table.writeAll({ put })
    const last = cards.length === cardsRead ? cards.at(-1) : undefined
    return { next: last && cursorOf(last), written: put.length }
  })
}
