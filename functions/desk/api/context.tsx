/** @jsxImportSource react */
import { QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react'
import { createQueries } from '../offline/kept-queries.ts'
import { DeskFailure } from '../session/failure.ts'
import type { Session } from '../session/session.ts'
import { useWords } from '../words.tsx'
import { type Api, createApi } from './api.ts'
import { Refusal } from './refusal.ts'

const Context = createContext<Api | undefined>(undefined)

/** What was refused is refused again, and who is signed out stays so until they sign in. */
function mayHelp(failures: number, error: unknown): boolean {
  // Of a cable that is out nothing better is heard in a second.
  if (error instanceof Refusal || !navigator.onLine) return false
  return failures < 2 && error instanceof DeskFailure && (error.code === 'outage' || error.code === 'offline')
}

interface ApiProviderProps {
  session: Session
  /** The id of whoever is signed in. */
  person: string
  children: ReactNode
}

export function ApiProvider({ session, person, children }: ApiProviderProps) {
  const { locale } = useWords()
  const spoken = useRef(locale)
  spoken.current = locale
  const api = useMemo(() => createApi(session, () => spoken.current), [session])
  const client = useMemo(() => createQueries(person, mayHelp), [person])
  return (
    <Context value={api}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </Context>
  )
}

export function useApi(): Api {
  const api = useContext(Context)
  if (!api) throw new Error('there is no API here')
  return api
}
