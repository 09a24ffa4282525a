/** @jsxImportSource react */
import { Link } from 'wouter'
import type { CalendarLook } from '../api/calendar.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

/** An article that is to be looked at again on a day. */
export function Look({ look, isWide = false }: { look: CalendarLook; isWide?: boolean }) {
  const { t, locale: spoken } = useWords()
  const { id, locale, title, note } = look
  return (
    <li className="entry look">
      <p className="entry-head">
        <Icon name="eye" />
        {t('calendar.look')}
      </p>
      <Link
        href={locale ? `/a/${id}/${locale}` : `/a/${id}`}
        className="title"
        lang={(title && locale) || spoken}
      >
        {title || t('articles.untitled')}
      </Link>
      {isWide && note && <p className="when">{note}</p>}
    </li>
  )
}
