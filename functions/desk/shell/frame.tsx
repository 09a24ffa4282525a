/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Toasts } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { useInside } from './door.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { SessionBanner } from './session-banner.tsx'
import { useSignOut } from './sign-out.tsx'

/** The places of the desk, in the order of a working day. */
const places = [
  { to: '/', word: 'today', icon: 'today' },
  { to: '/articles', word: 'articles', icon: 'articles' },
] as const satisfies readonly {
  to: string
  word: string
  icon: IconName
}[]

function isAt(place: string, location: string): boolean {
  return place === '/' ? location === '/' : location === place || location.startsWith(`${place}/`)
}

function Places() {
  const { t } = useWords()
  const [location] = useLocation()
  return (
    <nav className="places" aria-label={t('shell.places')}>
      <ul className="wrap">
        {places.map(({ to, word, icon }) => (
          <li key={to}>
            <Link href={to} {...(isAt(to, location) && { 'aria-current': 'page' })}>
              <Icon name={icon} />
              {t(`shell.${word}`)}
            </Link>
          </li>
        ))}
        <li className="new">
          <Link href="/new" className="button main">
            <Icon name="write" />
            {t('shell.new')}
          </Link>
        </li>
      </ul>
    </nav>
  )
}

function Account() {
  const { t, locale } = useWords()
  const { account } = useInside()
  const leaving = useSignOut()
  const me = useMe()
  const settings = useSettings()
  const name = me.data?.name ?? account.email ?? t('me.title')
  const own = me.data?.sections
    ?.map((id) => sectionName(settings.data?.sections ?? [], id, locale))
    .join(', ')
  return (
    <>
      <Menu
        look="quiet"
        label={
          <>
            <Icon name="person" />
            <span className="who">{name}</span>
          </>
        }
        name={t('shell.account', { name })}
        head={
          me.data && (
            <dl className="facts">
              <dt>{t('me.role')}</dt>
              <dd>{t(`roles.${me.data.role}`)}</dd>
              <dt>{t('me.sections')}</dt>
              <dd>{own ?? t('me.everySection')}</dd>
            </dl>
          )
        }
        groups={[[{ id: 'sign-out', name: t('signOut'), onAction: leaving.ask }]]}
      />
      {leaving.dialog}
    </>
  )
}

/** What stands around every screen of the desk. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      {/* The address says which screen it is, so that a link within the page would leave it. */}
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('skip')}
      </button>
      <header>
        <div className="band">
          <div className="wrap masthead">
            <p className="name">{t('title')}</p>
            <LanguageChoice />
            <Account />
          </div>
        </div>
        <Places />
      </header>
      <SessionBanner />
      <main id="main" className="wrap" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
    </>
  )
}
