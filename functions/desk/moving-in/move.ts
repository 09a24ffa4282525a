import type { MoveState } from '../../domain/moving/move.ts'
import type { Refusal } from '../api/refusal.ts'

export type { MoveState }

/** What items of a source came to, in the order in which they are told. */
export const outcomes = [
  ...(['planned', 'created', 'updated', 'unchanged', 'edited', 'skipped', 'refused', 'failed'] as const),
] as const
export type Outcome = (typeof outcomes)[number]

/** What a column of the old site may be taken for. */
export const meanings = [
  ...([
    'title',
    'summary',
    'body',
    'section',
    'publishedAt',
    'byline',
    'views',
    'featured',
    'genre',
  ] as const),
  ...(['tags', 'image', 'imageAlt', 'caption', 'externalUrl', 'audio', 'related', 'unpublishAt'] as const),
  ...(['moderation', 'moderationNote', 'state', 'pages', 'pictures', 'amount', 'createdAt'] as const),
  ...(['createdBy', 'changedAt', 'changedBy', 'version', 'history', 'id', 'address', 'attachments'] as const),
  ...(['folder', 'leftOut'] as const),
] as const
export type Meaning = (typeof meanings)[number]

/** Names of the old site, to what they are here. */
type Names = Readonly<Record<string, string>>
export type NameKind = 'sections' | 'people' | 'tags'

/** What people decide of a move. A column is named as the source names it. */
export interface Mapping extends Partial<Record<NameKind, Names>> {
  columns?: Readonly<Record<string, Meaning>>
  states?: Names
  parameters?: Names
}

export interface MoveOptions {
  mapping?: Mapping
  /** Id of the section of what does not say its own. */
  section?: string
  list?: string
  /** Address of the old site. */
  site?: string
  dates?: 'dmy' | 'mdy'
  clock?: 'utc' | 'site'
  history?: 'all' | 'last'
}

export interface MoveFile {
  id: string
  /** It may say in which folders the file lay. */
  name: string
  bytes: number
  /** Whether all of it has come. */
  stored: boolean
}

export type Level = 'error' | 'skip' | 'warning' | 'note'

/** One kind of what somebody should know, in words of the language asked for. */
export interface NoticeKind {
  code: string
  level: Level
  count: number
  says: string
  todo: string
}

/** What is done one after the other. */
export type Phase = 'fetching' | 'reading' | 'planning' | 'writing' | 'reporting'

export interface Progress {
  phase: Phase
  /** Bytes while files are fetched, else items. */
  done: number
  total?: number
  perSecond?: number
  secondsLeft?: number
}

/** One moving-in of files (đợt chuyển dữ liệu). Moments are UTC instants. */
export interface Move {
  id: string
  name: string
  state: MoveState
  by: { id: string; name: string }
  at: string
  files: MoveFile[]
  options: MoveOptions
  progress?: Progress
  /** Of which the sums and notices are. */
  reported?: 'try' | 'run'
  sums?: Partial<Record<Outcome, number>>
  byCode?: NoticeKind[]
  failure?: { says: string; todo: string }
  /** Whether the last trial was of these very files and options, so that they may be moved in. */
  tried: boolean
  /** It comes to its end after what is in hand. */
  stopping: boolean
  expiresAt: string
}

/** One row of the report. `place`: file, line and item, empty of what concerns all of it. */
export interface MoveNotice {
  code: string
  level: Level
  place: string
  says: string
  todo: string
}

export interface ColumnFacts {
  name: string
  label?: string
  how: 'mapped' | 'left out' | 'unknown' | 'unclear'
  /** How many items have something in it. */
  values: number
  may?: Meaning[]
  sample?: string
  meaning?: Meaning
}

/** How the last trial understood the files. */
export interface MoveMapping {
  mapping: Mapping
  columns: ColumnFacts[]
  unknown: Record<NameKind, string[]>
}

export const isAtWork = ({ state }: Pick<Move, 'state'>) => state === 'trying' || state === 'running'

/** What was begun to be sent, by a window that was closed, say, and never came. */
export const unfinishedOf = ({ files }: Pick<Move, 'files'>) => files.filter(({ stored }) => !stored)

export const storedOf = ({ files }: Pick<Move, 'files'>) => files.filter(({ stored }) => stored)

/**
 * The one thing to do next. `wait`: files are on their way; `unfinished`: some did not come; `nothing`: the trial found
 * nothing to move in.
 */
export type NextStep =
  | 'choose'
  | 'wait'
  | 'unfinished'
  | 'try'
  | 'try_again'
  | 'run'
  | 'nothing'
  | 'go_on'
  | 'at_work'
  | 'done'

interface Here {
  /** Files are on their way from this window. */
  isSending: boolean
  /** Something was decided in this window and is not tried yet. */
  isChanged: boolean
}

export function nextStepOf(move: Move, { isSending, isChanged }: Here): NextStep {
  if (isAtWork(move)) return 'at_work'
  if (isSending) return 'wait'
  if (move.state === 'done' && !isChanged) return 'done'
  if (unfinishedOf(move).length > 0) return 'unfinished'
  if (move.files.length === 0) return 'choose'
  if (!move.reported) return 'try'
  if (isChanged || !move.tried) return 'try_again'
  if (move.state !== 'tried') return 'go_on'
  return toBringIn(move) > 0 ? 'run' : 'nothing'
}

/** How many articles would be written. */
export function toBringIn({ sums = {} }: Pick<Move, 'sums'>): number {
  return (sums.planned ?? 0) + (sums.created ?? 0) + (sums.updated ?? 0)
}

/** What became of everything that was read: the parts make up the whole. */
export function sumRows({ sums = {} }: Pick<Move, 'sums'>) {
  const rows = outcomes.flatMap((outcome) => {
    const count = sums[outcome] ?? 0
    return count > 0 ? [{ outcome, count }] : []
  })
  return { rows, read: rows.reduce((sum, { count }) => sum + count, 0) }
}

/** It was forgotten, by somebody or by itself after its time. */
export const isGone = (refusal: Refusal) => refusal.status === 404 || refusal.status === 410
