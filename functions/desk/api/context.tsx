/** @jsxImportSource react */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react'
import { DeskFailure } from '../session/failure.ts'
import type { Session } from '../session/session.ts'
import { useWords } from '../words.tsx'
import { type Api, createApi } from './api.ts'
import { Refusal } from './refusal.ts'

const Context = createContext<Api | undefined>(undefined)

/** What was refused is refused again, and who is signed out stays so until they sign in. */
function mayHelp(failures: number, error: unknown): boolean {
  if (error instanceof Refusal) return false
  return failures < 2 && error instanceof DeskFailure && (error.code === 'outage' || error.code === 'offline')
}

export function ApiProvider({ session, children }: { session: Session; children: ReactNode }) {
  const { locale } = useWords()
  const spoken = useRef(locale)
  spoken.current = locale
  const api = useMemo(() => createApi(session, () => spoken.current), [session])
  const client = useMemo(
    () =>
      new QueryClient({
        defaultOptions: {
          // Requests are refused with words when there is no network; none waits in silence.
          queries: { retry: mayHelp, networkMode: 'always', staleTime: 10_000 },
          mutations: { networkMode: 'always' },
        },
      }),
    [],
  )
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
