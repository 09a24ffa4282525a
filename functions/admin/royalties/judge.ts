import { AppError, requireFound } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import { type Calculation, calculate } from '../../domain/royalty/calculation.ts'
import { dayOf } from '../../domain/royalty/calendar.ts'
import { findWarnings, type Warning } from '../../domain/royalty/checks.ts'
import { suggestRoyalty } from '../../domain/royalty/proposal.ts'
import type { RoyaltyInput } from '../../domain/royalty/royalty.ts'
import { chooseScheme } from '../../domain/royalty/scheme.ts'
import { measureText, type TextFacts } from '../../domain/royalty/text.ts'
import { refusal } from '../../domain/rules.ts'
import type { AdminParts } from '../env.ts'

export interface Judgement {
  text: TextFacts
  calculation: Calculation
  warnings: Warning[]
}

/** Brings together what a royalty depends on: its text, the schemes, and other royalties. */
export function createRoyaltyJudge({
  newsroom: { articles },
  royalties: { schemes, royalties },
}: Pick<AdminParts, 'newsroom' | 'royalties'>) {
  /** An article at the revision that readers see in the language, or saw last; at the latest, where they never saw any. */
  async function readText(id: string, locale: Locale) {
    const latest = await articles.latest(id)
    requireFound(latest, 'article', id)
    const { live, withdrawn } = latest.state.translations[locale] ?? {}
    const number = live?.revision ?? withdrawn?.revision ?? latest.number
    const shown = number === latest.number ? latest : await articles.find(id, number)
    const text = shown && measureText(shown.state, number, locale)
    if (!text) throw new AppError('not_found', refusal('text_not_found', { id, locale }))
    return { article: shown.state, text }
  }

  async function schemeFor({ publishedAt }: TextFacts, at: string, id?: string) {
    const days = { published: publishedAt && dayOf(publishedAt), approved: dayOf(at) }
    return chooseScheme(await schemes.current(), days, id)
  }

  /** What a royalty would come to if it were approved at a moment (UTC instant), and what speaks against it. */
  async function judge(id: string, input: RoyaltyInput, at: string): Promise<Judgement> {
    const { text } = await readText(input.article, input.locale)
    const { version, day } = await schemeFor(text, at, input.scheme)
    const calculation = calculate(input, version, day)
    const royalty = { ...input, id, text }
    const others = await royalties.rivalsOf(royalty)
    return {
      text,
      calculation,
      warnings: findWarnings({ royalty, text, scheme: version.scheme, day, others, calculation }),
    }
  }

  return {
    judge,

    /** A proposal for a text, by what is usually paid for its genre, pages and photos. */
    async suggest(article: string, locale: Locale, at: string) {
      const found = await readText(article, locale)
      const { version } = await schemeFor(found.text, at)
      const proposal = suggestRoyalty(found.article, locale, found.text, version.scheme)
      return { proposal, ...(await judge('', proposal, at)) }
    },
  }
}
