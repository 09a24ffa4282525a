import { defaultLocale, isLocale, type Locale } from '../../domain/locale.ts'

const key = 'bantin:desk-locale'

/** A browser may refuse its storage, with an exception at any access. */
function kept(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function keepLocale(locale: Locale): void {
  try {
    localStorage.setItem(key, locale)
  } catch {
    // It holds for this page, then.
  }
}

/** Whether a language was chosen at this computer. */
export const isLocaleKept = () => isLocale(kept() ?? '')

/** What was chosen before, or the first that the browser asks for and there is. */
export function chooseLocale(): Locale {
  const wishes = [kept() ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())]
  return wishes.find(isLocale) ?? defaultLocale
}
