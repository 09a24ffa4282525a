import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { articlePart } from '../../domain/article/working-copy.ts'
import { day, instant } from '../../domain/date-schemas.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { noticeKinds } from '../../domain/notices/kinds.ts'
import { notice } from '../../domain/notices/notice.ts'
import { choice } from '../../domain/notices/preferences.ts'
import { member } from '../../domain/people/member.ts'
import { permissionNames } from '../../domain/people/permissions.ts'
import { staffRecord } from '../../domain/people/staff.ts'
import { settingsInput } from '../../domain/settings/settings.ts'
import { listedArticle, waitingSlot } from '../answers.ts'
import { component } from '../describe.ts'
import { countedTo } from './today.ts'
import { whys } from './waiting.ts'

/** What the API answers to the desk alone. */

const person = component('Person', z.object({ id: z.string(), ...staffRecord.shape }))
export const peopleAnswer = z.object({ people: z.array(person) })

const ownCopy = z.object({
  part: articlePart,
  /** The tag of what it began with; null for a new text. */
  base: z.string().nullable(),
  device: z.string(),
  /** When it was typed, by the clock of that computer. */
  typedAt: instant.optional(),
  title: z.string().optional(),
  since: instant,
  at: instant,
  etag: z.string(),
})

export const workingCopyList = z.object({ copies: z.array(ownCopy.extend({ article: articleId })) })

export const workingCopiesOf = z.object({
  own: z.array(ownCopy.extend({ content: z.record(z.string(), z.unknown()) })),
  others: z.array(
    z.object({
      by: z.object({ id: z.string(), name: z.string() }),
      part: articlePart,
      since: instant,
      at: instant,
    }),
  ),
})

/** Exact up to 1,000; 1,001 says that there are more. */
const count = z
  .int()
  .min(0)
  .max(countedTo + 1)

const waiting = z.object({
  why: z.enum(whys),
  locale,
  /** Since when it waits. */
  since: instant,
  /** What was said of it: why it was given back, or why it could not wait for approval. */
  note: z.string().optional(),
  /** Until which day it is to be done, where somebody said so. */
  due: day.optional(),
  row: listedArticle,
})

/** Of what somebody is told, without what the store knows it by. */
const toldNotice = notice.omit({ source: true, section: true }).extend({
  /** When it came to be in the list, which may be later than what it tells of. */
  told: instant,
  /** They have not seen it yet. */
  isNew: z.boolean(),
})

export const noticesAnswer = z.object({
  /** At most 100, newest first. */
  notices: z.array(toldNotice),
  new: z.int().min(0),
  /** What to say to mark all of them as seen; none where nothing was ever told. */
  until: instant.optional(),
})

export const preferencesAnswer = z.object({
  locale: locale.optional(),
  notices: z.record(z.enum(noticeKinds), choice),
  /** Whether this installation sends mail at all. */
  sendsMail: z.boolean(),
})

export const deskAnswer = z.object({
  me: member.extend({ may: z.array(z.enum(permissionNames)) }),
  settings: settingsInput,
  /** The tag of the settings; none until somebody has written them. */
  settingsTag: z.string().optional(),
  people: z.array(person),
  counts: z.object({
    mine: z.object({ draft: count, in_review: count, returned: count }),
    in_review: count,
    approved: count,
    /** Approved texts that go public with a release, which is not over; of the next 50 releases. */
    together: count,
    scheduled: count,
    late: count,
    /** That are planned; of those, late ones and such whose texts are not all ready. */
    releases: z.object({ planned: count, late: count, unready: count }),
    unreviewed: count,
    stale: z.record(locale, count),
  }),
  queue: z.array(waiting),
  /** What is planned for them to write and is no text yet, from 90 days ago to 14 days ahead; at most 10. */
  toWrite: z.array(waitingSlot),
  /** How much of what they were told is new to them. */
  newNotices: z.int().min(0),
  /** In which language they chose that the desk speaks, if they did. */
  locale: locale.optional(),
  now: instant,
})
