/** @jsxImportSource react */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { useState } from 'react'
import { isLocale, locales } from '../../domain/locale.ts'
import type { CalendarSlot } from '../api/calendar.ts'
import { sectionName, useMe, usePeople, useSettings } from '../api/newsroom.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { newSlotId, useSlots } from '../work/use-slots.ts'

/** In a choice, what stands for nobody. */
const nobody = 'nobody'

interface SlotDialogProps {
  /** What stands there already. */
  slot?: CalendarSlot | undefined
  /** The day that it was carried to, or that was looked at. */
  day: string
  onClose: () => void
}

/** Plans what is to be written: what, by whom, for which day. */
export function SlotDialog({ slot, day: first, onClose }: SlotDialogProps) {
  const { t, locale: spoken } = useWords()
  const { data: me } = useMe()
  const { data: people } = usePeople()
  const { data: settings } = useSettings()
  const { save } = useSlots()
  const [id] = useState(() => slot?.id ?? newSlotId())
  const sections = (settings?.sections ?? []).filter(
    ({ id: each }) => !me?.sections || me.sections.includes(each),
  )
  const [day, setDay] = useState<CalendarDate>(() => parseDate(first))
  const [what, setWhat] = useState(slot?.what ?? '')
  const [who, setWho] = useState(slot?.who ?? nobody)
  const [section, setSection] = useState(slot?.section)
  const [locale, setLocale] = useState(slot?.locale ?? spoken)
  const weekday = new Intl.DateTimeFormat(spoken, { weekday: 'long', timeZone: 'UTC' })
  return (
    <ActDialog
      title={t(slot ? 'calendar.slots.change' : 'calendar.slots.add')}
      ask={{ label: t('calendar.slots.note'), isRequired: false, begun: slot?.note }}
      name={t('calendar.slots.save')}
      onClose={onClose}
      onAct={async (note) => {
        await save(slot, id, {
          ...{ what: what.trim(), on: day.toString(), locale, section: section ?? sections[0]?.id ?? '' },
          ...(who !== nobody && { who }),
          ...(note && { note }),
        })
        onClose()
      }}
    >
      <TextField
        label={t('calendar.slots.what')}
        value={what}
        onChange={setWhat}
        maxLength={255}
        isRequired
        autoFocus
      />
      <DatePicker
        label={t('calendar.slots.day')}
        hint={weekday.format(day.toDate('UTC'))}
        value={day}
        granularity="day"
        onChange={(chosen) => chosen && setDay(chosen)}
      />
      <Select
        label={t('calendar.slots.who')}
        choices={[
          { id: nobody, name: t('calendar.slots.nobody') },
          ...(people ?? []).filter(({ active }) => active).map(({ id: each, name }) => ({ id: each, name })),
        ]}
        value={who}
        onChange={setWho}
      />
      <Select
        label={t('articles.section')}
        choices={sections.map(({ id: each }) => ({ id: each, name: sectionName(sections, each, spoken) }))}
        value={section ?? sections[0]?.id}
        onChange={setSection}
      />
      <Select
        label={t('articles.language')}
        choices={locales.map((each) => ({ id: each, name: t(`languages.${each}`) }))}
        value={locale}
        onChange={(chosen) => isLocale(chosen) && setLocale(chosen)}
      />
    </ActDialog>
  )
}
