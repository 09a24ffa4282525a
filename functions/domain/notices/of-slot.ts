import { isOpenSlot, type Slot } from '../article/slot.ts'
import { perLocale } from '../locale.ts'
import { type Notice, receiversAmong } from './notice.ts'
import type { House, Telling, Told } from './of-act.ts'

/** That a colleague is to write what is planned: told to whoever it fell to by this act. */
export function noticesOfSlot(
  { source, actor, at, imported }: Told,
  before: Slot | undefined,
  after: Slot,
  { staff }: Pick<House, 'staff'>,
): Telling[] {
  const { id, who, what, on, section, locale, note } = after
  if (imported || !isOpenSlot(after) || who === undefined || who === before?.who) return []
  const notice: Notice = {
    ...{ kind: 'assigned', source, at, article: id, about: 'slot', locale, section },
    titles: perLocale((each) => (each === locale ? what : undefined)),
    by: { id: actor.id, name: actor.name },
    ...(note && { note }),
    due: on,
  }
  const to = receiversAmong(staff, notice).filter((each) => each.id === who)
  return to.length > 0 ? [{ notice, to: to.map((each) => each.id) }] : []
}
