import { fileURLToPath } from 'node:url'
import type { Cloud } from '../cloud.ts'
import { BuildError, type LiveBundles } from './live-bundles.ts'
import { watchFolders } from './watch-folders.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folders = ['functions', 'locales', 'infra']

/** What the running cloud has read itself at its start. */
const needsRestart = /^(?:infra\/|functions\/(?:edge|desk\/policy)|locales\/tags\.ts$)/u

const say = (text: string) => console.log(`  ${new Date().toLocaleTimeString('sv')}  ${text}`)

/** Shows what is changed in the sources, without a stop: the database, the doors and the keys stay as they are. */
export function followSources(
  { rebuild }: LiveBundles,
  { functions, edge }: Pick<Cloud, 'functions' | 'edge'>,
): void {
  async function show(paths: string[]): Promise<void> {
    const held = paths.filter((path) => needsRestart.test(path))
    if (held.length > 0) say(`${held.join(', ')}: restart to see this change`)
    try {
      const changed = await rebuild()
      if (changed.length === 0) return
      for (const name of changed) if (name !== 'desk') functions[name].renew()
      edge.purgePaths(['/*'])
      say(`built ${changed.join(', ')}: reload the page`)
    } catch (error) {
      const reason = error instanceof BuildError ? error.message : String(error)
      say(`cannot be built, so the version before goes on:\n\n${reason}\n`)
    }
  }
  watchFolders(root, folders, show)
}
