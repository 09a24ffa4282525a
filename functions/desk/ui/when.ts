import { timeZone } from '../../domain/dates.ts'
import { useWords } from '../words.tsx'

/** Minutes by which Vietnam is ahead of UTC. */
const vietnam = 420

/** The zone of this computer, where its clock says something else than Vietnam's. */
export function zoneElsewhere(at: Date): string | undefined {
  return at.getTimezoneOffset() === -vietnam ? undefined : Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** How a moment is said beside its date: its weekday in Vietnam, how far off it is, and what this computer's clock says then. */
export function useWhen() {
  const { t, locale } = useWords()
  const far = (at: Date) => {
    const minutes = Math.round((at.getTime() - Date.now()) / 60_000)
    const hours = Math.round(minutes / 60)
    const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
    if (Math.abs(minutes) < 60) return distance.format(minutes, 'minute')
    if (Math.abs(hours) < 48) return distance.format(hours, 'hour')
    return distance.format(Math.round(hours / 24), 'day')
  }
  const weekday = (at: Date) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(at)
  const elsewhere = (at: Date) => {
    const zone = zoneElsewhere(at)
    if (zone === undefined) return undefined
    const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
    return t('schedule.here', { at: clock.format(at), zone })
  }
  return { far, weekday, elsewhere }
}
