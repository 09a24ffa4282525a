/** @jsxImportSource react */
import { useWords } from '../words.tsx'
import { InEachLanguage } from './in-each-language.tsx'
import type { FieldsProps } from './part-form.tsx'

/** What the site is called, and the line below it. */
export function WordsFields({ value, onChange, errors }: FieldsProps<'words'>) {
  const { t } = useWords()
  return (
    <>
      <InEachLanguage
        label={t('settings.site_name')}
        field="name"
        maxLength={120}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        errors={errors}
      />
      <InEachLanguage
        label={t('settings.tagline')}
        field="tagline"
        maxLength={200}
        rows={2}
        value={value.tagline}
        onChange={(tagline) => onChange({ ...value, tagline })}
        errors={errors}
      />
    </>
  )
}
