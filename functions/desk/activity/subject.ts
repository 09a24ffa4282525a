import { type Locale, locales } from '../../domain/locale.ts'
import type { Translate } from '../words.tsx'
import type { Act } from './use-activity.ts'

interface Subject {
  text: string
  /** Of the text, where it is no word of the desk's. */
  lang?: Locale
  to?: string
}

/** What is said by its kind and its name. An article is known by its title, and the settings are one thing. */
const named = ['staff', 'media', 'link', 'slot', 'notes', 'scheme', 'payee', 'royalty'] as const

/** What an act was done to, by its name. */
export function subjectOf(
  {
    kind,
    subject,
    titles = {},
    called,
    locale: of,
  }: Pick<Act, 'kind' | 'subject' | 'titles' | 'called' | 'locale'>,
  locale: Locale,
  t: Translate,
): Subject {
  const lang = [...(of ? [of] : []), locale, ...locales].find((each) => titles[each])
  const title = lang && titles[lang]
  if (kind === 'article') return { text: title ?? subject, ...(lang && { lang }), to: `/a/${subject}` }
  if (kind === 'settings') return { text: t('shell.settings'), to: '/settings' }
  if (kind === 'release')
    return { text: `${t('activity.kinds.release')}: ${called ?? subject}`, to: `/releases/${subject}` }
  const word = named.find((each) => each === kind)
  const name = called ?? title ?? (kind === 'link' ? '' : subject)
  const text = [word && t(`activity.kinds.${word}`), name].filter(Boolean).join(': ')
  return kind === 'notes' ? { text, to: `/a/${subject}?beside=notes` } : { text }
}
