/** @jsxImportSource react */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useIsOffline } from '../offline/connection.ts'
import { DeskFailure } from '../session/failure.ts'
import { openSession } from '../session/open.ts'
import type { Account, Session } from '../session/session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { keepPlace, takePlace } from './place.ts'
import { Screen } from './screen.tsx'
import { useTell } from './tell.tsx'

interface Inside {
  session: Session
  account: Account
  /** Ends it here and at the user pool, and leaves the page. */
  signOut: () => void
  /** In a second window, so that what was typed in this one stays. */
  signInAgain: () => Promise<void>
}

const Context = createContext<Inside | undefined>(undefined)

export function useInside(): Inside {
  const inside = useContext(Context)
  if (!inside) throw new Error('nobody is signed in here')
  return inside
}

type State =
  | { at: 'opening' }
  /** The second window, when it has done its part. */
  | { at: 'done' }
  | { at: 'outside'; session: Session }
  | { at: 'failed'; failure: DeskFailure; session?: Session }
  | { at: 'inside'; session: Session; account: Account }

interface DoorProps {
  /** The desk's own address, without what the user pool adds to it. */
  page: string
  /** By which the page was called. */
  calledBy: string
  children: ReactNode
}

/** Lets in whoever has signed in, and says to all others what they can do. */
export function Door({ page, calledBy, children }: DoorProps) {
  const { t, locale } = useWords()
  const [state, setState] = useState<State>({ at: 'opening' })
  const isOffline = useIsOffline()
  const session = useRef<Session>(undefined)
  const answer = useRef<string | undefined>(calledBy)

  const enter = useCallback(async () => {
    try {
      session.current ??= await openSession(page)
      const open = session.current
      // An answer of the user pool is taken once; what fails afterwards is tried again without it.
      const address = answer.current
      answer.current = undefined
      if (address !== undefined && (await open.finish(address)) === 'other') return setState({ at: 'done' })
      const account = await open.find()
      if (!account) return setState({ at: 'outside', session: open })
      takePlace()
      setState({ at: 'inside', session: open, account })
    } catch (error) {
      setState({
        at: 'failed',
        failure: failureOf(error),
        ...(session.current && { session: session.current }),
      })
    }
  }, [page])
  useEffect(() => void enter(), [enter])

  const leaveFor = useCallback(async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      const failure = failureOf(error)
      setState({ at: 'failed', failure, ...(session.current && { session: session.current }) })
    }
  }, [])
  const signIn = () =>
    leaveFor(async () => {
      keepPlace()
      await (session.current ?? (await openSession(page))).signIn(locale)
    })

  const inside = useMemo<Inside | undefined>(() => {
    if (state.at !== 'inside') return undefined
    const { session: open, account } = state
    return {
      session: open,
      account,
      signOut: () =>
        void leaveFor(async () => {
          const { forgetSeen } = await import('../offline/seen.ts')
          await forgetSeen()
          await open.signOut()
        }),
      signInAgain: () => open.signInAgain(locale),
    }
  }, [state, locale, leaveFor])

  if (inside) return <Context value={inside}>{children}</Context>
  return (
    <>
      <header className="band">
        <div className="wrap masthead">
          <p className="name">{t('title')}</p>
          <LanguageChoice />
        </div>
      </header>
      <main className="wrap outside">
        {state.at === 'failed' ? (
          <Failed failure={state.failure} onRetry={() => void enter()} onSignIn={() => void signIn()} />
        ) : (
          <Screen title={t('title')}>
            {state.at === 'opening' && <p>{t('loading')}</p>}
            {state.at === 'done' && <p>{t('signIn.close')}</p>}
            {state.at === 'outside' && (
              <>
                {isOffline ? (
                  <Notice tone="warn">
                    <p>{t('offline.outside')}</p>
                  </Notice>
                ) : (
                  <p className="intro">{t('signIn.intro')}</p>
                )}
                <Button look="main" onPress={() => void signIn()}>
                  {t('signIn.button')}
                </Button>
                <h2>{t('signIn.steps.title')}</h2>
                <ol>
                  {(['email', 'password', 'code'] as const).map((step) => (
                    <li key={step}>{t(`signIn.steps.${step}`)}</li>
                  ))}
                </ol>
              </>
            )}
          </Screen>
        )}
      </main>
    </>
  )
}

function failureOf(error: unknown): DeskFailure {
  return error instanceof DeskFailure ? error : new DeskFailure('outage', String(error), { cause: error })
}

interface FailedProps {
  failure: DeskFailure
  onRetry: () => void
  onSignIn: () => void
}

function Failed({ failure: { code }, onRetry, onSignIn }: FailedProps) {
  const { t } = useWords()
  const tell = useTell()
  useEffect(() => tell(t(`failures.${code}`)), [tell, t, code])
  const mustSignIn = code === 'signed_out' || code === 'sign_in_failed'
  return (
    <Screen title={t('failures.title')}>
      <p className="failure">{t(`failures.${code}`)}</p>
      <Button look="main" onPress={mustSignIn ? onSignIn : onRetry}>
        {mustSignIn ? t('signIn.again') : t('failures.retry')}
      </Button>
    </Screen>
  )
}
