/** @jsxImportSource react */
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { useTell } from '../shell/tell.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import { useNewCount } from './use-notices.ts'

/** More are said as "99+". */
const most = 99

/** The way to what one was told, with how much of it is new. A screen reader hears of more once, politely. */
export function Bell() {
  const { t } = useWords()
  const [location] = useLocation()
  const tell = useTell()
  const count = useNewCount()
  const before = useRef(count)
  useEffect(() => {
    const known = before.current
    if (count !== undefined && known !== undefined && count > known) tell(t('shell.bell', { count }))
    before.current = count
  }, [count, tell, t])
  if (count === undefined) return null
  const name = count > 0 ? t('shell.bell', { count }) : t('shell.notices')
  return (
    <Link
      href="/notices"
      className="bell"
      aria-label={name}
      {...(location === '/notices' && { 'aria-current': 'page' })}
    >
      {/* On the link itself, a screen reader would say it after the name, once more. */}
      <span title={name} aria-hidden="true">
        <Icon name="bell" />
        {count > 0 && <span className="bell-count">{count > most ? `${most}+` : count}</span>}
      </span>
    </Link>
  )
}
