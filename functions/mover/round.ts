import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Move } from '../domain/moving/move.ts'
import type { AdminClient } from '../moving-in/admin-client.ts'
import { moveOptions, planOptionsOf } from '../moving-in/move-options.ts'
import { Report } from '../moving-in/report/report.ts'
import type { Understood } from '../moving-in/run/mapping-file.ts'
import { runImport } from '../moving-in/run/run.ts'
import type { MoveFiles } from '../store/move-files.ts'
import { fetchFiles } from './fetch-files.ts'
import { openJournal } from './move-journal.ts'
import type { createProgress } from './progress.ts'
import { saveReport, sumsOf } from './save-report.ts'

/** Why a round ends before its work does. */
export class Cut extends Error {
  readonly why: 'stopped' | 'time' | 'lost'
  constructor(why: Cut['why']) {
    super(`the round was cut: ${why}`)
    this.why = why
  }
}

export interface Round {
  files: MoveFiles
  client: AdminClient
  progress: ReturnType<typeof createProgress>
  signal: AbortSignal
  /** Called after each group of articles that was written. */
  onWritten(): Promise<void>
  now: number
}

/** Articles of the run, as a try has counted them. */
const articlesIn = ({ planned = 0, refused = 0 }: Record<string, number>) => planned + refused

/** One pass over all of a move: everything is read and planned, and what is not written yet is written. */
async function pass(move: Move, folder: string, report: Report, round: Round): Promise<Understood> {
  const { files, client, progress, signal } = round
  const isRun = move.state === 'running'
  const options = moveOptions.parse(move.options)
  const bytes = move.files.reduce((sum, file) => sum + file.bytes, 0)
  progress.begin('fetching', bytes)
  const input = join(folder, 'in')
  await mkdir(input)
  await fetchFiles(move.files, { files, move: move.id, folder: input, signal, onBytes: progress.at })
  progress.begin('reading')
  const written = isRun ? await openJournal(files, move.id, move.run) : undefined
  const journal = written && {
    ...written,
    done: async (all: Parameters<typeof written.done>[0]) => {
      await written.done(all)
      await round.onWritten()
    },
  }
  let isReading = true
  return await runImport({
    paths: [input],
    options: planOptionsOf(options, round.now),
    asked: client,
    ...(journal && { client, journal }),
    report,
    site: options.site,
    signal,
    reading: progress.at,
    progress(done) {
      if (isReading) progress.begin(isRun ? 'writing' : 'planning', isRun ? move.total : undefined)
      isReading = false
      progress.at(done)
    },
  })
}

/**
 * Tries or runs a move and puts its report in its place. Answers what the table is to hold of it. Throws `Cut` where the round
 * ends first; of a run that was stopped the report is of what was done.
 */
export async function workOn(move: Move, round: Round) {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-move-'))
  const report = new Report(join(folder, 'report'), 'desk')
  const kept = async (understood: Understood | undefined) => {
    round.progress.begin('reporting')
    await report.close()
    await saveReport({ files: round.files, move: move.id, folder: join(folder, 'report'), understood })
    return sumsOf(report)
  }
  try {
    try {
      const ending = await kept(await pass(move, folder, report, round))
      if (move.state === 'running') return { ...ending, reported: 'run' as const }
      return { ...ending, reported: 'try' as const, total: articlesIn(ending.sums) }
    } catch (error) {
      if (!(error instanceof Cut && error.why === 'stopped' && move.state === 'running')) throw error
      return { ...(await kept(undefined)), reported: 'run' as const, isCut: true }
    }
  } finally {
    await report.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
}
