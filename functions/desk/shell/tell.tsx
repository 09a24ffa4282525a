/** @jsxImportSource react */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

const Context = createContext<(text: string) => void>(() => undefined)

/** Long enough for whatever is being said before it. */
const heard = 10_000

/**
 * One place of the page from which a screen reader is told, politely, what has changed. It is empty again after a while: who
 * reads another screen to its end would come upon it there.
 */
export function TellProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState('')
  const tell = useMemo(() => (text: string) => setTold(text), [])
  useEffect(() => {
    const forgotten = told ? setTimeout(() => setTold(''), heard) : undefined
    return () => clearTimeout(forgotten)
  }, [told])
  return (
    <Context value={tell}>
      {children}
      <p className="vh" role="status">
        {told}
      </p>
    </Context>
  )
}

export function useTell(): (text: string) => void {
  return useContext(Context)
}
