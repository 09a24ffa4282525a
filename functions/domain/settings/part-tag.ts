import { createHash } from 'node:crypto'
import { type SettingsPart, textOf } from './parts.ts'
import type { Settings } from './settings.ts'

/** The number of the last revision that changed a part; none has, where it is 0. */
export function changeOf({ number, state }: { number: number; state: Settings }, part: SettingsPart): number {
  return state.changedIn[part] ?? number
}

/** The strong entity tag of a part, `"sections:7-6c4ed9b8"`: when it was changed last, and a digest of what it holds. */
export function settingsPartTag(settings: { number: number; state: Settings }, part: SettingsPart): string {
  const digest = createHash('sha256').update(textOf(settings.state, part)).digest('hex').slice(0, 8)
  return `"${part}:${changeOf(settings, part)}-${digest}"`
}
