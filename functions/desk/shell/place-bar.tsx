/** @jsxImportSource react */
import { Link, useLocation } from 'wouter'
import { isMac } from '../text/is-mac.ts'
import { shownKeys } from '../text/keys.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useMedia } from '../ui/use-media.ts'
import { useWords } from '../words.tsx'
import type { FurtherPlace } from './further-places.ts'
import { places } from './places.ts'

/** A window in which the bar has room for the board of translations as well. */
const roomy = '(min-width: 60rem)'

function isAt(place: string, location: string): boolean {
  return place === '/' ? location === '/' : location === place || location.startsWith(`${place}/`)
}

interface PlaceProps {
  to: string
  name: string
  icon: (typeof places)[number]['icon'] | 'stale'
  keys: string | undefined
}

function Place({ to, name, icon, keys }: PlaceProps) {
  const [location] = useLocation()
  return (
    <li>
      <Link
        href={to}
        {...(keys && { title: shownKeys(keys, isMac) })}
        {...(isAt(to, location) && { 'aria-current': 'page' as const })}
      >
        <Icon name={icon} />
        {name}
      </Link>
    </li>
  )
}

function More({ further }: { further: readonly FurtherPlace[] }) {
  const { t } = useWords()
  const [location, go] = useLocation()
  const here = further.find(({ to }) => isAt(to, location))
  return (
    <li {...(here && { className: 'here' })}>
      <Menu
        look="quiet"
        label={
          <>
            <Icon name="more" />
            {t('shell.more')}
          </>
        }
        name={here ? t('shell.more_here', { place: here.name }) : t('shell.more_places')}
        groups={[
          further.map(({ to, name, keys }) => ({
            id: to,
            name: keys ? `${name} (${shownKeys(keys, isMac)})` : name,
            onAction: () => go(to),
          })),
        ]}
      />
    </li>
  )
}

/** The places of the desk: those of every day in sight, the others a step behind, and where a new text begins. */
export function PlaceBar({ further }: { further: readonly FurtherPlace[] }) {
  const { t } = useWords()
  const isRoomy = useMedia(roomy)
  const board = isRoomy ? further.find(({ to }) => to === '/translations') : undefined
  const rest = further.filter((each) => each !== board)
  const [start, fresh] = [
    places.filter(({ word }) => word !== 'new'),
    places.find(({ word }) => word === 'new'),
  ]
  return (
    <nav className="places" data-region aria-label={t('shell.places')}>
      <ul className="wrap">
        {start.map(({ to, word, icon, keys }) => (
          <Place key={to} to={to} name={t(`shell.${word}`)} icon={icon} keys={keys} />
        ))}
        {board && <Place {...board} icon="stale" />}
        {rest.length > 0 && <More further={rest} />}
        {fresh && (
          <li className="new">
            <Link href={fresh.to} className="button main" title={shownKeys(fresh.keys, isMac)}>
              <Icon name={fresh.icon} />
              <span className="whole">{t('shell.new')}</span>
              <span className="short" aria-hidden="true">
                {t('shell.new_short')}
              </span>
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
