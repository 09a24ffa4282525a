import type { IconName } from '../ui/icon.tsx'

/** The places of the desk, in the order of a working day, and the keys that lead to each. */
export const places = [
  { to: '/', word: 'today', icon: 'today', keys: 'Alt+Digit1' },
  { to: '/articles', word: 'articles', icon: 'articles', keys: 'Alt+Digit2' },
  { to: '/calendar', word: 'calendar', icon: 'scheduled', keys: 'Alt+Digit4' },
  { to: '/media', word: 'media', icon: 'media', keys: 'Alt+Digit5' },
  { to: '/new', word: 'new', icon: 'write', keys: 'Alt+Digit3' },
] as const satisfies readonly { to: string; word: string; icon: IconName; keys: string }[]

/** Keys of the first of those places that not everybody may enter, in the order of their menu. */
export const furtherKeys: readonly string[] = [6, 7, 8, 9].map((digit) => `Alt+Digit${digit}`)

/** What finds everything else, and what tells of all keys. */
export const deskKeys = { palette: 'Mod+KeyK', help: 'Mod+Slash' } as const
