import type { Locale } from '../../domain/locale.ts'
import type { Warning } from '../../domain/royalty/checks.ts'
import type { Royalty } from '../../domain/royalty/royalty.ts'
import { fromLine, refusal } from '../../domain/rules.ts'
import { inWords } from '../../http/refusal-words.ts'

/** A warning in the language asked for. Of what was written down before warnings had rules, its code alone says what it is. */
export function sayWarning({ code, message, about = '' }: Warning, locale: Locale): Warning {
  const why = fromLine(message) ?? refusal('warning_open', { code, warning: code, about })
  return { code, message: inWords(why, locale), ...(about && { about }) }
}

/** A royalty with the warnings that were overridden in the language asked for. */
export function sayRoyalty(state: Royalty, locale: Locale): Royalty {
  const { approval } = state
  if (!approval) return state
  return {
    ...state,
    approval: { ...approval, overridden: approval.overridden.map((each) => sayWarning(each, locale)) },
  }
}
