/** @jsxImportSource react */
import { lazy, type ReactNode, Suspense } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { isLocale } from '../../domain/locale.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import { useHashSearch } from '../shell/hash-location.ts'
import { Screen } from '../shell/screen.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { ToDo } from './to-do.tsx'

const Records = lazy(async () => ({ default: (await import('./records.tsx')).Records }))
const RecordEntry = lazy(async () => ({ default: (await import('./record.tsx')).RecordEntry }))
const NewProposal = lazy(async () => ({ default: (await import('./new-proposal.tsx')).NewProposal }))
const StatementScreen = lazy(async () => ({ default: (await import('./statement.tsx')).StatementScreen }))
const Payees = lazy(async () => ({ default: (await import('./payees.tsx')).Payees }))
const PayeeEntry = lazy(async () => ({ default: (await import('./payees.tsx')).PayeeEntry }))
const Schemes = lazy(async () => ({ default: (await import('./schemes.tsx')).Schemes }))
const SchemeEntry = lazy(async () => ({ default: (await import('./schemes.tsx')).SchemeEntry }))

const tabs = [
  { to: '/royalties', word: 'to_do' },
  { to: '/royalties/records', word: 'records' },
  { to: '/royalties/statement', word: 'statement' },
  { to: '/royalties/payees', word: 'payees' },
  { to: '/royalties/schemes', word: 'schemes' },
] as const

function Tabs() {
  const { t } = useWords()
  const [location] = useLocation()
  // A proposal is begun from what is to do, and stands among the records then.
  const isAt = (to: string) => {
    if (to === '/royalties') return location === to || location.startsWith('/royalties/new/')
    return location.startsWith(to) || (to === '/royalties/records' && location.startsWith('/royalties/r/'))
  }
  return (
    <nav aria-label={t('royalties.title')} className="off-paper">
      <ul className="state-tabs">
        {tabs.map(({ to, word }) => (
          <li key={to}>
            <Link href={to} {...(isAt(to) && { 'aria-current': 'page' })}>
              {t(`royalties.tabs.${word}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Screen title={title}>
      <Tabs />
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </Screen>
  )
}

/** Nhuận bút: what is to be paid, what was, to whom and by which rates. For those who may see money. */
export function Royalties() {
  const { t } = useWords()
  const me = useMe()
  const asked = new URLSearchParams(useHashSearch())
  if (!me.data) return <Loading />
  if (!isPermitted(me.data, 'remunerate'))
    return (
      <Screen title={t('royalties.title')}>
        <Notice tone="warn" acts={<Link href="/">{t('shell.today')}</Link>}>
          <p>{t('royalties.not_yours')}</p>
        </Notice>
      </Screen>
    )
  const corrects = asked.get('corrects')
  return (
    <Switch>
      <Route path="/royalties/records">
        <Part key="records" title={t('royalties.tabs.records')}>
          <Records />
        </Part>
      </Route>
      <Route path="/royalties/r/:id">
        {({ id }) => (
          <Part key={id} title={t('royalties.record.title')}>
            <RecordEntry id={id} />
          </Part>
        )}
      </Route>
      <Route path="/royalties/new/:article/:text">
        {({ article, text }) => (
          <Part key={`${article} ${text}`} title={t('royalties.form.title')}>
            {isLocale(text) && <NewProposal article={article} text={text} {...(corrects && { corrects })} />}
          </Part>
        )}
      </Route>
      <Route path="/royalties/statement">
        <Part key="statement" title={t('royalties.statement.title')}>
          <StatementScreen />
        </Part>
      </Route>
      <Route path="/royalties/payees">
        <Part key="payees" title={t('royalties.tabs.payees')}>
          <Payees />
        </Part>
      </Route>
      <Route path="/royalties/payees/:id">
        {({ id }) => (
          <Part key={id} title={t('royalties.payee')}>
            <PayeeEntry id={id} isNew={asked.has('new')} />
          </Part>
        )}
      </Route>
      <Route path="/royalties/schemes">
        <Part key="schemes" title={t('royalties.tabs.schemes')}>
          <Schemes />
        </Part>
      </Route>
      <Route path="/royalties/schemes/:id">
        {({ id }) => (
          <Part key={id} title={t('royalties.schemes.one')}>
            <SchemeEntry id={id} isNew={asked.has('new')} />
          </Part>
        )}
      </Route>
      <Route>
        <Part key="to-do" title={t('royalties.title')}>
          <ToDo />
        </Part>
      </Route>
    </Switch>
  )
}
