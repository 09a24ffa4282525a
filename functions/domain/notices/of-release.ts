import { perLocale } from '../locale.ts'
import { type Notice, receiversAmong } from './notice.ts'
import type { House, Telling } from './of-act.ts'

/**
 * That texts did not go public together at their moment (`due`, UTC): told to all who may plan again in one of the sections
 * of these texts. Of several sections of one person it is the same notice.
 */
export function noticesOfLateRelease(
  { id, name }: { id: string; name: string },
  due: string,
  sections: readonly string[],
  { staff }: Pick<House, 'staff'>,
): Telling[] {
  return [...new Set(sections)].map((section): Telling => {
    const notice: Notice = {
      ...{ kind: 'late', source: `LATE#${id}#${due}`, article: id, about: 'release', section },
      titles: perLocale(() => name),
      ...{ at: due, due },
    }
    return { notice, to: receiversAmong(staff, notice).map((each) => each.id) }
  })
}
