/** @jsxImportSource react */
import { deskWords } from '../../../locales/index.ts'
import { locales } from '../../domain/locale.ts'
import { useWords } from '../words.tsx'

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
          onClick={() => choose(each)}
        >
          {deskWords[each].languages[each]}
        </button>
      ))}
    </fieldset>
  )
}
