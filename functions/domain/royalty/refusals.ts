import { royaltyWords } from '../../../locales/index.ts'
import type { Said } from '../errors.ts'
import { perLocale } from '../locale.ts'

type Refusal = keyof (typeof royaltyWords)['vi']['refusals']

const said = (name: Refusal): Said => perLocale((locale) => royaltyWords[locale].refusals[name])

/** Why money is not written, in the words of the newsroom. */
export const royaltyRefusals = { shares: said('shares'), approved: said('approved') }
