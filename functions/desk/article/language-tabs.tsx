/** @jsxImportSource react */
import { Link } from 'wouter'
import type { Article } from '../../domain/article/article.ts'
import { findStaleness } from '../../domain/article/staleness.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Standing } from '../ui/status.tsx'
import { Status } from '../ui/status.tsx'
import { useWords } from '../words.tsx'

/** How far the text of a language has come; what is out of date says that first. */
function standingOf(article: Article | undefined, locale: Locale, isWritten: boolean): Standing {
  const text = article?.translations[locale]
  if (!article || !text) return isWritten ? 'draft' : 'missing'
  return findStaleness(article, locale)?.stale ? 'stale' : text.status
}

interface LanguageTabsProps {
  id: string
  article: Article | undefined
  /** In which there is something to write, saved or not. */
  written: (locale: Locale) => boolean
  current: Locale
}

/** The languages of an article, each with how far it has come. Each has an address of its own. */
export function LanguageTabs({ id, article, written, current }: LanguageTabsProps) {
  const { t } = useWords()
  return (
    <nav className="language-tabs" aria-label={t('article.languages')}>
      <ul>
        {locales.map((each) => (
          <li key={each}>
            <Link href={`/a/${id}/${each}`} {...(each === current && { 'aria-current': 'page' })}>
              <span className="language">{t(`languages.${each}`)}</span>{' '}
              <Status of={standingOf(article, each, written(each))} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
