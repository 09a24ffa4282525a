// Written by `npm run locales`, from tags.ts and the folders beside it.
import type { Some } from './complete.ts'
import type { Tag } from './tags.ts'
import type whole from './vi/desk.json'

/** Words of the desk in each language, loaded by themselves. */
export const deskWordsOf: Partial<Record<Tag, () => Promise<Some<typeof whole>>>> = {
  vi: async () => (await import('./vi/desk.json', { with: { type: 'json' } })).default,
  en: async () => (await import('./en/desk.json', { with: { type: 'json' } })).default,
}

/** Words that the screens of one room alone say: they come with it (`desk-<room>.json`). */
export const roomWordsOf = {
  activity: {
    vi: async () => (await import('./vi/desk-activity.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-activity.json', { with: { type: 'json' } })).default,
  },
  calendar: {
    vi: async () => (await import('./vi/desk-calendar.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-calendar.json', { with: { type: 'json' } })).default,
  },
  help: {
    vi: async () => (await import('./vi/desk-help.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-help.json', { with: { type: 'json' } })).default,
  },
  history: {
    vi: async () => (await import('./vi/desk-history.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-history.json', { with: { type: 'json' } })).default,
  },
  letters: {
    vi: async () => (await import('./vi/desk-letters.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-letters.json', { with: { type: 'json' } })).default,
  },
  library: {
    vi: async () => (await import('./vi/desk-library.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-library.json', { with: { type: 'json' } })).default,
  },
  lookBack: {
    vi: async () => (await import('./vi/desk-look-back.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-look-back.json', { with: { type: 'json' } })).default,
  },
  menu: {
    vi: async () => (await import('./vi/desk-menu.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-menu.json', { with: { type: 'json' } })).default,
  },
  movingIn: {
    vi: async () => (await import('./vi/desk-moving-in.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-moving-in.json', { with: { type: 'json' } })).default,
  },
  notes: {
    vi: async () => (await import('./vi/desk-notes.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-notes.json', { with: { type: 'json' } })).default,
  },
  notices: {
    vi: async () => (await import('./vi/desk-notices.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-notices.json', { with: { type: 'json' } })).default,
  },
  preferences: {
    vi: async () => (await import('./vi/desk-preferences.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-preferences.json', { with: { type: 'json' } })).default,
  },
  presence: {
    vi: async () => (await import('./vi/desk-presence.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-presence.json', { with: { type: 'json' } })).default,
  },
  releases: {
    vi: async () => (await import('./vi/desk-releases.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-releases.json', { with: { type: 'json' } })).default,
  },
  royalties: {
    vi: async () => (await import('./vi/desk-royalties.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-royalties.json', { with: { type: 'json' } })).default,
  },
  settings: {
    vi: async () => (await import('./vi/desk-settings.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-settings.json', { with: { type: 'json' } })).default,
  },
  staff: {
    vi: async () => (await import('./vi/desk-staff.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-staff.json', { with: { type: 'json' } })).default,
  },
  work: {
    vi: async () => (await import('./vi/desk-work.json', { with: { type: 'json' } })).default,
    en: async () => (await import('./en/desk-work.json', { with: { type: 'json' } })).default,
  },
} satisfies Record<string, Partial<Record<Tag, () => Promise<object>>>>
