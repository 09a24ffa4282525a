import canonicalize from 'canonicalize'
import * as z from 'zod'

/** What of the settings is written by itself, so that two administrators at two things are not in each other's way. */
export const settingsParts = {
  words: ['name', 'tagline'],
  imprint: ['imprint'],
  links: ['links'],
  menu: ['menu'],
  policies: ['fourEyes', 'royaltyFourEyes', 'refuseActiveDocuments', 'videoHosts', 'checkLinks', 'daysOff'],
  publication: ['weekdays', 'indexNowKey', 'formerUnits'],
  freeze: ['frozen'],
  gone: ['gone'],
  sections: ['sections'],
  tags: ['tags'],
} as const
export type SettingsPart = keyof typeof settingsParts
type Field = (typeof settingsParts)[SettingsPart][number]
type Holding = Readonly<Record<Field, unknown>>

export const settingsPartNames = Object.keys(settingsParts).filter(
  (each): each is SettingsPart => each in settingsParts,
)
export const settingsPart = z.enum(settingsPartNames)

/** What a part holds. */
export function partOf(settings: Holding, part: SettingsPart): Record<string, unknown> {
  return Object.fromEntries(settingsParts[part].map((name) => [name, settings[name]]))
}

/** The same as one text, by which two are compared. */
export const textOf = (settings: Holding, part: SettingsPart) => canonicalize(partOf(settings, part)) ?? ''

/** In which revision each part was changed last, when `after` is revision `number` and `before` the one before it. */
export function changedParts(
  before: Holding & { changedIn: Readonly<Record<string, number>> },
  after: Holding,
  number: number,
): Record<string, number> {
  return Object.fromEntries(
    settingsPartNames.map((part) => {
      const isKept = textOf(before, part) === textOf(after, part)
      // Of what was written before parts were told apart, no more is known than that it has not changed since.
      return [part, isKept ? (before.changedIn[part] ?? number - 1) : number]
    }),
  )
}
