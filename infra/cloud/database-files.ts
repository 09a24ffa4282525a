import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Level } from 'level'
import { checkTable } from './database-blocks.ts'
import { StartFailure } from './failure.ts'

function damaged(folder: string, detail: string, act = 'opened'): StartFailure {
  return new StartFailure(
    `the database in ${folder} cannot be ${act} (${detail}); restore it from a copy or remove it`,
  )
}

/** What LevelDB says of damage that it meets while the database is in use; undefined of any other error. */
export function damageOf(folder: string, error: unknown): StartFailure | undefined {
  if (!(error instanceof Error)) return undefined
  const isLevels = 'code' in error && String(error.code).startsWith('LEVEL_')
  return isLevels ? damaged(folder, error.message, 'read') : damageOf(folder, error.cause)
}

/** LevelDB would begin again where its first file is missing, and delete what else is there. */
async function refuseHalfOf(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  if (names.some((name) => /\.(?:ldb|log)$/u.test(name)) && !names.includes('CURRENT'))
    throw damaged(folder, 'its file CURRENT is missing')
}

async function tablesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.filter((name) => name.endsWith('.ldb'))
}

/** Answers which tables are unfinished: they must be gone once LevelDB has opened, or something needs them. */
async function checkTables(folder: string): Promise<string[]> {
  const unfinished: string[] = []
  for (const name of await tablesOf(folder)) {
    const state = await checkTable(join(folder, name))
    if (state === 'damaged') throw damaged(folder, `its file ${name} is not what was written`)
    if (state === 'unfinished') unfinished.push(name)
  }
  return unfinished
}

async function open(folder: string): Promise<Level<string, unknown>> {
  const level = new Level<string, unknown>(folder, { valueEncoding: 'json' })
  try {
    await level.open()
    return level
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    if (cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')
      throw new StartFailure(`${folder} is in use; is another one running on the same data?`)
    throw damaged(folder, cause instanceof Error ? cause.message : String(cause))
  }
}

/** A table whose making was cut short would say for ever that it is being made. Nothing is in it yet. */
async function removeUnfinishedTables(level: Level<string, unknown>): Promise<void> {
  for await (const [key, table] of level.iterator({ gt: 'table~', lt: 'table~~' })) {
    const status =
      typeof table === 'object' && table && 'TableStatus' in table ? table.TableStatus : undefined
    if (status !== 'ACTIVE') await level.del(key)
  }
}

/** Opens the files once by themselves: dynalite would answer each request with an error instead of failing here. */
export async function checkFiles(folder: string): Promise<void> {
  await refuseHalfOf(folder)
  const unfinished = await checkTables(folder)
  const level = await open(folder)
  try {
    await removeUnfinishedTables(level)
  } catch (error) {
    throw damaged(folder, error instanceof Error ? error.message : String(error))
  } finally {
    await level.close()
  }
  const [cut] = (await tablesOf(folder)).filter((name) => unfinished.includes(name))
  if (cut !== undefined) throw damaged(folder, `its file ${cut} is cut off`)
}
