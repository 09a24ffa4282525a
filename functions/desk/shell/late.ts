import { type ComponentType, lazy } from 'react'
import { loadRoom, type Room } from '../words.tsx'

/** A part of the desk that comes when it is opened, together with the words of the rooms that it speaks of. */
export function late<Props>(read: () => Promise<ComponentType<Props>>, ...rooms: readonly Room[]) {
  return lazy(async () => {
    const [part] = await Promise.all([read(), ...rooms.map(loadRoom)])
    return { default: part }
  })
}
