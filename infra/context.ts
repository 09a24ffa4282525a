import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Node } from 'constructs'
import * as z from 'zod'
import { type Settings, settingNames, settings } from './settings.ts'

/** Where each stage has its settings: `<stage>.json`. */
export const stagesFolder = fileURLToPath(new URL('stages', import.meta.url))
/** The one whose stack is simply `Bantin`. It needs no file: everything has a default that works. */
export const defaultStage = 'production'

/** Part of the names of a stack and of its sign-in, where AWS keeps some words to itself. */
const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/u, { error: 'must be 2 to 20 of a-z, 0-9 and "-", like test' })
  .refine((name) => !/aws|amazon|cognito/u.test(name), {
    error: 'may not contain "aws", "amazon" or "cognito", which Cognito refuses in an address',
  })

/** A stage's file: `null` says that a setting was taken away on purpose. `$schema` is for editors. */
const stageFile = z.looseObject({ $schema: z.string().optional() })

function readStage(stage: string, folder: string): Record<string, unknown> {
  const path = join(folder, `${stage}.json`)
  try {
    const { $schema, ...given } = stageFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    return given
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isMissing && stage === defaultStage) return {}
    if (!isMissing) throw new Error(`infra/stages/${stage}.json cannot be read: ${error}`)
    const names = readdirSync(folder).flatMap((name) => /^(.+)\.json$/u.exec(name)?.[1] ?? [])
    throw new Error(
      `there is no stage "${stage}": write infra/stages/${stage}.json ({} will do), or name one of: ${[...new Set([defaultStage, ...names])].join(', ')}`,
    )
  }
}

/** Flags that nothing reads, so that a slip of the pen is not taken for a deployment without the setting. */
function refuseUnknown(context: Record<string, unknown>): void {
  const unknown = Object.keys(context).filter(
    (key) => /^\w+$/u.test(key) && key !== 'stage' && !settingNames.includes(key),
  )
  if (unknown.length > 0)
    throw new Error(`nothing reads -c ${unknown.join(', ')}; there are: stage, ${settingNames.join(', ')}`)
}

/** Where the template of a stack keeps the settings that it was made with. */
export const settingsKey = 'Bantin::Settings'

export interface Context {
  settings: Settings
  /** As they were given, by the file and by flags. */
  given: Record<string, unknown>
  /** What only a flag says: the next deployment without it takes it away again. */
  unrecorded: string[]
  /** What the file says that there is no more, by `null`. */
  takenAway: string[]
}

/** Reads the file of the stage, and the flags, which win. Throws with what is wrong in which key, and what is allowed. */
export function readContext(
  node: Pick<Node, 'tryGetContext' | 'getAllContext'>,
  folder = stagesFolder,
): Context {
  const name = stageName.safeParse(node.tryGetContext('stage') ?? defaultStage)
  if (!name.success) throw new Error(`-c stage cannot be used:\n${z.prettifyError(name.error)}`)
  const stage = name.data
  refuseUnknown(node.getAllContext())
  const file = readStage(stage, folder)
  const flags = Object.fromEntries(
    settingNames.map((key) => [key, node.tryGetContext(key)]).filter(([, value]) => value !== undefined),
  )
  const given = Object.fromEntries(
    Object.entries({ ...file, ...flags }).filter(([, value]) => value !== null),
  )
  const { data, error } = settings.safeParse(given)
  if (!data) throw new Error(`the settings of "${stage}" cannot be used:\n${z.prettifyError(error)}`)
  const unrecorded = Object.keys(flags).filter((key) => String(file[key]) !== String(flags[key]))
  const takenAway = settingNames.filter((key) => file[key] === null && given[key] === undefined)
  return { settings: { ...data, stage }, given, unrecorded, takenAway }
}

/** Each stage is a stack of its own. */
export function stackNameOf(stage: string): string {
  return stage === defaultStage ? 'Bantin' : `Bantin-${stage}`
}
