import { startTransition, useEffect, useState } from 'react'

/** Milliseconds without a change after which somebody has paused. */
const pause = 250

/**
 * A value as it was at the last pause. What reads a whole text would otherwise read it between a key and the picture that shows
 * its letter, and again at the next.
 */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const waiting = setTimeout(() => startTransition(() => setSettled(() => value)), pause)
    return () => clearTimeout(waiting)
  }, [value])
  return settled
}
