import { defaultLocale, isLocale, type Locale, locales } from '../../domain/locale.ts'

/** What a step of a rebuild has done, and where its phase goes on; undefined where it is over. */
export interface Step {
  next: string | undefined
  articles?: number
  written?: number
  removed?: number
  failed?: readonly string[]
  /** Articles that are written, and that could not be published as always. */
  unpublished?: readonly string[]
}

/** A part of a rebuild, in steps of some tenths of a second: between two of them other things may be published. */
export type Phase = (cursor: string | undefined) => Promise<Step>

/** The same for one language after the other. */
export function inEachLocale(step: (locale: Locale, cursor: string | undefined) => Promise<Step>): Phase {
  return async (cursor) => {
    const [name = '', at] = cursor?.split(' ') ?? []
    const locale = isLocale(name) ? name : defaultLocale
    const done = await step(locale, at)
    const next = done.next === undefined ? locales[locales.indexOf(locale) + 1] : `${locale} ${done.next}`
    return { ...done, next }
  }
}
