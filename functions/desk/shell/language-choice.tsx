/** @jsxImportSource react */
import { type Locale, locales } from '../../domain/locale.ts'
import { useWords } from '../words.tsx'

/** `Tiếng Việt`: as the language itself is called in it. */
const nameOf = (locale: Locale) => new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale

/** In which language the desk speaks, each in its own words; it changes at once, and nothing typed is lost. */
export function LanguageChoice() {
  const { t, locale, choose } = useWords()
  return (
    <fieldset className="languages" aria-label={t('locale')}>
      {locales.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === locale}
          onClick={() => void choose(each)}
        >
          {nameOf(each)}
        </button>
      ))}
    </fieldset>
  )
}
