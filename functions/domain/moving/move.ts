import * as z from 'zod'
import { instant } from '../date-schemas.ts'
import { AppError } from '../errors.ts'
import { id } from '../id-schema.ts'
import { refusal } from '../rules.ts'
import { line } from '../text-schemas.ts'

/**
 * One moving-in of files through the desk (đợt chuyển dữ liệu): files are brought, tried, and then run. `open`: nothing has
 * been tried, or files and options were changed since; `stopped`: somebody said so; `failed`: it could not go on by itself.
 */
export const moveStates = ['open', 'trying', 'tried', 'running', 'done', 'stopped', 'failed'] as const
export type MoveState = (typeof moveStates)[number]

/** Of one move: as much as its function has room for. Bytes. */
export const most = { files: 200, bytes: 4 * 1024 ** 3, options: 200_000 } as const

/** Days after which a move is forgotten, with its files and its report. */
export const keptDays = 30

/**
 * Why a move failed. `person`: whoever asked for it may not do so any more; `files`: a file of it is not there; `slow`: reading
 * alone takes longer than its function has; `broken`: it was cut short several times at the same place.
 */
export const failureReasons = ['person', 'files', 'slow', 'broken'] as const
export type FailureReason = (typeof failureReasons)[number]

export const moveFile = z.object({ id, name: line(255), bytes: z.int().min(1).max(most.bytes) })
export type MoveFile = z.infer<typeof moveFile>

/** As the table holds it. Options, sums and notices are read by whoever knows what they mean. */
export const move = z.object({
  id,
  name: z.string(),
  state: z.enum(moveStates),
  by: z.object({ id: z.string(), name: z.string() }),
  /** When it was begun, and when its state or its files last changed. */
  at: instant,
  changedAt: instant,
  files: z.array(moveFile),
  options: z.record(z.string(), z.unknown()),
  /** Whether the last try ended, and was of these very files and options. */
  isTried: z.boolean(),
  /** Counts runs: what goes on after it was stopped is the same one. */
  run: z.int(),
  isStopping: z.boolean(),
  /** How often it was taken up without having come any further. */
  rounds: z.int(),
  /** How many items there are, as the last try read them. */
  total: z.int().optional(),
  /** Of which the report is. */
  reported: z.enum(['try', 'run']).optional(),
  sums: z.record(z.string(), z.int()).optional(),
  notices: z.array(z.unknown()).optional(),
  failure: z.enum(failureReasons).optional(),
  /** By what the last writes are known, should they come again. */
  repeats: z.array(z.string()).default([]),
})
export type Move = z.infer<typeof move>

export const isUnderWay = ({ state }: Pick<Move, 'state'>) => state === 'trying' || state === 'running'

function requireIdle(current: Move): void {
  if (isUnderWay(current)) throw new AppError('conflict', refusal('move_under_way'))
}

export function beginMove({ id, name, by, at }: Pick<Move, 'id' | 'name' | 'by' | 'at'>): Move {
  const nothing = { files: [], options: {}, isTried: false, run: 0, isStopping: false, rounds: 0 }
  return { id, name, by, at, changedAt: at, state: 'open', repeats: [], ...nothing }
}

/** What was tried is not what is there now. The report of before stays to be read until there is another. */
const reopened = (current: Move): Move => {
  const { failure: _, ...rest } = current
  return { ...rest, state: 'open', isTried: false }
}

/** Adds a file; the same one again changes nothing. Refuses more or larger ones than a move may have. */
export function addFile(current: Move, file: MoveFile): Move {
  if (current.files.some((each) => each.id === file.id)) return current
  requireIdle(current)
  if (current.files.length >= most.files)
    throw new AppError('conflict', refusal('move_files', { max: most.files }))
  const bytes = current.files.reduce((sum, each) => sum + each.bytes, file.bytes)
  if (bytes > most.bytes) throw new AppError('conflict', refusal('move_size', { bytes, max: most.bytes }))
  return { ...reopened(current), files: [...current.files, file] }
}

export function removeFile(current: Move, file: string): Move {
  requireIdle(current)
  return { ...reopened(current), files: current.files.filter((each) => each.id !== file) }
}

export function chooseOptions(current: Move, options: Move['options']): Move {
  requireIdle(current)
  return { ...reopened(current), options }
}

/** Asks for a dry run. Refuses where nothing is to be tried; that all files have come is for the door to see. */
export function askToTry(current: Move): Move {
  requireIdle(current)
  if (current.files.length === 0) throw new AppError('conflict', refusal('move_empty'))
  return { ...reopened(current), state: 'trying', isStopping: false, rounds: 0 }
}

/** Asks for the run. What was stopped or failed goes on; what is done is looked at again as a whole. */
export function askToRun(current: Move): Move {
  requireIdle(current)
  if (!current.isTried) throw new AppError('conflict', refusal('move_untried'))
  const goesOn = current.state === 'stopped' || current.state === 'failed'
  const { failure: _, ...rest } = current
  const run = goesOn && current.run > 0 ? current.run : current.run + 1
  return { ...rest, state: 'running', run, isStopping: false, rounds: 0 }
}

export function askToStop(current: Move): Move {
  if (!isUnderWay(current)) throw new AppError('conflict', refusal('move_idle'))
  return { ...current, isStopping: true }
}

export function requireForgettable(current: Move): void {
  requireIdle(current)
}

/** What came of a round of its function. */
export type Ending = Pick<Move, 'sums' | 'notices' | 'total' | 'reported'>

/** The end of what was asked for, as far as it came. */
export function endMove(current: Move, end: 'whole' | 'stopped' | FailureReason, ending: Ending = {}): Move {
  const { isTried } = current
  const wasTry = current.state === 'trying'
  const base = { ...current, ...ending, isStopping: false, rounds: 0 }
  if (end === 'whole') return { ...base, state: wasTry ? 'tried' : 'done', isTried: wasTry || isTried }
  if (end === 'stopped') return { ...base, state: 'stopped' }
  return { ...base, state: 'failed', failure: end }
}
