/** @jsxImportSource react */
import { useState } from 'react'
import { Refusal } from '../api/refusal.ts'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { FieldsProps } from './part-form.tsx'
import type { Saving } from './use-part.ts'

/** `2027-02-05` as it is written here, and back: what is no day stays as it was typed, and is refused in words. */
const written = (day: string) => day.split('-').reverse().join('/')
const read = (line: string) => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(line.trim()) ?? []
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : line.trim()
}

/** Tells which line is no day by what stands in it: what was sent knows it by its number alone. */
export function useDaysTold(): NonNullable<Saving<'policies'>['tell']> {
  const { t } = useWords()
  return ({ status, problem }, { daysOff }) => {
    const told = (problem.errors ?? []).map((error) => {
      const [part, index] = error.field.split('.')
      if (part !== 'daysOff') return error
      const day = daysOff[Number(index)]
      const message =
        day === undefined
          ? `${t('settings.days_off')}: ${error.message}`
          : t('settings.days_off_wrong', { line: written(day) })
      return { ...error, message }
    })
    const [first] = told
    const isOurs = first?.field.startsWith('daysOff') ?? false
    return new Refusal(status, {
      ...problem,
      errors: told,
      ...(first && isOurs && { detail: first.message }),
    })
  }
}

/** Days on which nobody works beside those that are the same each year: one on each line. */
export function DaysOffField({ value, onChange, errors }: FieldsProps<'policies'>) {
  const { t } = useWords()
  const [text, setText] = useState(value.daysOff.map(written).join('\n'))
  const wrong = errors.all.filter(({ field }) => field.startsWith('daysOff')).map(({ message }) => message)
  return (
    <TextField
      label={t('settings.days_off')}
      hint={t('settings.days_off_hint')}
      rows={6}
      placeholder="05/02/2027"
      value={text}
      onChange={(next) => {
        setText(next)
        const lines = next.split('\n').filter((line) => line.trim() !== '')
        onChange({ ...value, daysOff: [...new Set(lines.map(read))] })
      }}
      error={wrong.join(' ') || undefined}
    />
  )
}
