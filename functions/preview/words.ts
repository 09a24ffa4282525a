import { previewWords } from '../../locales/index.ts'
import type { Locale } from '../domain/locale.ts'

/** The words of a preview, in the language of its text. */
export function wordsOf(locale: Locale) {
  return previewWords[locale]
}

/** `{{name}}` -> its value. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (whole, name) => String(values[name] ?? whole))
}
