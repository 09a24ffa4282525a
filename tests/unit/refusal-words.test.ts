import { Hono } from 'hono'
import { afterAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createAdminApp } from '../../functions/admin/app.ts'
import type { ApiDocument } from '../../functions/admin/openapi/types.ts'
import { propose, type Royalty, type RoyaltyInput } from '../../functions/domain/royalty/royalty.ts'
import type { TextFacts } from '../../functions/domain/royalty/text.ts'
import { problem } from '../../functions/http/problem.ts'
import { validate } from '../../functions/http/validate.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { withoutMedia } from '../support/media/no-media.ts'

// One line of the log for each request.
vi.spyOn(process.stdout, 'write').mockReturnValue(true)
afterAll(() => {
  vi.restoreAllMocks()
})

interface FieldError {
  field: string
  message: string
}

const table = createMemoryTable()
const newsroom = createNewsroom(table)
await newsroom.saveStaff({ id: 'AIDAADMIN', name: 'Quản trị', role: 'admin' })
const app = createAdminApp({
  ...withoutMedia,
  newsroom,
  royalties: createRoyalties(table),
  siteUrl: 'https://news.example',
})
const document: ApiDocument = await (await app.request('/openapi.json')).json()

/** What is answered to an administrator: what is wrong, field by field, where fields are. */
async function answerTo(
  method: string,
  path: string,
  body?: unknown,
  language = 'en',
): Promise<{ detail?: string; errors?: FieldError[] }> {
  const env = { event: { requestContext: { authorizer: { iam: { userId: 'AIDAADMIN' } } } } }
  const headers = new Headers({ 'accept-language': language })
  if (body !== undefined) headers.set('content-type', 'application/json')
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await app.request(path, init, env)
  return response.headers.get('content-type')?.includes('json') ? await response.json() : {}
}

async function errorsOf(method: string, path: string, body?: unknown): Promise<FieldError[]> {
  return (await answerTo(method, path, body)).errors ?? []
}

const samples = { id: '0r5g8k2m4n', locale: 'vi', number: '1', file: '2026-11' }
const filled = (path: string) =>
  Object.entries(samples).reduce((text, [name, value]) => text.replace(`{${name}}`, value), path)

const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)

/** Sentences of the validator itself, which speak of types of a program. */
const raw = /\b(?:Invalid|Too (?:big|small)|Unrecognized|expected|received|undefined|NaN|boolean|string)\b/u

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
const wrongs: Json[] = [null, true, -1, 1.5, 1e12, '', 'x', '\u0000', [], ['x'], [{}], {}, { x: 1 }]

/** A body with something wrong in each place of it, one at a time; nothing at all among them. */
function spoiled(value: Json): (Json | undefined)[] {
  if (typeof value !== 'object' || value === null) return wrongs
  const inside = Object.entries(value).flatMap(([name, each]) =>
    [undefined, ...spoiled(each)].map((wrong) =>
      Array.isArray(value) ? value.with(Number(name), wrong ?? null) : { ...value, [name]: wrong as Json },
    ),
  )
  return [...wrongs, ...inside]
}

describe('what is wrong with a request is said in words of the trade', () => {
  it.each(
    calls
      .filter(({ operation }) => operation.requestBody)
      .map((each) => [each.operation.operationId, each] as const),
  )('by %s, whatever stands where in its body', async (_, { method, path, operation }) => {
    const { example } = operation.requestBody?.content['application/json'] ?? {}
    const said = new Set<string>()
    for (const body of spoiled(example as Json))
      for (const { message } of await errorsOf(method, filled(path), body)) said.add(message)
    expect(said.size).toBeGreaterThan(0)
    expect([...said].filter((message) => raw.test(message))).toEqual([])
  })

  it('in every query and path', async () => {
    const said = new Set<string>()
    for (const { method, path, operation } of calls) {
      const names = (operation.parameters ?? []).flatMap((each) =>
        'in' in each && each.in === 'query' ? [each.name] : [],
      )
      const asked = [
        '',
        ...names.flatMap((name) => wrongs.map((wrong) => `?${name}=${encodeURIComponent(String(wrong))}`)),
      ]
      for (const address of [
        ...asked.map((query) => filled(path) + query),
        path.replaceAll(/\{\w+\}/gu, '~'),
      ])
        for (const { message } of await errorsOf(method, address)) said.add(message)
    }
    expect(said.size).toBeGreaterThan(0)
    expect([...said].filter((message) => raw.test(message))).toEqual([])
  })

  it('calls a parameter a parameter, and names those that there are', async () => {
    expect(await errorsOf('GET', '/activity?q=x')).toMatchObject([
      {
        field: 'q',
        message:
          'is not a parameter of this address; it takes: month, person, article, action, limit, cursor',
      },
    ])
  })

  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'is missing; it must be text'],
    [z.string(), 5, 'must be text, not a number'],
    [z.array(z.string()), 'x', 'must be a list, not text'],
    [z.strictObject({}), [], 'must be an object, not a list'],
    [z.boolean(), null, 'must be true or false, not null'],
    [z.int(), 1.5, 'is 1.5; it must be a whole number'],
    [z.coerce.number(), 'x', 'must be a number'],
    [z.int().min(1), 0, 'is 0; it must be at least 1'],
    [z.number().lt(1), 2, 'is 2; it must be less than 1'],
    [z.number().multipleOf(0.5), 0.3, 'is 0.3; it must be a multiple of 0.5'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(3), 'ab', 'has 2 characters; it must have at least 3'],
    [z.string().max(1), 'ab', 'has 2 characters; at most 1 is allowed'],
    [z.array(z.int()).min(1), [], 'must hold at least 1 item'],
    [z.array(z.int()).max(2), [1, 2, 3], 'holds 3 items; at most 2 are allowed'],
    [z.enum(['vi', 'en']), 'fr', 'is "fr"; it must be one of: vi, en'],
    [z.enum(['vi', 'en']), undefined, 'is missing; it must be one of: vi, en'],
    [z.literal('x'), {}, 'must be: x'],
    [z.enum(['vi']), 'y'.repeat(500), `is "${'y'.repeat(40)}…"; it must be: vi`],
    [z.enum(['vi']), 'a\u202eb', 'is "a\ufffdb"; it must be: vi'],
    [z.url(), 'x', 'must be a web address such as "https://example.vn/"'],
    [z.iso.date(), 'x', 'must be a day such as "2019-07-11"'],
    [z.union([z.string(), z.int()]), true, 'has none of the forms that are allowed'],
    [z.string().refine(() => false), 'x', 'is not allowed'],
  ])('as of %o: %o', async (schema, value, message) => {
    const small = new Hono()
      .post('/', validate('json', z.strictObject({ field: schema })), (c) => c.body(null))
      .onError((error, c) => problem(c, error))
    const response = await small.request('/', {
      method: 'POST',
      body: JSON.stringify({ field: value }),
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    })
    expect(await response.json()).toMatchObject({
      detail: `field: ${message}`,
      errors: [{ field: 'field', message }],
    })
  })
})

describe('a refusal about royalties is in one language, the one that is asked for', () => {
  const shares = (all: number[]) => ({
    article: '0r5g8k2m4n',
    locale: 'vi',
    works: [{ genre: 'news', coefficientTenths: 10 }],
    pages: 1,
    photos: 0,
    contributions: all.map((shareBasisPoints, index) => ({
      payee: `0p3y7c1d5${index}`,
      role: 'author',
      shareBasisPoints,
    })),
  })
  const field = 'contributions'

  it.each([
    ['', 'tổng tỷ lệ đóng góp không được vượt quá 100%'],
    ['vi', 'tổng tỷ lệ đóng góp không được vượt quá 100%'],
    ['en-GB, vi;q=0.5', 'the shares come to more than 100 % (10,000 basis points)'],
  ])('where shares come to more than the whole, of %s', async (language, message) => {
    const body = shares([6000, 5000])
    expect(await answerTo('PUT', '/royalties/0t9w2x6z8a', body, language)).toMatchObject({
      detail: `${field}: ${message}`,
      errors: [{ field, message }],
    })
  })

  it.each([
    [undefined, 'nhuận bút đã phê duyệt không thể thay đổi; hãy đảo bút toán rồi lập khoản mới'],
    ['en', 'an approved royalty cannot be changed; reverse it and write a new one'],
  ])('where what is approved is written again, of %s', async (language, message) => {
    const approved = new Hono()
      .get('/', (c) =>
        c.json(propose('0t9w2x6z8a', { state: 'approved' } as Royalty, {} as RoyaltyInput, {} as TextFacts)),
      )
      .onError((error, c) => problem(c, error))
    const headers = new Headers(language ? { 'accept-language': language } : {})
    const { detail } = await (await approved.request('/', { headers })).json()
    expect(detail).toBe(message)
  })
})
