/** @jsxImportSource react */
import { useLocation } from 'wouter'
import type { CalendarSlot } from '../api/calendar.ts'
import { usePeople } from '../api/newsroom.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { say } from '../ui/toast.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useSlots } from '../work/use-slots.ts'
import type { Board } from './board.ts'

interface SlotProps {
  slot: CalendarSlot
  board: Board
  isWide?: boolean
}

/** What is to be written and is no text yet. */
export function Slot({ slot, board, isWide = false }: SlotProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const reason = useReason()
  const { begin, drop } = useSlots()
  const { data: people } = usePeople()
  const { what, who, note, locale, section } = slot
  const isInside = board.isInside(section)
  const isLate = slot.on < board.today
  const name = people?.find(({ id }) => id === who)?.name
  const doIt = (act: Promise<string | undefined>, said: string) =>
    void act.then(
      (article) => {
        say(said)
        if (article) go(`/a/${article}/${locale}`)
      },
      (error: unknown) => say(reason(error)),
    )
  const mayChange = board.mayIntend && isInside
  return (
    <li
      className={isLate ? 'entry slot late' : 'entry slot'}
      draggable={mayChange}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData('text/plain', what)
        board.onDrag({ kind: 'slot', slot })
      }}
      onDragEnd={() => board.onDrag(undefined)}
    >
      <p className={isInside ? 'entry-head with-menu' : 'entry-head'}>
        <Icon name={isLate ? 'warn' : 'write'} />
        <span className="tongue" aria-hidden="true">
          {locale.toUpperCase()}
        </span>
        {t(isLate ? 'calendar.slots.late' : 'calendar.slots.kind')}
        {name && <span className="when">{name}</span>}
        {isInside && (
          <span className="entry-menu">
            <Menu
              look="quiet"
              label={<Icon name="more" />}
              name={t('calendar.slots.acts_of', { what })}
              groups={[
                [
                  {
                    id: 'begin',
                    name: t('calendar.slots.begin'),
                    onAction: () => doIt(begin(slot), t('calendar.slots.begun')),
                  },
                  ...(mayChange
                    ? [
                        {
                          id: 'change',
                          name: t('calendar.slots.change'),
                          onAction: () => board.onAsk({ kind: 'slot', slot, day: slot.on }),
                        },
                      ]
                    : []),
                ],
                mayChange
                  ? [
                      {
                        id: 'drop',
                        name: t('calendar.slots.drop'),
                        isDanger: true,
                        onAction: () =>
                          doIt(
                            drop(slot).then(() => undefined),
                            t('calendar.slots.dropped'),
                          ),
                      },
                    ]
                  : [],
              ]}
            />
          </span>
        )}
      </p>
      <p className="title" lang={locale}>
        {what}
      </p>
      {isWide && note && <p className="when">{note}</p>}
    </li>
  )
}
