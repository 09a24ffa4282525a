import type { Pass } from './pass.ts'
import { isOffice } from './source.ts'

const primary = (tag: string) => tag.toLowerCase().split('-')[0]

/**
 * Word says a language of every run, often English of Vietnamese, and a screen reader would read it so. Of a page only what
 * is in another language than the text says it.
 */
export const leaveOutLanguages: Pass = ({ root, source, locale }) => {
  for (const element of root.querySelectorAll('[lang]')) {
    const lang = element.getAttribute('lang') ?? ''
    if (isOffice(source) || primary(lang) === primary(locale)) element.removeAttribute('lang')
  }
}
