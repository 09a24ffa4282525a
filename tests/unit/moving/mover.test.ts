import { beforeEach, describe, expect, it } from 'vitest'
import {
  addFile,
  askToRun,
  askToTry,
  beginMove,
  endMove,
  type Move,
  most,
} from '../../../functions/domain/moving/move.ts'
import { placeOf } from '../../../functions/mover/fetch-files.ts'
import { createMover } from '../../../functions/mover/mover.ts'
import { createProgress } from '../../../functions/mover/progress.ts'
import type { AdminClient } from '../../../functions/moving-in/admin-client.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { createNewsroom, type Newsroom } from '../../../functions/store/newsroom.ts'
import { createMemoryMoveFiles } from '../../support/moving/move-files.ts'

const at = '2026-11-28T01:00:00.000Z'
const now = () => new Date(at)
const file = { id: '4k7m2p9x1b', name: 'tin.json', bytes: 5 }
const aMove = () =>
  addFile(beginMove({ id: '4k7m2p9x1a', name: 'Tin', by: { id: 'admin', name: 'A' }, at }), file)

describe('a move', () => {
  const tried = () => endMove(askToTry(aMove()), 'whole')

  it('is run once these very files were tried, and goes on as the same run where it was stopped', () => {
    expect(() => askToRun(aMove())).toThrow('move_untried')
    const stopped = endMove(askToRun(tried()), 'stopped')
    expect(askToRun(stopped).run).toBe(stopped.run)
    expect(askToRun(endMove(askToRun(tried()), 'whole')).run).toBe(2)
    expect(() => askToRun(addFile(tried(), { ...file, id: '4k7m2p9x1c' }))).toThrow('move_untried')
  })

  it('that is under way takes no other file, and is not begun twice', () => {
    const running = askToRun(tried())
    expect(() => addFile(running, { ...file, id: '4k7m2p9x1c' })).toThrow('move_under_way')
    expect(() => askToTry(running)).toThrow('move_under_way')
    // The same request again, whose answer was lost.
    expect(addFile(running, file)).toBe(running)
  })

  it('holds no more than its function has room for', () => {
    const large = { ...file, id: '4k7m2p9x1c', bytes: most.bytes }
    expect(() => addFile(aMove(), large)).toThrow('move_size')
  })
})

describe('the mover', () => {
  let newsroom: Newsroom
  beforeEach(() => {
    newsroom = createNewsroom(createMemoryTable())
  })
  const clientOf = (): AdminClient => {
    throw new Error('nothing is asked')
  }

  async function worked(move: Move): Promise<Move> {
    await newsroom.moves.begin(move, now())
    const work = createMover({ newsroom, files: createMemoryMoveFiles(), clientOf, now })
    await work({ move: move.id, until: now().getTime() + 600_000 })
    return (await newsroom.moves.require(move.id, now())).move
  }

  it('writes nothing for somebody who may not move anything in any more', async () => {
    await newsroom.saveStaff({ id: 'admin', name: 'A', role: 'editor' })
    expect(await worked(askToTry(aMove()))).toMatchObject({ state: 'failed', failure: 'person' })
  })

  it('says that it failed where it was cut short three times at one place', async () => {
    await newsroom.saveStaff({ id: 'admin', name: 'A', role: 'admin' })
    const move = { ...askToTry(aMove()), rounds: 3 }
    expect(await worked(move)).toMatchObject({ state: 'failed', failure: 'broken' })
  })

  it('leaves to another call what that has in hand', async () => {
    await newsroom.saveStaff({ id: 'admin', name: 'A', role: 'editor' })
    await newsroom.moves.takeTurn('another', now(), { move: '4k7m2p9x1a' })
    expect(await worked(askToTry(aMove()))).toMatchObject({ state: 'trying' })
    expect(await newsroom.moves.waiting(now())).toBeUndefined()
    await newsroom.moves.endTurn('another', now())
    expect(await newsroom.moves.waiting(now())).toBe('4k7m2p9x1a')
  })
})

describe('a file of a move', () => {
  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['C:\\xuat\\tin.json', 'C:/xuat/tin.json'],
    ['/./', '4k7m2p9x1b'],
    ['16_files/xe.jpg', '16_files/xe.jpg'],
  ])('called %s lies below the folder of its move', (name, place) => {
    expect(placeOf({ ...file, name }, new Set())).toBe(place)
  })

  it('with the name of another one lies beside it, and a long name keeps its end', () => {
    expect(placeOf(file, new Set(['tin.json']))).toBe('4k7m2p9x1b/tin.json')
    const long = placeOf({ ...file, name: `${'ế'.repeat(250)}.json` }, new Set())
    expect(Buffer.byteLength(long)).toBeLessThan(255)
    expect(long).toMatch(/\.json$/u)
  })
})

describe('progress', () => {
  it('tells the rate as it is now, and what that leaves to wait', () => {
    const progress = createProgress()
    progress.begin('writing', 100)
    expect(progress.say(0)).toEqual({ phase: 'writing', done: 0, total: 100 })
    progress.at(20)
    expect(progress.say(10_000)).toMatchObject({ done: 20, perSecond: 2, secondsLeft: 40 })
    progress.at(90)
    expect(progress.say(40_000)).not.toHaveProperty('secondsLeft')
  })
})
