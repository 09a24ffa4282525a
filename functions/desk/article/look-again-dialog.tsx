/** @jsxImportSource react */
import { parseDate, today } from '@internationalized/date'
import { useState } from 'react'
import type { Article } from '../../domain/article/article.ts'
import { timeZone } from '../../domain/dates.ts'
import { DatePicker } from '../ui/date-picker.tsx'
import { useWords } from '../words.tsx'
import { ActDialog } from './act-dialog.tsx'

interface LookAgainDialogProps {
  lookAgain: Article['lookAgain']
  onClose: () => void
  /** @param on a day of Vietnam */
  onAct: (on: string, note: string) => Promise<void>
}

/** Asks on which day, half a year from now as a rule, and what to look at. */
export function LookAgainDialog({ lookAgain, onClose, onAct }: LookAgainDialogProps) {
  const { t, locale } = useWords()
  const [day, setDay] = useState(() =>
    lookAgain ? parseDate(lookAgain.on) : today(timeZone).add({ months: 6 }),
  )
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return (
    <ActDialog
      title={t('look_again.ask')}
      intro={t('look_again.intro')}
      ask={{ label: t('look_again.note'), isRequired: false, begun: lookAgain?.note }}
      name={t('look_again.do')}
      onClose={onClose}
      onAct={(note) => onAct(day.toString(), note)}
    >
      <DatePicker
        label={t('look_again.day')}
        hint={weekday.format(day.toDate('UTC'))}
        value={day}
        granularity="day"
        onChange={(chosen) => chosen && setDay(chosen)}
      />
    </ActDialog>
  )
}
