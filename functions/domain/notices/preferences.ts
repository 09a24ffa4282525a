import * as z from 'zod'
import { defaultLocale } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import { shapeOf } from '../shape.ts'
import { mailings, type NoticeKind, noticeKinds, noticeTable } from './kinds.ts'

/** What somebody chose of one kind of notice: whether it stands in their list, and how it is mailed. */
export const choice = z.strictObject({ desk: z.boolean(), mail: z.enum(mailings) })
export type Choice = z.infer<typeof choice>

/** What somebody has chosen for themselves. What they never chose is as the house has it, also where that changes. */
export const preferencesInput = z.strictObject({
  /** In which language they are written to, and the desk speaks to them at a computer that is new to them. */
  locale: locale.optional(),
  notices: z.partialRecord(z.enum(noticeKinds), choice).default({}),
})
export type Preferences = z.infer<typeof preferencesInput>

/** The same as it is stored. */
export const preferences = shapeOf(preferencesInput)

/** Of whoever never chose anything. */
export const noPreferences: Preferences = { notices: {} }

/** How somebody is told of a kind. */
export function choiceOf({ notices }: Preferences, kind: NoticeKind): Choice {
  return notices[kind] ?? { desk: true, mail: noticeTable[kind].mailing }
}

/** In which language somebody is written to. */
export const localeOf = ({ locale: chosen = defaultLocale }: Preferences) => chosen
