import assert from 'node:assert/strict'
import { GetBucketEncryptionCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { articleInput } from '../../../functions/domain/article/article.ts'
import { write } from '../../../functions/domain/article/write.ts'
import { newsroomKeys } from '../../../functions/store/keys.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createTable } from '../../../functions/store/table.ts'
import { type TableDefinition, tables } from '../../tables.ts'
import { createPace } from '../restore/pace.ts'
import { restoreItems } from '../restore/restore-items.ts'
import { tableSource } from '../restore/table-source.ts'
import { verifyTable } from '../verify/chains.ts'
import type { Clients } from './aws.ts'

/** What the deployed stack says of itself. */
export const outputs = z.object({
  NewsroomTable: z.string(),
  SiteTable: z.string(),
  MediaBucket: z.string(),
  LogsBucket: z.string(),
  PublisherName: z.string(),
  SchedulerName: z.string(),
})
export type Outputs = z.infer<typeof outputs>

const keySchema = z
  .array(z.object({ AttributeName: z.string() }))
  .transform(([pk, sk]) => ({ pk: pk?.AttributeName, sk: sk?.AttributeName }))
const index = z
  .object({
    IndexName: z.string(),
    KeySchema: keySchema,
    Projection: z.object({ NonKeyAttributes: z.array(z.string()).optional() }),
  })
  .transform(({ IndexName, KeySchema, Projection: { NonKeyAttributes: include } }) => ({
    name: IndexName,
    ...KeySchema,
    ...(include && { include: include.toSorted() }),
  }))
const described = z.object({
  Table: z.object({
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.array(index).default([]),
    StreamSpecification: z.object({ StreamEnabled: z.boolean(), StreamViewType: z.string() }).optional(),
    LatestStreamArn: z.string().optional(),
    DeletionProtectionEnabled: z.boolean(),
  }),
})

async function describe({ ask }: Clients, name: string) {
  return described.parse(await ask('dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName: name })).Table
}

async function checkTable(clients: Clients, name: string, definition: TableDefinition): Promise<void> {
  const table = await describe(clients, name)
  assert.deepEqual(table.KeySchema, definition.key)
  const indexes = definition.indexes.map(({ include, ...keys }) => ({
    ...keys,
    ...(include && { include: include.toSorted() }),
  }))
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
  assert.deepEqual(table.GlobalSecondaryIndexes.toSorted(byName), indexes.sort(byName))
  assert.equal(table.StreamSpecification?.StreamEnabled ?? false, definition.stream)
  if (definition.stream) assert.equal(table.StreamSpecification?.StreamViewType, 'KEYS_ONLY')
  assert.equal(table.DeletionProtectionEnabled, true)
}

const id = '4k7m2p9x1a'
const at = '2026-01-10T08:00:00.000Z'
const actor = { id: 'rehearsal', name: 'Rehearsal', role: 'admin' } as const

/** By the product's own store: a revision is added once, is found by its key and through both indexes, and verifies. */
async function checkChain({ database }: Clients, { NewsroomTable }: Outputs): Promise<void> {
  const newsroom = createNewsroom(createTable(database, NewsroomTable))
  const translations = { vi: { title: 'Tổng duyệt', body: '<p>Nội dung.</p>' } }
  const input = articleInput.parse({ section: 'news', translations })
  const state = write(id, undefined, input, { by: actor.id, at, revision: 1 })
  const add = () =>
    newsroom.articles.revise(id, { absent: true }, () => ({ act: { at, actor, action: 'create' }, state }))
  const { hash } = await add()
  await assert.rejects(add, /exists_already/u)
  assert.equal((await newsroom.articles.latest(id))?.hash, hash)
  const [seen] = await newsroom.revisionsOf(at.slice(0, 7))
  assert.deepEqual([seen?.subject, seen?.number], [id, 1])
  const { rows } = await newsroom.articles.list({ limit: 10 })
  assert.deepEqual(
    rows.map((row) => row.id),
    [id],
  )
}

const configuration = z.object({
  Runtime: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
  CodeSize: z.number(),
})
const mappings = z.object({
  EventSourceMappings: z.array(z.object({ EventSourceArn: z.string(), FunctionArn: z.string() })),
})

async function checkFunctions(clients: Clients, names: Outputs): Promise<void> {
  const { lambda } = clients
  for (const name of [names.PublisherName, names.SchedulerName]) {
    const found = configuration.parse(await lambda(`/functions/${name}/configuration`))
    assert.equal(found.Runtime, 'nodejs24.x')
    assert.equal(found.Environment.Variables.NEWSROOM_TABLE, names.NewsroomTable)
    assert.ok(found.CodeSize > 10_000, 'the bundle was not delivered')
  }
  const { EventSourceMappings } = mappings.parse(await lambda('/event-source-mappings/'))
  const { LatestStreamArn } = await describe(clients, names.NewsroomTable)
  assert.deepEqual(
    EventSourceMappings.map(({ EventSourceArn, FunctionArn }) => [
      EventSourceArn,
      FunctionArn.split(':').at(-1),
    ]),
    [[LatestStreamArn, names.PublisherName]],
  )
}

/** Of a bucket moto makes no more than this; its other rules are held by the tests of the template. */
async function checkBuckets({ files }: Clients, { MediaBucket, LogsBucket }: Outputs): Promise<void> {
  for (const Bucket of [MediaBucket, LogsBucket]) {
    const { ServerSideEncryptionConfiguration: encryption } = await files.send(
      new GetBucketEncryptionCommand({ Bucket }),
    )
    const algorithms = encryption?.Rules?.map((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm)
    assert.deepEqual(algorithms, ['AES256'])
  }
  const file = { Bucket: MediaBucket, Key: 'media/rehearsal.txt' }
  await files.send(new PutObjectCommand({ ...file, Body: 'Tổng duyệt' }))
  const { Body } = await files.send(new GetObjectCommand(file))
  assert.equal(await Body?.transformToString(), 'Tổng duyệt')
}

/** As the runbook says: a copy of this second beside it, and what is missing put back from there, and nothing else. */
async function checkRestore({ ask, database }: Clients, { NewsroomTable }: Outputs): Promise<void> {
  await ask('dynamodb', 'DynamoDB_20120810.RestoreTableToPointInTime', {
    SourceTableName: NewsroomTable,
    TargetTableName: 'restored',
    UseLatestRestorableTime: true,
  })
  const [table, copy] = [createTable(database, NewsroomTable), createTable(database, 'restored')]
  await table.delete(newsroomKeys.revision(newsroomKeys.chain('ARTICLE', id), 1))
  const { written, conflicts } = await restoreItems({
    source: tableSource(copy),
    target: table,
    pace: createPace(1_000),
  })
  assert.deepEqual([written, conflicts], [1, []])
  assert.deepEqual((await verifyTable(table)).breaks, [])
}

export const checks: readonly [what: string, check: (clients: Clients, names: Outputs) => Promise<void>][] = [
  [
    'the newsroom’s table is as defined',
    (c, { NewsroomTable }) => checkTable(c, NewsroomTable, tables.newsroom),
  ],
  ['the site’s table is as defined', (c, { SiteTable }) => checkTable(c, SiteTable, tables.site)],
  ['a revision is added once, and found', checkChain],
  ['what is missing is put back from a copy of a second', checkRestore],
  ['functions run the bundles, one after the stream', checkFunctions],
  ['files are kept, encrypted', checkBuckets],
]
