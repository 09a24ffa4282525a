import type { Locale } from '../../../functions/domain/locale.ts'
import {
  deskCalendarWords,
  deskHistoryWords,
  deskLettersWords,
  deskNotesWords,
  deskPresenceWords,
  deskReleasesWords,
  deskWords,
} from '../../../locales/index.ts'

/** Words of the desk in a language, with those of rooms that tests enter. */
export const wordsOf = (locale: Locale) => ({
  ...deskWords[locale],
  calendar: deskCalendarWords[locale],
  history: deskHistoryWords[locale],
  letters: deskLettersWords[locale],
  notes: deskNotesWords[locale],
  presence: deskPresenceWords[locale],
  releases: deskReleasesWords[locale],
})
