/** @jsxImportSource react */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

const Context = createContext<(text: string) => void>(() => undefined)

/** One place of the page from which a screen reader is told, politely, what has changed. */
export function TellProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState('')
  const tell = useMemo(() => (text: string) => setTold(text), [])
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
