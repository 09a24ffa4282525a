import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A folder as `fill` leaves it. Made once in a run, by the first file of tests that asks; it goes with the bundles. */
export async function filledFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('bundles'), name)
  const lock = `${folder}.lock`
  while (!(await exists(folder))) {
    const isMine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (!isMine) {
      await wait(200)
      continue
    }
    try {
      if (await exists(folder)) break
      const fresh = await mkdtemp(`${folder}-`)
      await fill(fresh)
      await rename(fresh, folder)
    } finally {
      await rm(lock, { recursive: true })
    }
  }
  return folder
}
