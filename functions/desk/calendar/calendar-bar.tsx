/** @jsxImportSource react */
import { Link } from 'wouter'
import { monthName, shortDate } from '../../domain/dates.ts'
import { isLocale, locales } from '../../domain/locale.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { addressOf, movedBy, type Shown, views } from './address.ts'
import { addDays, weekOf } from './days.ts'

/** In a choice, what stands for no filter. */
const any = 'any'

interface BarProps {
  shown: Shown
  today: string
  onChange: (shown: Shown) => void
}

const shortOf = (day: string, locale: Parameters<typeof shortDate>[1]) =>
  shortDate(`${day}T05:00:00Z`, locale)

/** Which days they are, and the way to others. */
export function CalendarBar({ shown, today, onChange }: BarProps) {
  const { t, locale } = useWords()
  const { view, day } = shown
  const monday = weekOf(day)
  const isWeek = view === 'week'
  const heading = isWeek
    ? `${shortOf(monday, locale)} – ${shortOf(addDays(monday, 6), locale)}`
    : monthName(day.slice(0, 7), locale)
  return (
    <div className="calendar-bar" data-region>
      <div className="acts">
        <Button
          aria-label={t(isWeek ? 'calendar.week_before' : 'calendar.month_before')}
          onPress={() => onChange(movedBy(shown, -1))}
        >
          <Icon name="left" />
        </Button>
        <Button onPress={() => onChange({ ...shown, day: today })}>{t('calendar.today')}</Button>
        <Button
          aria-label={t(isWeek ? 'calendar.week_after' : 'calendar.month_after')}
          onPress={() => onChange(movedBy(shown, 1))}
        >
          <Icon name="right" />
        </Button>
        <h2 aria-live="polite">{heading}</h2>
      </div>
      <nav aria-label={t('calendar.views_label')}>
        <ul className="state-tabs">
          {views.map((each) => (
            <li key={each}>
              <Link
                href={addressOf({ ...shown, view: each })}
                {...(each === view && { 'aria-current': 'page' })}
              >
                {t(`calendar.views.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}

/** What of those days is shown. */
export function CalendarFilters({ shown, onChange }: Omit<BarProps, 'today'>) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const sections = settings?.sections ?? []
  const every = { id: any, name: t('articles.every') }
  const { section, locale: language, mine, ...rest } = shown
  const kept = { ...(section && { section }), ...(language && { locale: language }), ...(mine && { mine }) }
  const withOut = (key: keyof typeof kept, value: object) => {
    const { [key]: _, ...others } = kept
    onChange({ ...rest, ...others, ...value })
  }
  return (
    <div className="calendar-filters">
      <Select
        label={t('articles.section')}
        choices={[every, ...sections.map(({ id }) => ({ id, name: sectionName(sections, id, locale) }))]}
        value={section ?? any}
        onChange={(id) => withOut('section', id === any ? {} : { section: id })}
      />
      <Select
        label={t('articles.language')}
        choices={[every, ...locales.map((id) => ({ id, name: t(`languages.${id}`) }))]}
        value={language ?? any}
        onChange={(id) => withOut('locale', isLocale(id) ? { locale: id } : {})}
      />
      <Checkbox isSelected={mine ?? false} onChange={(isOn) => withOut('mine', isOn ? { mine: true } : {})}>
        {t('calendar.mine')}
      </Checkbox>
    </div>
  )
}
