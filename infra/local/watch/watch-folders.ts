import { type FSWatcher, globSync, watch } from 'node:fs'
import { join } from 'node:path'

/** An editor that saves all its files, or a change of branch, is one change. */
const restMilliseconds = 50

/**
 * Calls `onChange` with the paths that have changed, relative to `root`; one call at a time. Each folder is watched by itself:
 * what watches a whole tree on Linux loses a file for good when an editor puts another in its place.
 */
export function watchFolders(
  root: string,
  folders: readonly string[],
  onChange: (paths: string[]) => Promise<void>,
): void {
  const watchers: FSWatcher[] = []
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let busy = false

  function note(path: string): void {
    changed.add(path)
    clearTimeout(timer)
    if (!busy) timer = setTimeout(tell, restMilliseconds)
  }

  /** All of them again each time: folders come, go, and come back under the same name. */
  function watchAll(): void {
    for (const watcher of watchers.splice(0)) watcher.close()
    const inner = folders.map((folder) => `${folder}/**/`)
    for (const folder of new Set([...folders, ...globSync(inner, { cwd: root })])) {
      const watcher = watch(join(root, folder), (_, name) => note(join(folder, name ?? '')))
      // It has been removed.
      watcher.on('error', () => note(folder))
      watchers.push(watcher)
    }
  }

  async function tell(): Promise<void> {
    busy = true
    const paths = [...changed]
    changed.clear()
    watchAll()
    await onChange(paths)
    busy = false
    if (changed.size > 0) timer = setTimeout(tell, restMilliseconds)
  }

  watchAll()
}
