/** @jsxImportSource react */
import { Notice } from '../ui/notice.tsx'
import { Trouble, useReason } from '../ui/trouble.tsx'
import type { FieldErrors } from './field-errors.ts'

interface SaveRefusalProps {
  /** What a save was refused for; undefined where it was not. */
  error: unknown
  errors: FieldErrors
  onRetry: () => void
}

/** Says why nothing was saved, with all fields that are to be mended. */
export function SaveRefusal({ error, errors, onRetry }: SaveRefusalProps) {
  const reason = useReason()
  if (error === undefined) return null
  if (errors.all.length === 0) return <Trouble error={error} onRetry={onRetry} />
  const first = reason(error)
  // What says all of it already is not said twice.
  const others = errors.all.filter(({ message }) => message !== first)
  return (
    <div role="alert">
      <Notice tone="wrong">
        <p>{first}</p>
        {others.length > 0 && (
          <ul>
            {others.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  )
}
