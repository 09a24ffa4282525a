import { lastDigest } from '../domain/notices/digest.ts'
import { concerns } from '../domain/notices/notice.ts'
import { localeOf } from '../domain/notices/preferences.ts'
import { describeError, log } from '../http/log.ts'
import { type Mail, writeNoticeMail } from '../mails/notice-mail.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { DueMail } from '../store/notice-mails.ts'

/** How often a mail is tried: for as many leases as the pauses between. */
const mostTries = 5
/** What waited longer is not mailed any more, milliseconds: it stands in the desk. A digest waits over a weekend. */
const mostAge = 4 * 24 * 3_600_000
/** For how long it mails in one minute, milliseconds. */
const patience = 15_000

export interface PostOffice {
  /** The confirmed address of somebody, if there is one. */
  addressOf: (principal: string) => Promise<string | undefined>
  send: (to: string, mail: Mail) => Promise<void>
}

interface Parts extends PostOffice {
  newsroom: Newsroom
  /** Where the desk is: `https://host/desk/`. */
  desk: string
}

/**
 * Mails people what they chose to be mailed: what is pressing within a minute, the rest in one mail of a working morning, and
 * nothing where there is nothing. Whoever mails takes the notices first, so that no two do. A mail that was sent by a function
 * which died before it could say so is sent again: rather twice than never.
 */
export function createPost({ newsroom, desk, addressOf, send }: Parts) {
  const { noticeMails, staff, preferences } = newsroom

  /** One mail to one person, of what is still their business. */
  async function mailTo(
    principal: string,
    taken: readonly DueMail[],
    now: Date,
    digest?: string,
  ): Promise<void> {
    const person = await staff.find(principal, now)
    const still = taken.filter(
      ({ notice, tries }) =>
        person &&
        concerns(person, notice) &&
        tries <= mostTries &&
        now.getTime() - Date.parse(notice.told) < mostAge,
    )
    if (!person || still.length === 0) return
    const address = await addressOf(principal)
    if (address === undefined) return
    const locale = localeOf((await preferences.of(principal)).preferences)
    const notices = still.map(({ notice }) => notice)
    await send(address, writeNoticeMail({ desk, locale, name: person.name, notices, digest }))
  }

  async function takeAll(due: readonly DueMail[], now: Date): Promise<DueMail[]> {
    const taken = await Promise.all(due.map((each) => noticeMails.take(each, now)))
    return taken.flatMap((each) => each ?? [])
  }

  async function mail(due: readonly DueMail[], now: Date, end: number, digest?: string): Promise<void> {
    for (const [principal, theirs] of Map.groupBy(due, (each) => each.principal)) {
      if (Date.now() > end) return
      const taken = await takeAll(theirs, now)
      if (taken.length === 0) continue
      try {
        await mailTo(principal, taken, now, digest)
      } catch (error) {
        const isLast = taken.some(({ tries }) => tries >= mostTries)
        log(isLast ? 'error' : 'warn', 'a mail was not sent', { principal, ...describeError(error) })
        // They are free again when the lease has ended.
        continue
      }
      await Promise.all(taken.map(noticeMails.settle))
    }
  }

  return async function post(now: Date): Promise<void> {
    const end = Date.now() + patience
    // Keys of the index begin with the moment at which something was told.
    await mail(await noticeMails.due('now', `${now.toISOString()}~`, now), now, end)
    const { daysOff } = await newsroom.settings()
    const digest = lastDigest(now, daysOff)
    await mail(await noticeMails.due('digest', digest, now), now, end, digest)
  }
}
