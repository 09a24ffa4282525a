/** @jsxImportSource react */
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { Locale } from '../../domain/locale.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Moment } from '../ui/moment.tsx'
import { Status } from '../ui/status.tsx'
import { say } from '../ui/toast.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { TaskSays } from '../work/task-says.tsx'
import { useAssign } from '../work/use-assign.ts'
import type { BoardRow, BoardCell as Cell } from './use-board.ts'

const AssignDialog = lazy(async () => ({ default: (await import('../work/assign-dialog.tsx')).AssignDialog }))
const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }))

interface BoardCellProps {
  row: BoardRow
  locale: Locale
  cell: Cell
  title: string
  /** Principal of whoever looks. */
  me: string
  mayTranslate: boolean
}

/** How far an article has come in one language, whose task it is, and what can be done about it. */
export function BoardCell({ row, locale, cell, title, me, mayTranslate }: BoardCellProps) {
  const { t } = useWords()
  const reason = useReason()
  const assign = useAssign()
  const [asked, setAsked] = useState<'assign' | 'confirm'>()
  const { state, stale, since, assignment: task, toTranslate, lacks, etag } = cell
  const what = { id: row.id, locale, tag: etag, task }
  const waits = state === 'missing' || stale
  const language = t(`languages.${locale}`)
  const named = (act: string) => t('work.named', { act, title, language })
  const set = (to: string | undefined, said: string) =>
    assign(what, to === undefined ? {} : { to }).then(
      () => say(said),
      (error: unknown) => say(reason(error)),
    )
  const open = t(state === 'missing' ? 'work.translate' : stale ? 'work.update' : 'work.open')
  return (
    <div className="board-cell">
      <p className="standing">
        <span className="tongue" aria-hidden="true">
          {locale.toUpperCase()}
        </span>
        <span className="vh">{language}: </span>
        {stale ? <Status of="stale" /> : <Status of={state} />}
        {stale && state !== 'published' && <Status of={state} />}
      </p>
      {stale && since && (
        <p className="when">
          {t('work.since')} <Moment at={since} />
        </p>
      )}
      {waits && toTranslate !== undefined && (
        <p className="when">{t('work.words', { count: toTranslate })}</p>
      )}
      {lacks && (
        <p className="status flag">
          <Icon name="warn" />
          <span>{t('work.lacks', { figures: lacks.join('; ') })}</span>
        </p>
      )}
      {task && (
        <p>
          <TaskSays task={task} />
        </p>
      )}
      {task?.note && <blockquote className="note">{task.note}</blockquote>}
      {(waits || task) && (
        <div className="acts">
          <Link
            href={`/a/${row.id}/${locale}?beside=source`}
            className={task?.to === me ? 'button main' : 'button'}
            aria-label={named(open)}
          >
            {open}
          </Link>
          {mayTranslate && !task && (
            <Button aria-label={named(t('work.take'))} onPress={() => void set(me, t('work.taken'))}>
              {t('work.take')}
            </Button>
          )}
          {mayTranslate && (
            <Menu
              look="quiet"
              label={<Icon name="more" />}
              name={named(t('work.more'))}
              groups={[
                [
                  ...(stale
                    ? [{ id: 'confirm', name: t('work.still_valid'), onAction: () => setAsked('confirm') }]
                    : []),
                  ...(task?.to === me
                    ? [
                        {
                          id: 'back',
                          name: t('work.give_back'),
                          onAction: () => void set(undefined, t('work.given_back')),
                        },
                      ]
                    : []),
                  {
                    id: 'assign',
                    name: t(task ? 'work.change' : 'work.assign'),
                    onAction: () => setAsked('assign'),
                  },
                ],
              ]}
            />
          )}
        </div>
      )}
      <Suspense>
        {asked === 'assign' && (
          <AssignDialog
            what={what}
            written={{
              section: row.section,
              createdBy: row.createdBy,
              status: state === 'missing' ? undefined : state,
              title,
            }}
            onClose={() => setAsked(undefined)}
          />
        )}
        {asked === 'confirm' && (
          <ConfirmDialog
            id={row.id}
            locale={locale}
            tag={etag}
            title={title}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}
