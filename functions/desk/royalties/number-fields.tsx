/** @jsxImportSource react */
import { useState } from 'react'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import { decimalOf, unitsOf, vndOf } from './money.ts'

interface NumberProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: number | undefined
  isReadOnly?: boolean
  /** Undefined for what is no number: it stays as it was typed, until it is one. */
  onChange: (value: number | undefined) => void
}

function WrittenNumber({
  shown,
  read,
  wrong,
  error,
  value,
  onChange,
  ...props
}: NumberProps & {
  shown: (value: number) => string
  read: (text: string) => number | undefined
  wrong: string
}) {
  const [text, setText] = useState(value === undefined ? '' : shown(value))
  const number = read(text)
  // What was typed is the person's own, unless the number became another one by itself.
  const current = value === undefined || number === value ? text : shown(value)
  return (
    <TextField
      {...props}
      inputMode="decimal"
      autoComplete="off"
      value={current}
      onChange={(written) => {
        setText(written)
        onChange(read(written))
      }}
      error={error ?? (value === undefined && text !== '' ? wrong : undefined)}
    />
  )
}

/** A number with `places` digits after the sign, counted in units of the last: `1,5` is 15 tenths. */
export function DecimalField({ places, ...props }: NumberProps & { places: number }) {
  const { t, locale } = useWords()
  return (
    <WrittenNumber
      {...props}
      shown={(units) => decimalOf(units, places, locale)}
      read={(text) => unitsOf(text, places)}
      wrong={places === 0 ? t('royalties.whole_number') : t('royalties.decimal', { places })}
    />
  )
}

/** An amount in đồng, as people write it: with points, or without. */
export function MoneyField(props: NumberProps) {
  const { t, locale } = useWords()
  return (
    <WrittenNumber
      {...props}
      shown={(vnd) => new Intl.NumberFormat(locale).format(vnd)}
      read={vndOf}
      wrong={t('royalties.whole_number')}
    />
  )
}
