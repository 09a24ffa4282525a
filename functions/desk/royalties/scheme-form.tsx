/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoyaltyScheme } from '../../domain/royalty/scheme.ts'
import { useApi } from '../api/context.tsx'
import { genres } from '../article/genres.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DayField } from '../ui/day-field.tsx'
import { TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { BaseSalaries } from './base-salaries.tsx'
import { DecimalField, MoneyField } from './number-fields.tsx'
import { Refused } from './stale.tsx'

interface SchemeFormProps {
  id: string
  saved: RoyaltyScheme
  tag: string | undefined
  isReadOnly: boolean
  onSaved: () => void
  onReload: () => void
  onCancel: () => void
}

/** A number that is none yet is not sent: JSON has no word for it. */
const isWhole = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isWhole)
    : !(typeof value === 'number' && Number.isNaN(value))

const quantities = ['one', 'pages', 'photos'] as const
const steps = [1, 100, 1000] as const
const days = ['published', 'approved'] as const

/** Every number that pay is computed from. What was approved by it before stays as it was. */
export function SchemeForm({ id, saved, tag, isReadOnly, onSaved, onReload, onCancel }: SchemeFormProps) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [scheme, setScheme] = useState(saved)
  const [error, setError] = useState<unknown>()
  const [isIncomplete, setIncomplete] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const set = (change: Partial<RoyaltyScheme>) => setScheme({ ...scheme, ...change })
  const save = async (known: string | undefined = tag) => {
    setIncomplete(!isWhole(scheme))
    if (!isWhole(scheme)) return
    setBusy(true)
    try {
      await api.write(`/royalty-schemes/${id}`, {
        method: 'PUT',
        body: { ...scheme, effectiveTo: scheme.effectiveTo || undefined },
        ...(known ? { match: known } : { absent: true }),
      })
      say(t('royalties.schemes.saved', { name: scheme.name }))
      await queries.invalidateQueries({ queryKey: ['royalties'] })
      onSaved()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const known = (value: number) => (Number.isNaN(value) ? undefined : value)
  const part = (label: string, value: number, onChange: (value: number) => void, places = 2) => (
    <DecimalField
      label={label}
      places={places}
      value={known(value)}
      isReadOnly={isReadOnly}
      onChange={(next) => onChange(next ?? Number.NaN)}
    />
  )
  const { unit, translation, tax } = scheme
  return (
    <form
      className="stack royalty-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t('royalties.schemes.name')}
        value={scheme.name}
        isReadOnly={isReadOnly}
        onChange={(name) => set({ name })}
        isRequired
        lang="vi"
      />
      <div className="royalty-row">
        <DayField
          label={t('royalties.schemes.effective_from')}
          value={scheme.effectiveFrom}
          isReadOnly={isReadOnly}
          isRequired
          onChange={(day) => set({ effectiveFrom: day ?? '' })}
        />
        <DayField
          label={t('royalties.schemes.effective_to')}
          value={scheme.effectiveTo}
          isReadOnly={isReadOnly}
          onChange={(day) => set({ effectiveTo: day ?? '' })}
        />
      </div>
      <fieldset className="stack royalty-part">
        <legend className="label">{t('royalties.calculation.unit')}</legend>
        <Select
          label={t('royalties.schemes.unit_kind')}
          choices={[
            { id: 'percentOfBase', name: t('royalties.schemes.by_base') },
            { id: 'fixedVnd', name: t('royalties.schemes.by_amount') },
          ]}
          value={unit.kind}
          isDisabled={isReadOnly}
          onChange={(kind) =>
            set({
              unit:
                kind === 'fixedVnd'
                  ? { kind: 'fixedVnd', vnd: Number.NaN }
                  : { kind: 'percentOfBase', basisPoints: 1000 },
            })
          }
        />
        {unit.kind === 'fixedVnd' ? (
          <MoneyField
            label={t('royalties.schemes.unit_amount')}
            value={known(unit.vnd)}
            isReadOnly={isReadOnly}
            onChange={(vnd) => set({ unit: { kind: 'fixedVnd', vnd: vnd ?? Number.NaN } })}
          />
        ) : (
          part(t('royalties.schemes.unit_percent'), unit.basisPoints, (basisPoints) =>
            set({ unit: { kind: 'percentOfBase', basisPoints } }),
          )
        )}
      </fieldset>
      {unit.kind === 'percentOfBase' && (
        <BaseSalaries
          salaries={scheme.baseSalaries}
          isReadOnly={isReadOnly}
          onChange={(baseSalaries) => set({ baseSalaries })}
        />
      )}
      <fieldset className="stack royalty-part">
        <legend className="label">{t('royalties.schemes.genres')}</legend>
        {genres.map((genre) => {
          if (genre === 'translation') return null
          const rule = scheme.genres[genre] ?? {
            maxCoefficientTenths: 0,
            usualCoefficientTenths: 0,
            quantity: 'one' as const,
          }
          const setRule = (change: Partial<typeof rule>) =>
            set({ genres: { ...scheme.genres, [genre]: { ...rule, ...change } } })
          return (
            <fieldset key={genre} className="royalty-row">
              <legend className="when">{t(`genres.${genre}`)}</legend>
              {part(
                t('royalties.schemes.usual'),
                rule.usualCoefficientTenths,
                (usualCoefficientTenths) => setRule({ usualCoefficientTenths }),
                1,
              )}
              {part(
                t('royalties.schemes.most'),
                rule.maxCoefficientTenths,
                (maxCoefficientTenths) => setRule({ maxCoefficientTenths }),
                1,
              )}
              <Select
                label={t('royalties.schemes.quantity')}
                choices={quantities.map((each) => ({
                  id: each,
                  name: t(`royalties.schemes.quantities.${each}`),
                }))}
                value={rule.quantity}
                isDisabled={isReadOnly}
                onChange={(each) =>
                  setRule({ quantity: quantities.find((one) => one === each) ?? rule.quantity })
                }
              />
            </fieldset>
          )
        })}
      </fieldset>
      <fieldset className="royalty-row royalty-part">
        <legend className="label">{t('royalties.schemes.translation')}</legend>
        {(['minBasisPoints', 'usualBasisPoints', 'maxBasisPoints'] as const).map((name) => (
          <div key={name} className="field">
            {part(t(`royalties.schemes.${name}`), translation[name], (value) =>
              set({ translation: { ...translation, [name]: value } }),
            )}
          </div>
        ))}
      </fieldset>
      <div className="royalty-row">
        {part(t('royalties.schemes.site'), scheme.siteBasisPoints, (siteBasisPoints) =>
          set({ siteBasisPoints }),
        )}
        {part(t('royalties.schemes.incentive'), scheme.maxIncentiveBasisPoints, (maxIncentiveBasisPoints) =>
          set({ maxIncentiveBasisPoints }),
        )}
        {part(
          t('royalties.schemes.remuneration'),
          scheme.remunerationBasisPoints,
          (remunerationBasisPoints) => set({ remunerationBasisPoints }),
        )}
      </div>
      <div className="royalty-row">
        <Select
          label={t('royalties.schemes.rounding')}
          choices={steps.map((each) => ({ id: String(each), name: t('royalties.money', { amount: each }) }))}
          value={String(scheme.rounding)}
          isDisabled={isReadOnly}
          onChange={(step) =>
            set({ rounding: steps.find((each) => String(each) === step) ?? scheme.rounding })
          }
        />
        <Select
          label={t('royalties.schemes.date_by')}
          choices={days.map((each) => ({ id: each, name: t(`royalties.schemes.dates.${each}`) }))}
          value={scheme.dateBy}
          isDisabled={isReadOnly}
          onChange={(day) => set({ dateBy: days.find((each) => each === day) ?? scheme.dateBy })}
        />
        {part(
          t('royalties.schemes.characters'),
          scheme.charactersPerPage,
          (charactersPerPage) => set({ charactersPerPage }),
          0,
        )}
        {part(t('royalties.schemes.due_days'), scheme.dueDays, (dueDays) => set({ dueDays }), 0)}
      </div>
      <fieldset className="stack royalty-part">
        <legend className="label">{t('royalties.schemes.tax')}</legend>
        <Checkbox
          isSelected={tax.withhold}
          isReadOnly={isReadOnly}
          onChange={(withhold) => set({ tax: { ...tax, withhold } })}
        >
          {t('royalties.schemes.withhold')}
        </Checkbox>
        {tax.withhold && (
          <div className="royalty-row">
            {part(t('royalties.schemes.tax_percent'), tax.basisPoints, (basisPoints) =>
              set({ tax: { ...tax, basisPoints } }),
            )}
            <MoneyField
              label={t('royalties.schemes.tax_from')}
              value={known(tax.fromVnd)}
              isReadOnly={isReadOnly}
              onChange={(fromVnd) => set({ tax: { ...tax, fromVnd: fromVnd ?? Number.NaN } })}
            />
          </div>
        )}
      </fieldset>
      {isIncomplete && !isWhole(scheme) && (
        <div role="alert">
          <Notice tone="wrong">
            <p>{t('royalties.schemes.incomplete')}</p>
          </Notice>
        </div>
      )}
      <Refused
        error={error}
        path={`/royalty-schemes/${id}`}
        onOverwrite={(latest) => void save(latest)}
        onReload={onReload}
      />
      <p className="acts">
        {!isReadOnly && (
          <Button look="main" type="submit" isPending={isBusy} isDisabled={id === ''}>
            {t('royalties.save')}
          </Button>
        )}
        <Button look="quiet" onPress={onCancel}>
          {t(isReadOnly ? 'royalties.schemes.back' : 'royalties.form.cancel')}
        </Button>
      </p>
    </form>
  )
}
