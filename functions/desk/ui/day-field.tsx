/** @jsxImportSource react */
import { lazy, Suspense } from 'react'
import type { DayFieldProps } from './day-picker.tsx'
import { Loading } from './loading.tsx'

const DayPicker = lazy(async () => ({ default: (await import('./day-picker.tsx')).DayPicker }))

/** A day, without a time, typed part by part or chosen of a month. */
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<Loading />}>
      <DayPicker {...props} />
    </Suspense>
  )
}
