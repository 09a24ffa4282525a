import { readdir } from 'node:fs/promises'
import { Level } from 'level'
import { StartFailure } from './failure.ts'

function damaged(folder: string, detail: string): StartFailure {
  return new StartFailure(
    `the database in ${folder} cannot be opened (${detail}); restore it from a copy or remove it`,
  )
}

/** LevelDB would begin anew where its first file is missing, and delete what else is there. */
async function refuseHalfOf(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  if (names.some((name) => /\.(?:ldb|log)$/u.test(name)) && !names.includes('CURRENT'))
    throw damaged(folder, 'its file CURRENT is missing')
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
  const level = await open(folder)
  try {
    await removeUnfinishedTables(level)
  } catch (error) {
    throw damaged(folder, error instanceof Error ? error.message : String(error))
  } finally {
    await level.close()
  }
}
