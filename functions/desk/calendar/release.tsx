/** @jsxImportSource react */
import { Link } from 'wouter'
import { dateline } from '../../domain/dates.ts'
import { type CalendarRelease, clashesWith } from '../api/calendar.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { clockOf } from '../ui/moment.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import type { Board } from './board.ts'
import { Clash } from './clash.tsx'

interface ReleaseProps {
  release: CalendarRelease
  board: Board
  /** With its texts, where there is room. */
  isWide?: boolean
}

/** Texts that go public together: one line, carried to another day as a whole; its menu does the same. */
export function Release({ release, board, isWide = false }: ReleaseProps) {
  const { t, locale } = useWords()
  const { far } = useWhen()
  const { id, name, at, state, missing, texts } = release
  const mayMove = state !== 'done' && board.mayRelease
  const isWrong = state === 'late' || (state === 'planned' && missing > 0)
  const kind = isWrong ? 'late' : `${state}_publish`
  const others =
    state === 'planned' ? clashesWith({ id, at }, board.entries).filter((each) => each.id !== id) : []
  return (
    <li
      className={`entry release ${kind}`}
      draggable={mayMove}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData('text/plain', name)
        board.onDrag({ kind: 'release', release })
      }}
      onDragEnd={() => board.onDrag(undefined)}
    >
      <p className={mayMove ? 'entry-head with-menu' : 'entry-head'}>
        <Icon name={isWrong ? 'warn' : state === 'done' ? 'published' : 'scheduled'} />
        <time dateTime={at} title={dateline(at, locale)}>
          {clockOf(at)}
        </time>
        <span className="tag">{t('calendar.releases.kind', { count: texts.length })}</span>
        <span className={isWide ? 'when' : 'vh'}>
          {t(`calendar.releases.states.${state}`)}
          {state === 'planned' && ` ${far(new Date(at))}`}
        </span>
        <Clash count={others.length} isWide={isWide} />
        {mayMove && (
          <span className="entry-menu">
            <Menu
              look="quiet"
              label={<Icon name="more" />}
              name={t('calendar.acts_of', { title: name })}
              groups={[
                [
                  {
                    id: 'move',
                    name: t('calendar.move.publish'),
                    onAction: () => board.onAsk({ kind: 'release', release, act: 'schedule' }),
                  },
                ],
                [
                  {
                    id: 'cancel',
                    name: t('calendar.cancel.publish'),
                    isDanger: true,
                    onAction: () => board.onAsk({ kind: 'release', release, act: 'unschedule' }),
                  },
                ],
              ]}
            />
          </span>
        )}
      </p>
      <Link href={`/releases/${id}`} className="title" draggable={false}>
        {name}
      </Link>
      {missing > 0 && <p className="why-not">{t('calendar.releases.missing', { count: missing })}</p>}
      {isWide && (
        <ul className="release-lines">
          {texts.map((text) => (
            <li key={`${text.id} ${text.locale}`}>
              <span className="tongue" aria-hidden="true">
                {text.locale.toUpperCase()}
              </span>
              <span className="vh">{t(`languages.${text.locale}`)}</span>{' '}
              <Link
                href={`/a/${text.id}/${text.locale}`}
                lang={text.title ? text.locale : locale}
                draggable={false}
              >
                {text.title || t('articles.untitled')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
