/** @jsxImportSource react */
import { Link } from 'wouter'
import { locales } from '../../domain/locale.ts'
import type { Counts } from '../api/desk.ts'
import { addressOf } from '../translations/address.ts'
import { useWords } from '../words.tsx'

/** How many translations say what their source does not say any more, by language. */
export function StaleTranslations({ stale }: Pick<Counts, 'stale'>) {
  const { t } = useWords()
  const some = locales.filter((locale) => (stale[locale] ?? 0) > 0)
  if (some.length === 0) return null
  return (
    <section aria-labelledby="stale">
      <h2 id="stale">{t('today.stale')}</h2>
      <ul>
        {some.map((locale) => (
          <li key={locale}>
            <Link href={addressOf({ state: 'stale', locale })}>
              {t('today.stale_link', { language: t(`languages.${locale}`), count: stale[locale] })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
