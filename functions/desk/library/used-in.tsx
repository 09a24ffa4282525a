/** @jsxImportSource react */
import { Link } from 'wouter'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { FileAnswer } from './use-file.ts'

/** The articles that use a file, and whether readers see it there. */
export function UsedInList({ answer: { usedIn, usedInMore } }: { answer: FileAnswer }) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const languages = new Intl.ListFormat(locale)
  return (
    <section className="stack">
      <h2>{t('library.used_title')}</h2>
      {usedIn.length === 0 && <p className="hint">{t('library.used_nowhere')}</p>}
      <ul className="used-in">
        {usedIn.map(({ article, title, section, live, written, older }) => (
          <li key={article}>
            <Link href={`/a/${article}`}>{title || t('articles.untitled')}</Link>
            <p className="when">
              {sectionName(settings?.sections ?? [], section, locale)}
              {' · '}
              {live.length > 0
                ? t('library.live_in', {
                    languages: languages.format(live.map((each) => t(`languages.${each}`))),
                  })
                : t('library.not_live')}
              {!written && ` · ${t('library.not_written')}`}
            </p>
            {older && (
              <p className="when">
                <Icon name="stale" /> {t('library.older')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {usedInMore && <p className="hint">{t('library.used_more', { count: usedIn.length })}</p>}
    </section>
  )
}
