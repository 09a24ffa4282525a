/** @jsxImportSource react */
import type { RoyaltyScheme } from '../../domain/royalty/scheme.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { MoneyField } from './number-fields.tsx'

type Salaries = RoyaltyScheme['baseSalaries']

const stages = ['inForce', 'planned'] as const

interface BaseSalariesProps {
  salaries: Salaries
  isReadOnly: boolean
  onChange: (salaries: Salaries) => void
}

/** Lương cơ sở by day, the latest last: only what is in force counts, whatever was announced. */
export function BaseSalaries({ salaries, isReadOnly, onChange }: BaseSalariesProps) {
  const { t } = useWords()
  const set = (index: number, change: Partial<Salaries[number]>) =>
    onChange(salaries.map((each, at) => (at === index ? { ...each, ...change } : each)))
  return (
    <fieldset className="stack royalty-part">
      <legend className="label">{t('royalties.schemes.base_salaries')}</legend>
      <p className="hint">{t('royalties.schemes.base_hint')}</p>
      {salaries.map(({ effectiveFrom, vnd, status, decree }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a salary has nothing else that tells it from the next
        <fieldset key={index} className="royalty-row">
          <legend className="vh">{t('royalties.schemes.base_of', { number: index + 1 })}</legend>
          <DayField
            label={t('royalties.schemes.effective_from')}
            value={effectiveFrom}
            isReadOnly={isReadOnly}
            isRequired
            onChange={(day) => set(index, { effectiveFrom: day ?? '' })}
          />
          <MoneyField
            label={t('royalties.schemes.base_amount')}
            value={Number.isNaN(vnd) ? undefined : vnd}
            isReadOnly={isReadOnly}
            onChange={(amount) => set(index, { vnd: amount ?? Number.NaN })}
          />
          <Select
            label={t('royalties.schemes.base_status')}
            choices={stages.map((each) => ({ id: each, name: t(`royalties.schemes.stages.${each}`) }))}
            value={status}
            isDisabled={isReadOnly}
            onChange={(stage) => set(index, { status: stages.find((each) => each === stage) ?? status })}
          />
          <TextField
            label={t('royalties.schemes.decree')}
            value={decree ?? ''}
            isReadOnly={isReadOnly}
            onChange={(text) => set(index, { decree: text || undefined })}
          />
          {!isReadOnly && (
            <Button
              look="quiet"
              aria-label={t('royalties.schemes.remove_base', { number: index + 1 })}
              onPress={() => onChange(salaries.toSpliced(index, 1))}
            >
              <Icon name="close" />
            </Button>
          )}
        </fieldset>
      ))}
      {!isReadOnly && (
        <Button
          onPress={() => onChange([...salaries, { effectiveFrom: '', vnd: Number.NaN, status: 'planned' }])}
        >
          {t('royalties.schemes.add_base')}
        </Button>
      )}
    </fieldset>
  )
}
