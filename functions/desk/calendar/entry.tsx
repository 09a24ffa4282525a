/** @jsxImportSource react */
import { Link } from 'wouter'
import { dateline } from '../../domain/dates.ts'
import { type CalendarEntry, clashesWith } from '../api/calendar.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { clockOf } from '../ui/moment.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import type { Board } from './board.ts'
import { Clash } from './clash.tsx'
import { kindOf } from './entries.ts'

const icons = {
  late: 'warn',
  planned_publish: 'scheduled',
  planned_withdraw: 'withdrawn',
  done_publish: 'published',
  done_withdraw: 'withdrawn',
} as const satisfies Record<ReturnType<typeof kindOf>, IconName>

interface EntryProps {
  entry: CalendarEntry
  board: Board
  /** With all that is known of it, where there is room. */
  isWide?: boolean
}

/** One line of the calendar. What is planned can be carried to another day, by those who may plan; its menu does the same. */
export function Entry({ entry, board, isWide = false }: EntryProps) {
  const { t, locale } = useWords()
  const { far } = useWhen()
  const { data: settings } = useSettings()
  const { id, at, act, state } = entry
  const kind = kindOf(entry)
  const mayMove = state !== 'done' && board.mayPlan(entry.section)
  const title = entry.title || t('articles.untitled')
  const others = state === 'planned' && act === 'publish' ? clashesWith(entry, board.entries) : []
  return (
    <li
      className={`entry ${kind}`}
      draggable={mayMove}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData('text/plain', title)
        board.onDrag({ kind: 'text', of: entry })
      }}
      onDragEnd={() => board.onDrag(undefined)}
    >
      <p className={mayMove ? 'entry-head with-menu' : 'entry-head'}>
        <Icon name={icons[kind]} />
        <time dateTime={at} title={dateline(at, locale)}>
          {clockOf(at)}
        </time>
        <span className="tongue" aria-hidden="true">
          {entry.locale.toUpperCase()}
        </span>
        <span className={isWide ? 'when' : 'vh'}>
          {t(`languages.${entry.locale}`)}, {t(`calendar.kinds.${kind}`)}
          {state === 'planned' && ` ${far(new Date(at))}`}
        </span>
        <Clash count={others.length} isWide={isWide} />
        {mayMove && (
          <span className="entry-menu">
            <Menu
              look="quiet"
              label={<Icon name="more" />}
              name={t('calendar.acts_of', { title })}
              groups={[
                [
                  {
                    id: 'move',
                    name: t(`calendar.move.${act}`),
                    onAction: () => board.onAsk({ kind: 'plan', of: entry }),
                  },
                ],
                [
                  {
                    id: 'cancel',
                    name: t(`calendar.cancel.${act}`),
                    isDanger: true,
                    onAction: () => board.onAsk({ kind: 'cancel', of: entry }),
                  },
                ],
              ]}
            />
          </span>
        )}
      </p>
      <Link href={`/a/${id}/${entry.locale}`} className="title" lang={entry.locale} draggable={false}>
        {title}
      </Link>
      {isWide && (
        <p className="when">
          {entry.section && sectionName(settings?.sections ?? [], entry.section, locale)}
          {entry.by && ` · ${entry.by}`}
        </p>
      )}
    </li>
  )
}
