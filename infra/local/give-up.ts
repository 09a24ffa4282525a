import { damageOf } from '../cloud/database-files.ts'
import { StartFailure } from '../cloud/failure.ts'
import { databaseFolder } from './data-folder.ts'

/** One line where somebody can do something about it; else what a developer needs. */
export function explain(error: unknown): unknown {
  return error instanceof StartFailure ? error.message : error
}

/**
 * The embedded database throws what it meets in its files where no caller can catch it. Nothing can be answered from
 * damaged files, and nothing should be added to them: the process says what is damaged, and ends.
 */
export function giveUpOnDamage(data: string): void {
  process.on('uncaughtException', (error) => {
    console.error(explain(damageOf(databaseFolder(data), error) ?? error))
    process.exit(1)
  })
}
