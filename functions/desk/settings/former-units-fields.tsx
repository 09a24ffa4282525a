/** @jsxImportSource react */
import { useState } from 'react'
import { type ByLocale, perLocale, wordsIn } from '../../domain/locale.ts'
import { useSettings } from '../api/newsroom.ts'
import type { FieldErrors } from '../article/field-errors.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DayField } from '../ui/day-field.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import { InEachLanguage } from './in-each-language.tsx'
import { numbered } from './numbered.ts'
import type { FieldsProps } from './part-form.tsx'
import type { PartValues } from './parts.ts'

/** As somebody is writing it; it need not be complete yet. */
type FormerUnit = PartValues['publication']['formerUnits'][number]

const most = 50
const noWords = (): ByLocale<string> => perLocale(() => '')
const isEmpty = (words: ByLocale<string>) => Object.values(words).every((each) => each.trim() === '')

/** As it is saved: without empty lines, and without a successor of whom nothing was said. */
export function finishPublication(value: PartValues['publication']): PartValues['publication'] {
  const formerUnits = value.formerUnits.map(({ successor, bylines, ...unit }) => ({
    ...unit,
    bylines: bylines.map((each) => each.trim()).filter(Boolean),
    ...(successor && !(isEmpty(successor.name) && !successor.url) && { successor }),
  }))
  return { ...value, formerUnits }
}

interface UnitFieldsProps {
  unit: FormerUnit
  /** Where it stands in the part, such as `formerUnits.0`. */
  path: string
  errors: FieldErrors
  onChange: (unit: FormerUnit) => void
}

function UnitFields({ unit, path, errors, onChange }: UnitFieldsProps) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const successor: NonNullable<FormerUnit['successor']> = unit.successor ?? { name: noWords() }
  const change = (next: Partial<FormerUnit>) => onChange({ ...unit, ...next })
  return (
    <>
      <InEachLanguage
        label={t('settings.name')}
        field={`${path}.name`}
        maxLength={200}
        value={unit.name}
        onChange={(name) => change({ name })}
        errors={errors}
      />
      <DayField
        label={t('settings.units.until')}
        hint={t('settings.units.until_hint')}
        value={unit.until}
        error={errors.of(`${path}.until`)}
        onChange={(until = '') => change({ until })}
      />
      <TextField
        label={t('settings.units.bylines')}
        hint={t('settings.units.bylines_hint')}
        rows={3}
        value={unit.bylines.join('\n')}
        onChange={(text) => change({ bylines: text === '' ? [] : text.split('\n') })}
        error={errors.of(`${path}.bylines`)}
      />
      <fieldset className="tags">
        <legend className="label">{t('settings.units.sections')}</legend>
        {settings?.sections.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={unit.sections.includes(id)}
            onChange={(is) =>
              change({ sections: is ? [...unit.sections, id] : unit.sections.filter((each) => each !== id) })
            }
          >
            {wordsIn(name, locale) ?? id}
          </Checkbox>
        ))}
      </fieldset>
      <InEachLanguage
        label={t('settings.units.successor')}
        field={`${path}.successor.name`}
        maxLength={200}
        value={successor.name}
        onChange={(name) => change({ successor: { ...successor, name } })}
        errors={errors}
      />
      <TextField
        label={t('settings.units.successor_url')}
        type="url"
        value={successor.url ?? ''}
        onChange={(url) => change({ successor: { ...successor, url: url || undefined } })}
        error={errors.of(`${path}.successor.url`)}
      />
    </>
  )
}

/** Units that were merged or dissolved: their articles stay, and say whose they were. */
export function FormerUnitsFields({ value, onChange, errors }: FieldsProps<'publication'>) {
  const { t, locale } = useWords()
  const { formerUnits } = value
  const [keys, setKeys] = useState(() => formerUnits.map(numbered))
  const set = (next: FormerUnit[], nextKeys = keys) => {
    setKeys(nextKeys)
    onChange({ ...value, formerUnits: next })
  }
  return (
    <section className="stack">
      <h3>{t('settings.units.title')}</h3>
      <p className="hint">{t('settings.units.hint')}</p>
      {formerUnits.length === 0 && <p className="empty">{t('settings.units.none')}</p>}
      {formerUnits.map((unit, index) => {
        const name = wordsIn(unit.name, locale) || t('settings.unnamed')
        return (
          <fieldset key={keys[index] ?? index} className="stack">
            <legend className="label">{name}</legend>
            <UnitFields
              unit={unit}
              path={`formerUnits.${index}`}
              errors={errors}
              onChange={(next) => set(formerUnits.with(index, next))}
            />
            <p className="acts">
              <Button
                look="quiet"
                onPress={() => set(formerUnits.toSpliced(index, 1), keys.toSpliced(index, 1))}
              >
                {t('settings.remove', { name })}
              </Button>
            </p>
          </fieldset>
        )
      })}
      <p className="acts">
        <Button
          isDisabled={formerUnits.length >= most}
          onPress={() =>
            set(
              [...formerUnits, { name: perLocale(() => ''), bylines: [], sections: [], until: '' }],
              [...keys, numbered()],
            )
          }
        >
          {t('settings.units.add')}
        </Button>
      </p>
    </section>
  )
}
