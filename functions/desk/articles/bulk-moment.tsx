/** @jsxImportSource react */
import { parseAbsolute } from '@internationalized/date'
import { useState } from 'react'
import { timeZone } from '../../domain/dates.ts'
import { PublicationMoment } from '../article/moment-field.tsx'

interface BulkMomentProps {
  /** Articles that go public then. */
  ids: readonly string[]
  /** UTC. */
  at: string
  onChange: (at: string) => void
}

/** The one moment at which many go public. Loaded on demand. */
export function BulkMoment({ ids, at, onChange }: BulkMomentProps) {
  const [moment, setMoment] = useState(() => parseAbsolute(at, timeZone))
  return (
    <PublicationMoment
      ids={ids}
      value={moment}
      onChange={(next) => {
        setMoment(next)
        onChange(next.toDate().toISOString())
      }}
    />
  )
}
