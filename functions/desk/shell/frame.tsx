/** @jsxImportSource react */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { helpOf } from '../help/help-of.ts'
import { Bell } from '../notices/bell.tsx'
import { OfflineBanner } from '../offline/offline-banner.tsx'
import { isMac } from '../text/is-mac.ts'
import { shownKeys } from '../text/keys.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Toasts } from '../ui/toast.tsx'
import { rooms, useWords } from '../words.tsx'
import { useInside } from './door.tsx'
import { FrozenBanner } from './frozen-banner.tsx'
import { useFurtherPlaces } from './further-places.ts'
import { LanguageChoice } from './language-choice.tsx'
import { late } from './late.ts'
import { useOwnLanguage } from './own-language.ts'
import { PlaceBar } from './place-bar.tsx'
import { deskKeys, places } from './places.ts'
import { useRegions } from './regions.ts'
import { useScreenActs } from './screen-acts.ts'
import { SessionBanner } from './session-banner.tsx'
import { useSignOut } from './sign-out.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const HelpDialog = late(async () => (await import('../help/help.ts')).HelpDialog, ...rooms)
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }))

interface AccountProps {
  onHelp: () => void
  onKeys: () => void
}

function Account({ onHelp, onKeys }: AccountProps) {
  const { t, locale } = useWords()
  const { account } = useInside()
  const leaving = useSignOut()
  const me = useMe()
  const settings = useSettings()
  const [, go] = useLocation()
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
        groups={[
          [
            { id: 'help', name: t('shell.help'), onAction: onHelp },
            { id: 'keys', name: `${t('keys.title')} (${shownKeys(deskKeys.help, isMac)})`, onAction: onKeys },
          ],
          [{ id: '/preferences', name: t('shell.preferences'), onAction: () => go('/preferences') }],
          [{ id: 'sign-out', name: t('signOut'), onAction: leaving.ask }],
        ]}
      />
      {leaving.dialog}
    </>
  )
}

/** What stands around every screen of the desk. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords()
  const [location, go] = useLocation()
  const furtherPlaces = useFurtherPlaces()
  const [open, setOpen] = useState<'palette' | 'keys' | 'help'>()
  const openHelp = () => setOpen('help')
  useRegions()
  useOwnLanguage()
  useScreenActs(
    [
      ...places.map(({ to, word, keys }) => ({ name: t(`shell.${word}`), keys, run: () => go(to) })),
      ...furtherPlaces.map(({ to, name, keys }) => ({ name, keys, run: () => go(to) })),
      ...(['notices', 'preferences'] as const).map((place) => ({
        name: t(`shell.${place}`),
        run: () => go(`/${place}`),
      })),
      { name: t('palette.title'), keys: deskKeys.palette, run: () => setOpen('palette') },
      { name: t('shell.help'), run: openHelp },
      { name: t('keys.title'), keys: deskKeys.help, run: () => setOpen('keys') },
    ],
    'desk',
  )
  const close = () => setOpen(undefined)
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
            <Button look="quiet" onPress={() => setOpen('palette')}>
              <Icon name="search" />
              <span className="vh">{t('palette.title')}</span>
              <kbd className="palette-keys">{shownKeys(deskKeys.palette, isMac)}</kbd>
            </Button>
            {/* Always in the same place (WCAG 3.2.6). */}
            <Button look="quiet" onPress={openHelp}>
              <Icon name="help" />
              <span className="help-word">{t('shell.help')}</span>
            </Button>
            <Bell />
            <LanguageChoice />
            <Account onHelp={openHelp} onKeys={() => setOpen('keys')} />
          </div>
        </div>
        <PlaceBar further={furtherPlaces} />
      </header>
      <SessionBanner />
      <OfflineBanner />
      <FrozenBanner />
      <main id="main" className="wrap" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'help' && <HelpDialog page={helpOf(location)} onClose={close} />}
        {open === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </>
  )
}
