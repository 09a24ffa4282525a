import type { Settings } from '../../settings.ts'
import type { Finding } from './finding.ts'

/** What the next deployment would lock for good: said before, as nobody can take it back afterwards. */
export function lookAtLocks(next: Settings, deployed: Settings | undefined): Finding[] {
  const locks = (['backupLock', 'lockedExports'] as const).filter(
    (name) => next[name] === 'compliance' && deployed?.[name] !== 'compliance',
  )
  return locks.map((name) => ({
    is: 'note',
    about: 'locks',
    detail: `${name} would be "compliance": nobody, not AWS either, can delete such copies before their time, and they are paid until then`,
    todo: 'begin with "governance", and restore from it once: infra/README.md#copies-that-nobody-can-delete',
  }))
}
