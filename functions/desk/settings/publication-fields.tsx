/** @jsxImportSource react */
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { FormerUnitsFields } from './former-units-fields.tsx'
import type { FieldsProps } from './part-form.tsx'

const weekdays = ['name', 'number'] as const

/** How pages write days, whether search engines are told of new ones, and units that are no more. */
export function PublicationFields(props: FieldsProps<'publication'>) {
  const { value, onChange, errors } = props
  const { t } = useWords()
  return (
    <>
      <Select
        label={t('settings.weekdays')}
        choices={weekdays.map((id) => ({ id, name: t(`settings.weekday.${id}`) }))}
        value={value.weekdays}
        onChange={(id) => onChange({ ...value, weekdays: weekdays.find((each) => each === id) ?? 'name' })}
      />
      <TextField
        label={t('settings.index_now')}
        hint={t('settings.index_now_hint')}
        value={value.indexNowKey}
        onChange={(indexNowKey) => onChange({ ...value, indexNowKey })}
        maxLength={128}
        error={errors.of('indexNowKey')}
      />
      <FormerUnitsFields {...props} />
    </>
  )
}
