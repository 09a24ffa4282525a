import type { SettingsPart, settingsParts } from '../../domain/settings/parts.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'

/** What each part holds. */
export type PartValues = {
  [Part in SettingsPart]: Pick<WrittenSettings, (typeof settingsParts)[Part][number]>
}

/** A part as the API answers it. */
export interface PartAnswer<Part extends SettingsPart> {
  part: Part
  value: PartValues[Part]
  /** Who wrote it last; nobody has, as long as it is what a site starts with. */
  changed?: { number: number; at: string; actor: { name: string } }
}

/** The parts of this screen, in the order of its tabs; `menu` has a screen of its own. */
export const shownParts = [
  'words',
  'imprint',
  'links',
  'sections',
  'tags',
  'policies',
  'publication',
  'freeze',
] as const
export type ShownPart = (typeof shownParts)[number]
