import type { Permission } from '../people/permissions.ts'

/** How a notice is mailed: by itself within a minute, with all others of a working day in one mail, or not. */
export const mailings = ['now', 'digest', 'none'] as const
export type Mailing = (typeof mailings)[number]

interface Kind {
  /** What one must be allowed to do, when it is told and whenever it is shown: otherwise it is not one's business. */
  permission: Permission
  /** For as long as somebody has not chosen. At once what somebody waits for, or what readers see that nobody has approved. */
  mailing: Mailing
}

/** What people are told, the most pressing first: of one act nobody is told twice about the same text. */
export const noticeTable = {
  /** A text went public without approval, and is to be looked at. */
  emergency: { permission: 'review', mailing: 'now' },
  /** A planned act was not carried out at its moment. */
  late: { permission: 'schedule', mailing: 'now' },
  /** A text of mine was given back. */
  returned: { permission: 'read', mailing: 'now' },
  /** A text was made my task. */
  assigned: { permission: 'read', mailing: 'now' },
  /** Somebody wrote a note to me, or at a text of mine. */
  note: { permission: 'read', mailing: 'digest' },
  /** A text waits for an approval that I may give. */
  submitted: { permission: 'approve', mailing: 'digest' },
  /** A text of mine was approved. */
  approved: { permission: 'read', mailing: 'none' },
  /** A text of mine is what readers get. */
  published: { permission: 'read', mailing: 'digest' },
  /** What I translated, or am to translate, says something else by now. */
  stale: { permission: 'read', mailing: 'digest' },
} as const satisfies Record<string, Kind>

export type NoticeKind = keyof typeof noticeTable

export const noticeKinds = Object.keys(noticeTable).filter((name): name is NoticeKind => name in noticeTable)
