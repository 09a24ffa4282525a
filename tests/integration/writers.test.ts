import { randomInt } from 'node:crypto'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { type Act, chain, type Revision } from '../../functions/domain/revision.ts'
import { revisionTag } from '../../functions/store/entity-tag.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { tableNames } from '../../infra/local/database.ts'
import { verifyTable } from '../../infra/tools/verify/chains.ts'
import { newId } from '../support/articles/articles.ts'
import { aFolder } from '../support/folder.ts'
import { startEmbedded } from '../support/product/databases.ts'
import { everyFate, startFaults } from '../support/writes/faults.ts'
import {
  findLies,
  ledgerOf,
  type Outcome,
  readLedger,
  resultOf,
  type Write,
} from '../support/writes/ledger.ts'
import type { Writer } from '../support/writes/writer-process.ts'
import { buildWriters, startWriters } from '../support/writes/writers.ts'

/** A run that failed is tried again with `BANTIN_SEED`. */
const seed = Number(process.env.BANTIN_SEED) || randomInt(1_000_000_000)

/** A note says what an act was for; of a text that was written, its title does. */
function markOf({ note, state }: Revision<unknown>): string {
  // The shape of an article that is not parsed.
  const { translations } = state as { translations: { vi: { title: string } } }
  return note ?? translations.vi.title
}

describe('twenty writers on a bad line to the database', () => {
  const [processes, writersOfProcess, writes] = [5, 4, 100]

  it('find every acknowledged write exactly once in the chain, and no refused one', async () => {
    const database = await startEmbedded()
    onTestFinished(database.stop)
    const folder = await aFolder()
    const table = createTable(database.client, database.table)
    const newsroom = createNewsroom(table)
    const articles = Array.from({ length: 8 }, newId)
    const all = Array.from(
      { length: processes * writersOfProcess },
      (_, index): Writer => ({
        member: { id: `WRITER${index}`, name: `Writer ${index}`, role: 'admin' },
        way: index % 3 === 0 ? 'door' : 'store',
      }),
    )
    for (const { member } of all) await newsroom.saveStaff(member)
    const code = await buildWriters(folder)

    async function startProcess(index: number) {
      const faults = await startFaults({
        database: database.address,
        seed: seed + index,
        kill: () => running.kill(),
      })
      onTestFinished(faults.stop)
      const running = startWriters(
        code,
        {
          bundle: join(inject('bundles'), 'admin', 'index.mjs'),
          table: database.table,
          folder,
          writers: all.filter((_, each) => each % processes === index),
          articles,
          writes,
          seed: seed + index,
        },
        {
          NEWSROOM_TABLE: database.table,
          SITE_TABLE: tableNames.site,
          FEEDBACK_TABLE: tableNames.feedback,
          VIEWS_TABLE: tableNames.views,
          SITE_URL: 'http://localhost',
          UPLOADS_BUCKET: 'bantin-uploads',
          SEARCH_BUCKET: 'bantin-index',
          MEDIA_FUNCTION: 'media',
          MOVER_FUNCTION: 'mover',
          SENDS_MAIL: 'no',
          USER_POOL: 'local_Local',
          AWS_REGION: 'local',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_ENDPOINT_URL_DYNAMODB: faults.endpoint,
          AWS_CONFIG_FILE: devNull,
          AWS_SHARED_CREDENTIALS_FILE: devNull,
        },
      )
      onTestFinished(running.stop)
      return { running, faults }
    }
    const started = await Promise.all(Array.from({ length: processes }, (_, index) => startProcess(index)))
    await Promise.all(started.map(({ running }) => running.ended))
    await Promise.all(started.map(({ faults }) => faults.stop()))

    const done = all.flatMap(({ member }) => readLedger(ledgerOf(folder, member)))
    const chains = new Map(
      await Promise.all(articles.map(async (id) => [id, await newsroom.articles.raw(id)] as const)),
    )
    expect(findLies(done, chains, markOf), `seed ${seed}`).toEqual([])
    expect((await verifyTable(table)).breaks, `seed ${seed}`).toEqual([])

    // All of it has happened, and often.
    expect(done).toHaveLength(all.length * writes)
    const results = Map.groupBy(done, (write) => resultOf(write).is)
    for (const is of ['acknowledged', 'refused'] as const)
      expect(results.get(is)?.length, `seed ${seed}`).toBeGreaterThan(200)
    const sentAgain = results.get('acknowledged')?.filter(({ outcomes }) => outcomes[0]?.is === 'unknown')
    const lost = results
      .get('unknown')
      ?.filter(({ mark }) => [...chains.values()].flat().some((each) => markOf(each) === mark))
    for (const some of [sentAgain, results.get('unknown'), lost])
      expect(some?.length ?? 0, `seed ${seed}`).toBeGreaterThan(0)
    const met = started.flatMap(({ faults }) => Object.keys(faults.met))
    expect(new Set(met), `seed ${seed}`).toEqual(new Set(everyFate))
  }, 600_000)
})

describe('the comparison of what writers were told with what is there', () => {
  const article = newId()
  const actor = { id: 'e1', name: 'Editor', role: 'editor' } as const
  const at = '2026-01-10T08:00:00.000Z'
  const digest = 'd'.repeat(64)

  function made(previous: Revision<unknown> | undefined, mark: string, more: Partial<Act> = {}) {
    const act: Act = { at, actor, action: 'edit', requestId: `request-${mark}`, ...more }
    return chain(article, previous, act, { translations: { vi: { title: mark } } })
  }

  function told(mark: string, knows: Revision<unknown> | undefined, ...outcomes: Outcome[]): Write {
    const ask = { method: 'PUT', path: `/articles/${article}`, body: {} }
    const tag = knows && revisionTag(knows)
    return { mark, article, knows: tag, ask, requestIds: outcomes.map(() => `request-${mark}`), outcomes }
  }

  const acknowledged = (revision: Revision<unknown>): Outcome => ({
    is: 'acknowledged',
    tag: revisionTag(revision),
  })
  const refused: Outcome = { is: 'refused', why: '412' }
  const unknown: Outcome = { is: 'unknown', why: 'no answer' }

  const first = made(undefined, 'first')
  const second = made(first, 'second')
  const third = made(second, 'third', { repeat: { key: 'e1 k', digest } })
  const truth = {
    revisions: [first, second, third] as Revision<unknown>[],
    writes: [
      told('first', undefined, acknowledged(first)),
      told('second', first, unknown),
      { ...told('third', second, unknown, acknowledged(third)), key: 'k' },
      told('late', first, refused),
      told('nowhere', third, unknown),
    ],
  }
  const lies = ({ writes, revisions }: typeof truth) =>
    findLies(writes, new Map([[article, revisions]]), markOf)
  const withRevision = (revision: Revision<unknown>) => [...truth.revisions, revision]

  it('finds nothing in a history that is true', () => {
    expect(lies(truth)).toEqual([])
  })

  it.each([
    [
      'that is there twice',
      { revisions: withRevision(made(third, 'third', { requestId: 'x', repeat: { key: 'e1 l', digest } })) },
      'third is there 2 times',
    ],
    [
      'of unknown outcome that is there twice',
      { revisions: withRevision(made(third, 'second', { requestId: 'x' })) },
      'second is there 2 times',
    ],
    [
      'that was acknowledged and is lost',
      { revisions: [first, second] },
      'third was acknowledged, and is not there',
    ],
    [
      'that was refused and is there',
      { revisions: withRevision(made(third, 'late')) },
      'late was refused (412), and is there',
    ],
    ['that nobody wrote', { revisions: withRevision(made(third, 'stranger')) }, 'nobody wrote stranger'],
    [
      'over one that its writer never saw',
      {
        revisions: withRevision(made(third, 'nowhere')),
        writes: truth.writes.map((each) =>
          each.mark === 'nowhere' ? told('nowhere', second, unknown) : each,
        ),
      },
      'nowhere follows',
    ],
    [
      'by a request that was never sent',
      { revisions: withRevision(made(third, 'nowhere', { requestId: 'x' })) },
      'nowhere was made by a request that nobody sent',
    ],
    [
      'under the key of another',
      { revisions: withRevision(made(third, 'nowhere', { repeat: { key: 'e1 k', digest } })) },
      'key e1 k made two revisions',
    ],
    [
      'by a request that made one before',
      { revisions: withRevision(made(third, 'nowhere', { requestId: 'request-first' })) },
      'request request-first made two revisions',
    ],
    [
      'with the tag of another',
      { writes: [told('first', undefined, acknowledged(second)), ...truth.writes.slice(1)] },
      'first is "1-',
    ],
    [
      'in the wrong article',
      { writes: [{ ...truth.writes[0]!, article: 'other' }, ...truth.writes.slice(1)] },
      'first is in article',
    ],
    ['that leaves a gap', { revisions: [first, third] }, `revision 2 of ${article} is missing`],
    [
      'that was changed afterwards',
      { revisions: [first, { ...second, note: undefined, at: '2026-01-11T08:00:00.000Z' }, third] },
      `revision 2 of ${article} was changed`,
    ],
  ])('sees a write %s', (_what, forgery, complaint) => {
    expect(lies({ ...truth, ...forgery }).join('\n')).toContain(complaint)
  })
})
