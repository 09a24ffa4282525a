/** @jsxImportSource react */
import { useLocation } from 'wouter'
import type { CalendarSlot } from '../api/calendar.ts'
import type { DeskStart } from '../api/desk.ts'
import { sectionName } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { say } from '../ui/toast.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { isOverdue, useDue } from '../work/task.ts'
import { useSlots } from '../work/use-slots.ts'

/** What whoever is signed in is to write and has not begun, each with the way to begin it. */
export function ToWrite({ toWrite, settings }: Pick<DeskStart, 'toWrite' | 'settings'>) {
  const { t } = useWords()
  if (toWrite.length === 0) return null
  return (
    <section aria-labelledby="to-write">
      <h2 id="to-write">
        {t('today.to_write')} <span className="count">{toWrite.length}</span>
      </h2>
      <ul>
        {toWrite.map((slot) => (
          <Planned key={slot.id} slot={slot} settings={settings} />
        ))}
      </ul>
    </section>
  )
}

function Planned({ slot, settings }: { slot: CalendarSlot } & Pick<DeskStart, 'settings'>) {
  const { t, locale: spoken } = useWords()
  const [, go] = useLocation()
  const reason = useReason()
  const { begin } = useSlots()
  const { what, section, locale, note, on } = slot
  const dueOf = useDue()
  const isLate = isOverdue({ due: on })
  const act = t('today.act.assigned')
  const write = () =>
    void begin(slot).then(
      (article) => go(`/a/${article}/${locale}`),
      (error: unknown) => say(reason(error)),
    )
  return (
    <li className="work">
      <div className="says">
        <p className="title" lang={locale}>
          {what}
        </p>
        <p className="when">
          {sectionName(settings.sections, section, spoken)} · {t(`languages.${locale}`)}
        </p>
        <p className={isLate ? 'status flag' : 'status'}>
          <Icon name={isLate ? 'warn' : 'scheduled'} />
          {dueOf({ due: on })}
        </p>
        {note && <blockquote className="note">{note}</blockquote>}
      </div>
      <Button aria-label={t('today.named', { act, title: what })} onPress={write}>
        {act}
      </Button>
    </li>
  )
}
