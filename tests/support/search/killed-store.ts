import type { ByteStore } from '../../../functions/search/bytes.ts'

export class Killed extends Error {}

/**
 * A store whose writer is killed at its nth call, before or after that had its effect; every later call is killed too. `calls`
 * tells how many there were.
 */
export function killedAt(store: ByteStore, nth: number, moment: 'before' | 'after') {
  let calls = 0
  async function call<T>(act: () => Promise<T>): Promise<T> {
    calls += 1
    if (calls > nth || (calls === nth && moment === 'before')) throw new Killed()
    const answer = await act()
    if (calls === nth) throw new Killed()
    return answer
  }
  const killed: ByteStore = {
    read: (name, range) => call(() => store.read(name, range)),
    write: (name, bytes) => call(() => store.write(name, bytes)),
    manifest: (known) => call(() => store.manifest(known)),
    replaceManifest: (bytes, tag) => call(() => store.replaceManifest(bytes, tag)),
    remove: (name) => call(() => store.remove(name)),
    list: () => call(() => store.list()),
  }
  return { store: killed, calls: () => calls }
}
