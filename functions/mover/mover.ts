import { endMove, type FailureReason, isUnderWay, type Move } from '../domain/moving/move.ts'
import { isPermitted } from '../domain/people/permissions.ts'
import { describeError, log } from '../http/log.ts'
import type { AdminClient } from '../moving-in/admin-client.ts'
import type { MoveFiles } from '../store/move-files.ts'
import type { Newsroom } from '../store/newsroom.ts'
import { FileMissing } from './fetch-files.ts'
import { createProgress } from './progress.ts'
import { Cut, workOn } from './round.ts'

interface MoverParts {
  newsroom: Newsroom
  files: MoveFiles
  /** The editors' door, asked as a person. */
  clientOf(principal: string): AdminClient
  now?: () => Date
}

interface Call {
  /** The one that somebody has just asked for, or that waits; others that wait are worked on after it. */
  move: string
  /** Milliseconds since 1970: nothing new is begun after it. */
  until: number
}

/** Milliseconds between two looks at the table: whether somebody said stop, and to say how far it has come. */
const tick = 1_000
/** How often a move is taken up without coming any further. */
const mostRounds = 3
/** Milliseconds that a round must have before it. */
const leastTime = 30_000

/**
 * Moves in what people ask for, one move at a time: what is to be done stands in the table, and what is done in the object
 * store, so that a call that ends or is killed anywhere is followed by another that goes on.
 */
export function createMover({ newsroom, files, clientOf, now = () => new Date() }: MoverParts) {
  const { moves } = newsroom

  /** The one that was named, or the one that has waited longest. */
  async function findWork(named?: string): Promise<Move | undefined> {
    const found = named === undefined ? undefined : await moves.find(named, now())
    if (found && isUnderWay(found.move)) return found.move
    const { moves: all } = await moves.list(now(), { limit: 100 })
    const waiting = all.map(({ move }) => move).filter(isUnderWay)
    const [first] = waiting.toSorted((one, other) => (one.changedAt < other.changedAt ? -1 : 1))
    // The index may not know yet what has become of it.
    const current = first && (await moves.find(first.id, now()))
    return current && isUnderWay(current.move) ? current.move : undefined
  }

  const end = (move: Move, how: Parameters<typeof endMove>[1], ending?: Parameters<typeof endMove>[2]) =>
    moves.revise(move.id, {
      next: (current) => (isUnderWay(current) ? endMove(current, how, ending) : current),
      now: now(),
    })

  async function fail(move: Move, reason: FailureReason): Promise<void> {
    log('warn', 'a moving-in ended', { move: move.id, reason })
    await end(move, reason)
  }

  /** Does the work while the table is told of it once a second, and ends it where somebody says so or time is over. */
  async function attend(owner: string, move: Move, until: number): Promise<void> {
    const controller = new AbortController()
    const cut = (why: Cut['why']) => controller.abort(new Cut(why))
    const progress = createProgress()
    let hasWritten = false
    let telling = Promise.resolve()
    async function tell(): Promise<void> {
      const say = { move: move.id, progress: progress.say(performance.now()) }
      if (!(await moves.takeTurn(owner, now(), say))) return cut('lost')
      const current = await moves.find(move.id, now())
      if (!current || current.move.isStopping) cut('stopped')
      if (now().getTime() >= until) cut('time')
    }
    const timer = setInterval(() => {
      telling = telling.then(tell).catch((error: unknown) => {
        log('warn', 'the progress of a moving-in could not be told', describeError(error))
      })
    }, tick)
    try {
      const { isCut, ...ending } = {
        isCut: false,
        ...(await workOn(move, {
          ...{ files, client: clientOf(move.by.id), progress, signal: controller.signal },
          now: now().getTime(),
          async onWritten() {
            if (hasWritten) return
            hasWritten = true
            await moves.revise(move.id, { next: (current) => ({ ...current, rounds: 0 }), now: now() })
          },
        })),
      }
      await end(move, isCut ? 'stopped' : 'whole', ending)
    } catch (error) {
      const why =
        error instanceof Cut
          ? error.why
          : controller.signal.aborted
            ? controller.signal.reason.why
            : undefined
      if (why === 'stopped') await end(move, 'stopped')
      else if (why === 'time' && !hasWritten) await fail(move, 'slow')
      else if (error instanceof FileMissing) await fail(move, 'files')
      else if (why === undefined) throw error
    } finally {
      clearInterval(timer)
      await telling
    }
  }

  async function takeUp(owner: string, move: Move, until: number): Promise<void> {
    const person = await newsroom.findStaff(move.by.id, now())
    if (!person || !isPermitted(person, 'import')) return await fail(move, 'person')
    if (move.isStopping) return void (await end(move, 'stopped'))
    if (move.rounds >= mostRounds) return await fail(move, 'broken')
    await moves.revise(move.id, {
      next: (current) => ({ ...current, rounds: current.rounds + 1 }),
      now: now(),
    })
    await attend(owner, move, until)
  }

  /** What nobody has forgotten yet whose time is over: on one machine no table and no bucket does it by itself. */
  async function forgetOld(): Promise<void> {
    for (const id of await moves.expired(now())) {
      await files.remove(id)
      await moves.remove(id)
    }
  }

  return async function work({ move: named, until }: Call): Promise<{ moved: string[] }> {
    const moved: string[] = []
    await forgetOld()
    const first = await findWork(named)
    if (!first) return { moved }
    const owner = crypto.randomUUID()
    if (!(await moves.takeTurn(owner, now(), { move: first.id }))) return { moved }
    try {
      for (let next: Move | undefined = first; next; next = await findWork()) {
        if (moved.includes(next.id) || until - now().getTime() < leastTime) break
        await takeUp(owner, next, until)
        moved.push(next.id)
      }
    } catch (error) {
      // It stays as it is, and the clock's next tick takes it up again.
      log('error', 'a moving-in was cut short', describeError(error))
    } finally {
      await moves.endTurn(owner, now())
    }
    return { moved }
  }
}
