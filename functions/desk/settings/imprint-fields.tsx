/** @jsxImportSource react */
import { locales } from '../../domain/locale.ts'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { FieldsProps } from './part-form.tsx'
import type { PartValues } from './parts.ts'

type Imprint = NonNullable<PartValues['imprint']['imprint']['vi']>

const fields = [
  { name: 'organisation', most: 200 },
  { name: 'address', most: 300 },
  { name: 'phone', most: 40, type: 'tel' },
  { name: 'email', most: 254, type: 'email' },
  { name: 'responsible', most: 200 },
  { name: 'licence', most: 200 },
] as const

const empty: Imprint = { organisation: '', note: '' }

/** Who runs the site, how they are reached, and under which licence: below every page, in each language. */
export function ImprintFields({ value, onChange, errors }: FieldsProps<'imprint'>) {
  const { t } = useWords()
  return (
    <div className="menu-labels wide">
      {locales.map((each) => {
        const imprint = value.imprint[each] ?? empty
        // An optional field that was emptied is not there.
        const set = (name: string, text: string) => {
          const isKept = text !== '' || name === 'note' || name === 'organisation'
          const next = { ...imprint, [name]: isKept ? text : undefined }
          onChange({ imprint: { ...value.imprint, [each]: next } })
        }
        return (
          <fieldset key={each} className="stack">
            <legend className="label">{t(`languages.${each}`)}</legend>
            {fields.map(({ name, most, ...rest }) => (
              <TextField
                key={name}
                label={t(`settings.imprint.${name}`)}
                lang={each}
                maxLength={most}
                value={imprint[name] ?? ''}
                onChange={(text) => set(name, text)}
                error={errors.of(`imprint.${each}.${name}`)}
                {...('type' in rest && { type: rest.type })}
              />
            ))}
            <TextField
              label={t('settings.imprint.note')}
              lang={each}
              rows={3}
              maxLength={600}
              value={imprint.note}
              onChange={(text) => set('note', text)}
              error={errors.of(`imprint.${each}.note`)}
            />
          </fieldset>
        )
      })}
    </div>
  )
}
