import { type Locale, locales } from '../locale.ts'
import type { Action } from '../revision.ts'
import type { Article } from './article.ts'
import { saidIn, sharedOf } from './parts.ts'
import { same } from './same.ts'
import type { Status } from './status.ts'

/** What became of one language by an act on its article. */
export interface Effect {
  locale: Locale
  from: Status | 'missing'
  to: Status | 'missing'
  /** The part and the field whose change did it, such as `shared.genre` or `vi.title`; else the act itself. */
  because: string
}

/** The first field in which two states of a part differ. */
function differingField(before: object, after: object): string | undefined {
  const [was, is] = [before, after].map((each) => new Map<string, unknown>(Object.entries(each)))
  const names = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])
  return [...names].find((name) => !same(was?.get(name), is?.get(name)))
}

/** Why a text does not stand any more as it did: what changed in it, or in what the languages share. */
function causeOf(before: Article, after: Article, locale: Locale): string | undefined {
  const [was, is] = [before.translations[locale], after.translations[locale]]
  const inText = was && is && differingField(saidIn(was, before.files), saidIn(is, after.files))
  if (inText) return `${locale}.${inText}`
  const inShared = differingField(sharedOf(before), sharedOf(after))
  return inShared && `shared.${inShared}`
}

/** What an act made of the languages of an article: which approvals it ended, what went public or left. */
export function effectsOf(before: Article | undefined, after: Article, act: Action): Effect[] {
  return locales.flatMap((locale): Effect[] => {
    const from = before?.translations[locale]?.status ?? 'missing'
    const to = after.translations[locale]?.status ?? 'missing'
    if (from === to) return []
    const isWritten = to === 'draft' && from !== 'missing'
    const because = (isWritten && before && causeOf(before, after, locale)) || act
    return [{ locale, from, to, because }]
  })
}
