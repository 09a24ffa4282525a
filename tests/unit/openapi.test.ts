import { createHash } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createAdminApp } from '../../functions/admin/app.ts'
import { descriptionOf } from '../../functions/admin/describe.ts'
import { oldFields } from '../../functions/admin/openapi/old-fields.ts'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import type { ApiDocument, ApiOperation, JsonSchema } from '../../functions/admin/openapi/types.ts'
import { locales } from '../../functions/domain/locale.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { apiWords } from '../../locales/index.ts'
import { pretendedAccounts } from '../support/articles/accounts.ts'
import { listenToLog } from '../support/log.ts'
import { pretendedMedia } from '../support/media/no-media.ts'

// One line of the log for each request.
listenToLog()

const lan = 'AIDALAN'
const hoa = 'AIDAHOA'

/** The editors' door on a table in memory, with two administrators. */
async function aDoor() {
  const table = createMemoryTable()
  const newsroom = createNewsroom(table)
  for (const id of [lan, hoa]) await newsroom.saveStaff({ id, name: id, role: 'admin' })
  return createAdminApp({
    ...pretendedMedia,
    newsroom,
    royalties: createRoyalties(table),
    siteUrl: 'https://news.example',
    accounts: {
      ...pretendedAccounts().accounts,
      find: async () => ({
        email: 'phong@example.vn',
        state: 'invited',
        changed: '2026-11-27T02:00:00.000Z',
      }),
    },
  })
}
type Door = Awaited<ReturnType<typeof aDoor>>

const app = await aDoor()
const document: ApiDocument = await (await app.request('/openapi.json')).json()
const { components } = document

interface Call {
  id: string
  method: string
  path: string
  operation: ApiOperation
}

const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]): Call => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
    }),
  ),
)
const descriptions = app.routes.flatMap(({ handler }) => descriptionOf(handler) ?? [])
const callOf = (id: string) => calls.find((each) => each.id === id)!
const withBody = calls.filter(({ operation }) => operation.requestBody)
const bodyOf = ({ operation }: Call) => operation.requestBody!.content['application/json']!
const exampleOf = (call: Call) => (call.operation.requestBody ? bodyOf(call).example : undefined)

/** A schema of the document that stands on its own. */
function alone(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify({ ...schema, $defs: components.schemas })
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'))
}

const parsers = new Map<JsonSchema, z.ZodType>()

/** What of a value a schema of the document does not allow. */
function complaints(schema: JsonSchema, value: unknown): string[] {
  const parser = parsers.get(schema) ?? z.fromJSONSchema(alone(schema))
  parsers.set(schema, parser)
  const { error } = parser.safeParse(value)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split('/').at(-1)
  return name ? components.schemas[name]! : schema
}

const articleId = '0r5g8k2m4n'
const payeeId = '0p3y7c1d5f'
const royaltyId = '0t9w2x6z8a'
const noteId = '0n4q7v1x3b'
const replyId = '0q8d2f6h9j'

/** Of the link that a test has made last: its id is not the client's to choose. */
let linkId = articleId

/** Likewise of a move. */
let moveId = articleId

function fileOf(path: string): string {
  if (!path.startsWith('/moves')) return '2026-11'
  return path.includes('/files/') ? articleId : 'report.csv'
}

/** A path whose parameters have values of things that are there. */
function sampleOf(path: string): string {
  const id = path.startsWith('/payees')
    ? payeeId
    : path.startsWith('/links')
      ? linkId
      : path.startsWith('/royalties')
        ? royaltyId
        : path.startsWith('/royalty-schemes')
          ? 'default'
          : path.startsWith('/staff')
            ? hoa
            : path.startsWith('/feedback')
              ? '2026-11-27-0042'
              : path.startsWith('/outward-links')
                ? '0123456789abcdef'
                : path.startsWith('/moves')
                  ? moveId
                  : articleId
  return path
    .replace('{id}', id)
    .replace('{note}', noteId)
    .replace('{entry}', replyId)
    .replace('{locale}', 'vi')
    .replace('{number}', '1')
    .replace('{part}', path.startsWith('/settings') ? 'words' : 'vi')
    .replace('{file}', fileOf(path))
}

const queries: Record<string, string> = {
  compareRevisions: '?from=1&to=1',
  proposeRoyalty: `?article=${articleId}&locale=vi`,
}

interface Sending {
  body?: unknown
  headers?: Record<string, string>
  as?: string | undefined
}

const asRead = { 'if-match': 'as read' }

/** `asRead` is the tag that is current, as somebody names it who has just read what they change. */
async function known(door: Door, path: string, headers: Record<string, string>, env: object) {
  if (headers['if-match'] !== asRead['if-match']) return headers
  const resource = path.split('/').slice(0, 3).join('/')
  const { headers: current } = await door.request(resource, {}, env)
  return { ...headers, 'if-match': current.get('etag') ?? '' }
}

async function send(door: Door, { id, method, path }: Call, { body, headers = {}, as = lan }: Sending = {}) {
  const env = { event: { requestContext: { requestId: 'r1', authorizer: { iam: { userId: as } } } } }
  const init = {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(await known(door, sampleOf(path), headers, env)),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  const response = await door.request(sampleOf(path) + (queries[id] ?? ''), init, env)
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: isJson ? await response.json() : await response.text(),
  }
}

/** What the document says of an answer with a status. */
function answerOf({ operation }: Call, status: number) {
  const answer = operation.responses[String(status)]
  if (answer && '$ref' in answer) return components.responses[answer.$ref.split('/').at(-1)!]
  return answer
}

describe('the description of the editors’ API', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('holds every route of the app, each by the one description that stands beside its handler', () => {
    const own = app.routes.filter(({ method }) => method !== 'ALL')
    const routes = new Set(own.map(({ method, path }) => `${method} ${path}`))
    const described = own.filter(({ handler }) => descriptionOf(handler))
    expect(described.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...routes].sort())
    const called = calls.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/gu, ':$1')}`)
    expect(called.sort()).toEqual([...routes].sort())
  })

  it('gives every operation a name of its own, and describes each part of its path', () => {
    expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length)
    for (const { path, operation } of calls) {
      const names = (operation.parameters ?? []).flatMap((each) =>
        'in' in each && each.in === 'path' && each.required ? [`{${each.name}}`] : [],
      )
      expect.soft(names.sort(), path).toEqual([...(path.match(/\{\w+\}/gu) ?? [])].sort())
    }
  })

  it.each(locales)('has words in %s for every operation, component and refusal', (locale) => {
    const words = apiWords[locale]
    const ids = descriptions.map(({ id }) => id)
    expect(Object.keys(words.operations).sort()).toEqual(ids.sort())
    const names = Object.keys(components.schemas).filter((name) => !components.schemas[name]?.description)
    expect(names).toEqual([])
    expect(Object.keys(words.schemas).filter((name) => !components.schemas[name])).toEqual([])
    expect(Object.keys(words.tags).filter((tag) => !descriptions.some((it) => it.tag === tag))).toEqual([])
  })

  it('leads every reference to something that is there', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/gu)
    for (const [, path = ''] of references) {
      const target = path
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document)
      expect.soft(target, path).toBeDefined()
    }
  })

  it('says of every address but its own that it takes a signature', () => {
    const open = calls.filter(({ operation }) => operation.security)
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      openPaths.map((path) => `GET ${path}`).sort(),
    )
    expect(document.security).toEqual([{ signature: [] }])
    expect(components.securitySchemes.signature).toMatchObject({ 'x-amazon-apigateway-authtype': 'awsSigv4' })
  })
})

it('says which roles may do what, as the guards have it', () => {
  const textOf = (id: string) => callOf(id).operation.description
  expect(textOf('writeScheme')).toContain('Allowed roles: admin.')
  expect(textOf('returnText')).toContain('Allowed roles: editor, approver, admin.')
  expect(textOf('whoAmI')).not.toContain('Allowed roles')
})

describe('what is sent', () => {
  it.each(withBody.map((call) => [call.id, call] as const))(
    'by %s is described as the route takes it: its example passes, an unknown field does not',
    async (_, call) => {
      const { schema, example } = bodyOf(call)
      expect(complaints(schema, example)).toEqual([])
      expect((await send(app, call, { body: example })).status).not.toBe(422)

      const more = { ...(example as object), createdBy: lan }
      expect(resolved(schema).additionalProperties).toBe(false)
      expect(complaints(schema, more)).not.toEqual([])
      const refused = await send(app, call, { body: more })
      expect(refused.status).toBe(422)
      expect(refused.body.errors.map(({ field }: { field: string }) => field)).toContain('createdBy')
    },
  )

  it.each(calls.filter(({ method }) => method !== 'GET').map((call) => [call.id, call] as const))(
    'by %s needs a precondition exactly where that is said',
    async (_, call) => {
      const { status } = await send(app, call, { body: exampleOf(call) })
      expect(status === 428).toBe(answerOf(call, 428) !== undefined)
      const knowsTags = JSON.stringify(call.operation.parameters).includes('/IfMatch')
      expect(answerOf(call, 412) !== undefined).toBe(knowsTags)
    },
  )

  it('has a limit wherever it is text, a list or a number', () => {
    const unbounded: string[] = []
    function look(schema: JsonSchema, at: string) {
      const { type, properties = {}, items, anyOf = [], oneOf = [] } = schema
      const text = schema.maxLength ?? schema.pattern ?? schema.enum ?? schema.const ?? schema.format
      if (type === 'string' && text === undefined) unbounded.push(at)
      if (type === 'array' && schema.maxItems === undefined) unbounded.push(at)
      if (type === 'integer' && schema.minimum === undefined) unbounded.push(at)
      for (const [name, each] of Object.entries(properties)) look(each as JsonSchema, `${at}.${name}`)
      for (const each of [...anyOf, ...oneOf]) look(each as JsonSchema, at)
      if (items) look(items as JsonSchema, `${at}[]`)
    }
    for (const call of calls) {
      for (const each of call.operation.parameters ?? [])
        if ('in' in each && !switches.includes(each.name)) look(each.schema, `${call.id} ${each.name}`)
      if (call.operation.requestBody) look(bodyOf(call).schema, call.id)
    }
    for (const [name, schema] of Object.entries(components.schemas))
      if (name.endsWith('Input')) look(schema, name)
    expect(unbounded).toEqual([])
  })

  it('may be as long as the document says, and no longer', async () => {
    const { body, title } = resolved(components.schemas.TranslationInput!).properties as Record<
      string,
      JsonSchema
    >
    const write = callOf('writeArticle')
    const text = (title: string, body = '') => ({ section: 'news', translations: { vi: { title, body } } })
    const statusOf = async (written: object) => (await send(app, write, { body: written })).status
    expect(await statusOf(text('a'.repeat(title!.maxLength!)))).toBe(428)
    expect(await statusOf(text('a'.repeat(title!.maxLength! + 1)))).toBe(422)
    const paragraph = (length: number) => `<p>${'a'.repeat(length - '<p></p>'.length)}</p>`
    expect(await statusOf(text('a', paragraph(body!.maxLength!)))).toBe(428)
    expect(await statusOf(text('a', paragraph(body!.maxLength! + 1)))).toBe(422)
    expect(await statusOf(text('a', 'a'.repeat(1_000_000)))).toBe(413)
    expect(document.info.description).toContain('1,000,000 bytes')
  })
})

/** `true` and `false` as text, in many spellings. */
const switches = ['overdue', 'unreviewed', 'late', 'stale', 'lookAgain', 'mine', 'dry-run', 'discarded']

describe('what is answered', () => {
  /** Sends what must succeed, and holds the answer to the document. */
  async function done(door: Door, id: string, sending: Sending = {}) {
    const call = callOf(id)
    const { body = exampleOf(call) } = sending
    const sent = await send(door, call, { ...sending, ...(body !== undefined && { body }) })
    const answer = answerOf(call, sent.status)
    expect(sent.status, `${id}: ${JSON.stringify(sent.body)}`).toBeLessThan(300)
    expect(answer, `${id} answers ${sent.status}`).toBeDefined()
    const { schema } = answer!.content?.['application/json'] ?? {}
    if (schema) expect(complaints(schema, sent.body), id).toEqual([])
    expect(sent.etag !== null, `${id} ETag`).toBe(answer!.headers?.ETag !== undefined)
    return sent
  }

  /** The tag of the note, or of what was said in it. */
  async function noteTag(door: Door, entry?: number): Promise<Record<string, string>> {
    const [note] = (await done(door, 'listNotes')).body.notes
    return { 'if-match': entry === undefined ? note.etag : note.entries[entry].etag }
  }

  it('is what the document says, from the first draft to the statement', async () => {
    const door = await aDoor()
    const absent = { headers: { 'if-none-match': '*' } }
    const any = { headers: asRead }
    await done(door, 'writeArticle', absent)
    for (const id of ['submitText', 'returnText', 'submitText']) await done(door, id, any)
    await done(door, 'approveText', { ...any, as: hoa })
    linkId = (await done(door, 'shareText', { headers: { 'idempotency-key': 'k1' } })).body.link.id
    await done(door, 'revokeLink')
    await done(door, 'scheduleText', {
      ...any,
      body: { publishAt: new Date(Date.now() + 3_600_000).toISOString() },
    })
    await done(door, 'readCalendar')
    await done(door, 'unscheduleText', any)
    const [, , article = ''] = sampleOf('/articles/{id}').split('/')
    const together = { name: 'Lễ hội', members: [{ article, locale: 'vi' }] }
    await done(door, 'writeRelease', { ...absent, body: together })
    const moment = new Date(Date.now() + 3_600_000).toISOString()
    await done(door, 'scheduleRelease', { ...any, body: { publishAt: moment } })
    await done(door, 'readCalendar')
    for (const id of ['listReleases', 'readRelease']) await done(door, id)
    for (const id of ['unscheduleRelease', 'discardRelease']) await done(door, id, any)
    await done(door, 'publishText', any)
    for (const id of ['nameRevision', 'approveMany', 'publishMany', 'moveMany']) await done(door, id)
    await done(door, 'moveArticle', { ...any, body: { section: 'border' } })
    for (const id of ['saveWorkingCopy', 'readWorkingCopies', 'listWorkingCopies']) await done(door, id)
    await done(door, 'lookAgainAtArticle', any)
    for (const id of ['writeNote', 'answerNote']) await done(door, id, absent)
    await done(door, 'resolveNote', { headers: await noteTag(door) })
    await done(door, 'reopenNote', { headers: await noteTag(door) })
    for (const id of ['correctNote', 'takeBackNote'])
      await done(door, id, { headers: await noteTag(door, 1) })
    for (const id of ['listNotes', 'sayPresence']) await done(door, id)
    await done(door, 'assignText', { ...any, body: { to: hoa, from: null, due: '2030-01-02' } })
    await done(door, 'writeSlot', absent)
    await done(door, 'askForUpload', absent)
    await done(door, 'completeUpload')
    for (const id of ['describeMedia', 'focusPicture', 'withdrawMedia', 'removeMedia'])
      await done(door, id, any)
    await done(door, 'writeSettings', absent)
    await done(door, 'writeStaff', { ...absent, body: { name: 'Hoa', role: 'admin' } })
    await done(door, 'writeScheme', absent)
    await done(door, 'writePayee', absent)
    await done(door, 'writeRoyalty', absent)
    const key = { 'idempotency-key': 'k2' }
    moveId = (await done(door, 'beginMove', { headers: key })).body.id
    await done(door, 'addMoveFile', { headers: key })
    for (const id of ['chooseMoveOptions', 'tryMove', 'stopMove']) await done(door, id, any)
    const reading = calls.filter(({ method, id }) => method === 'GET' && !notHere.includes(id))
    for (const { id } of reading) await done(door, id)
    const { warnings } = (await done(door, 'readRoyalty')).body
    const accept = warnings.map(({ code }: { code: string }) => code)
    await done(door, 'approveRoyalty', { ...any, as: hoa, body: { accept, note: 'đã xem' } })
    await done(door, 'payRoyalty', { ...any, body: { on: '2026-01-02', reference: 'UNC 1' } })
    await done(door, 'reverseRoyalty', any)
    for (const id of ['listRoyalties', 'readRoyalty', 'readStatement']) await done(door, id)
    await done(door, 'withdrawText', any)
    await done(door, 'restoreRevision', any)
    await done(door, 'publishTextNow', any)
    await done(door, 'reviewText', { ...any, as: hoa })
    await done(door, 'listActivity')
    await done(door, 'beginSlot', any)
    await done(door, 'dropWorkingCopy')
  })

  /** What needs something that is not there, or is no JSON. */
  const notHere = [
    ...['browseApi', 'describeApi', 'compareSource'],
    ...['listMoveNotices', 'readMoveMapping', 'readMoveReport'],
  ]

  it.each([
    ['writeArticle', 412, { headers: { 'if-none-match': '*' } }],
    ['writeArticle', 422, { body: {} }],
    ['readPayee', 403, { as: 'AIDANOBODY' }],
    ['readPayee', 404, {}],
    ['submitText', 400, { headers: { 'if-match': 'x' } }],
    ['withdrawText', 409, { headers: asRead }],
  ] as const)('is a problem of the document where %s is refused with %i', async (id, status, sending) => {
    const door = await aDoor()
    const created = callOf('writeArticle')
    await send(door, created, { body: bodyOf(created).example, headers: { 'if-none-match': '*' } })
    const call = callOf(id)
    const body = exampleOf(call)
    const refused = await send(door, call, { body, ...sending })
    expect(refused.status, JSON.stringify(refused.body)).toBe(status)
    const { schema } = answerOf(call, status)!.content!['application/problem+json']!
    expect(complaints(schema, refused.body)).toEqual([])
  })

  it('heeds the Idempotency-Key of every write', async () => {
    const door = await aDoor()
    for (const id of ['writeArticle', 'writePayee', 'writeRoyalty']) {
      const { status } = await send(door, callOf(id), {
        body: bodyOf(callOf(id)).example,
        headers: { 'if-none-match': '*' },
      })
      expect(status).toBe(201)
    }
    const shared = callOf('shareText')
    const newKey = { 'idempotency-key': 'share' }
    linkId = (await send(door, shared, { body: bodyOf(shared).example, headers: newKey })).body.link.id
    const wrong = { 'idempotency-key': 'two words', 'if-match': '"1-00000000"' }
    for (const call of calls.filter(({ method }) => method !== 'GET')) {
      const { status, body } = await send(door, call, { body: exampleOf(call), headers: wrong })
      expect.soft([status, body.detail], call.id).toEqual([400, expect.stringContaining('Idempotency-Key')])
      expect.soft(call.operation.parameters, call.id).toContainEqual({
        $ref: expect.stringMatching(/^#\/components\/parameters\/IdempotencyKey(?:Required)?$/u),
      })
    }
  })
})

describe('the door', () => {
  it('asks everybody for a signature, whatever stands before it, but not for its description', async () => {
    for (const { id, method, path } of calls) {
      const { status } = await app.request(sampleOf(path), { method })
      expect.soft(status, id).toBe(openPaths.some((each) => each === path) ? 200 : 403)
    }
    for (const path of ['/docs/', '/docs/x', '/openapi.json/', '/openapi', '/Docs'])
      expect.soft((await app.request(path)).status, path).toBe(403)
    expect((await app.request('/docs', { method: 'POST' })).status).toBe(403)
  })

  it('lets its description, and nothing else, be kept for five minutes', async () => {
    for (const path of openPaths)
      expect((await app.request(path)).headers.get('cache-control')).toBe('public, max-age=300')
    expect((await app.request('/articles')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('the table of the old portal’s fields', () => {
  /** As the form of the content type "Tin Tức Mở Rộng" shows them. */
  const form = [
    ...['Tiêu đề', 'Hình ảnh', 'Hình ảnh mô tả', 'Tóm tắt', 'Nội dung', 'Link thay thế nội dung'],
    ...[
      'Ngày xuất bản',
      'Tin nổi bật',
      'Tác giả',
      'Phân loại',
      'Loại bài viết',
      'Số Trang',
      'Số Ảnh',
      'Số tiền',
    ],
    ...[
      'Tin liên quan',
      'Audio',
      'Trạng thái',
      'Lịch sử',
      'Số lượt người đọc',
      'TinMoiNhat',
      'Approval Status',
    ],
    ...['Attachments', 'Content Type', 'Version', 'Created at … by', 'Last modified at … by'],
  ]

  it('holds each of them', () => {
    expect(oldFields.map(({ old }) => old)).toEqual(form)
    for (const field of form) expect(document.info.description).toContain(`| ${field} |`)
  })

  it.each(oldFields.flatMap(({ old, now = [] }) => now.map(([component, field]) => [old, component, field])))(
    'leads %s to a field that is there: %s %s',
    (_, component, field) => {
      const found = field!
        .replace('{locale}', 'vi')
        .split('.')
        .reduce<JsonSchema | undefined>((at, name) => {
          return resolved(at ?? {}).properties?.[name] as JsonSchema | undefined
        }, components.schemas[component!])
      expect(found).toBeDefined()
    },
  )
})

describe.each(locales)('the page in %s', (locale) => {
  const page = async () => await app.request(`/docs?locale=${locale}`)
  it('says its language', async () => {
    const response = await page()
    expect(response.headers.get('content-language')).toBe(locale)
    expect(await response.text()).toContain(`<html lang="${locale}">`)
  })

  it('shows every operation, and every link in it leads somewhere', async () => {
    const html = await (await page()).text()
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id))
    for (const { id } of calls) expect.soft(ids).toContain(id)
    for (const [, target] of html.matchAll(/href="#([^"]+)"/gu)) expect.soft(ids).toContain(target)
    for (const { summary } of Object.values(apiWords[locale].operations)) expect.soft(html).toContain(summary)
  })

  it('loads nothing, runs nothing, and allows no style but its own', async () => {
    const response = await page()
    const html = await response.text()
    expect(html).not.toMatch(/<script|<img|<iframe| style=| on\w+=|https?:\/\/(?!\.\.\.)/u)
    const style = /<style>(.*?)<\/style>/su.exec(html)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain(`style-src 'sha256-${digest}'`)
    expect(policy).toMatch(/^default-src 'none'/u)
    expect(policy).not.toContain('unsafe')
  })
})

it('is in Vietnamese for whoever asks for no language, and refuses one that it does not have', async () => {
  expect(await (await app.request('/docs')).text()).toContain('<html lang="vi">')
  expect((await app.request('/docs?locale=fr')).status).toBe(422)
})
