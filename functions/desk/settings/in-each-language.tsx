/** @jsxImportSource react */
import { type ByLocale, type Locale, locales } from '../../domain/locale.ts'
import type { FieldErrors } from '../article/field-errors.ts'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'

interface InEachLanguageProps {
  /** What it is, without the language. */
  label: string
  /** The path of it, such as `name`; `name.vi` is where it is wrong in Vietnamese. */
  field: string
  value: ByLocale<string>
  onChange: (value: ByLocale<string>, changed: Locale) => void
  errors: FieldErrors
  maxLength: number
  rows?: number
  hint?: string
}

/** Words that exist in each language of the site, beside each other. */
export function InEachLanguage({ label, field, value, onChange, errors, ...props }: InEachLanguageProps) {
  const { t } = useWords()
  return (
    <div className="menu-labels">
      {locales.map((each) => (
        <TextField
          key={each}
          {...props}
          label={t('settings.in_language', { label, language: t(`languages.${each}`) })}
          lang={each}
          value={value[each] ?? ''}
          onChange={(words) => onChange({ ...value, [each]: words }, each)}
          error={errors.of(`${field}.${each}`)}
        />
      ))}
    </div>
  )
}
