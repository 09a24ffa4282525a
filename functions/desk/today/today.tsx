/** @jsxImportSource react */
import { useEffect } from 'react'
import { Link } from 'wouter'
import { type DeskStart, useDesk } from '../api/desk.ts'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { clockOf } from '../ui/moment.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { Copies } from './copies.tsx'
import { Plan } from './plan.tsx'
import { Queue } from './queue.tsx'
import { ReleasesInTrouble } from './releases-in-trouble.tsx'
import { StaleTranslations } from './stale-translations.tsx'
import { ToWrite } from './to-write.tsx'

/** The API tells no more things than these. */
const most = 20

function useGreeting() {
  const { t } = useWords()
  return ({ me: { name }, queue, toWrite = [] }: DeskStart) => {
    const count = queue.length + toWrite.length
    if (count === 0) return t('today.greeting_none', { name })
    return queue.length < most
      ? t('today.greeting', { name, count })
      : t('today.greeting_most', { name, most })
  }
}

/** What waits for whoever is signed in, in the order of their role, each with its one next act. */
export function Today() {
  const { t } = useWords()
  const desk = useDesk()
  const tell = useTell()
  const greet = useGreeting()
  const greeting = desk.data && greet(desk.data.data)
  useEffect(() => {
    if (!desk.error && greeting) tell(greeting)
  }, [desk.error, greeting, tell])
  if (desk.isPending) return <Loading />
  const reload = () => void desk.refetch()
  if (!desk.data)
    return (
      <Screen title={t('today.heading')}>
        <Trouble error={desk.error} onRetry={reload} />
      </Screen>
    )
  // What was kept on this machine before there were plans for somebody does not tell.
  const { queue, toWrite = [], counts, settings, now } = desk.data.data
  return (
    <Screen
      title={t('today.heading')}
      acts={
        <p className="acts">
          <span className="when">{t('today.read_at', { clock: clockOf(now) })}</span>
          <Button look="quiet" onPress={reload}>
            {t('today.reload')}
          </Button>
        </p>
      }
    >
      {desk.error && <Trouble error={desk.error} onRetry={reload} />}
      <p className="greeting">{greeting}</p>
      <div className="today">
        <div className="today-main">
          <Copies />
          <ToWrite toWrite={toWrite} settings={settings} />
          <Queue queue={queue} counts={counts} settings={settings} />
          {queue.length + toWrite.length === 0 && <Nothing />}
        </div>
        <div className="today-side">
          <ReleasesInTrouble releases={counts.releases} />
          <Plan now={now} />
          <StaleTranslations stale={counts.stale} />
        </div>
      </div>
    </Screen>
  )
}

function Nothing() {
  const { t } = useWords()
  return (
    <div className="empty">
      <p>{t('today.empty')}</p>
      <p className="acts">
        <Link href="/new" className="button main">
          {t('shell.new')}
        </Link>
        <Link href="/articles" className="button">
          {t('today.to_articles')}
        </Link>
      </p>
    </div>
  )
}
