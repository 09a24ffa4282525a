import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { accessReport, digestOf } from '../../functions/domain/people/access.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { verifyReport } from '../../infra/tools/verify/access-report.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

/** The editors' door, and who does what on which day of Vietnam. */
async function aStaff() {
  let clock = new Date('2026-10-05T02:00:00.000Z')
  const table = createMemoryTable()
  const door = await aDoor(table, () => clock)
  const admin = door.as('admin')
  const id = 'AIDASTANDIN'
  return {
    table,
    door,
    admin,
    id,
    at(moment: string) {
      clock = new Date(moment)
    },
    async put(body: object, who = id) {
      const { etag } = await admin.get(`/staff/${who}`)
      const headers: Record<string, string> = etag ? { 'if-match': etag } : { 'if-none-match': '*' }
      return await admin.send('PUT', `/staff/${who}`, {
        body: { name: 'Người thay', role: 'approver', ...body },
        headers,
      })
    },
    /** Whether somebody is let in. */
    enter: async () =>
      await door.app.request(
        '/me',
        { headers: { 'accept-language': 'en' } },
        {
          event: { requestContext: { authorizer: { iam: { userId: id } } } },
        },
      ),
  }
}

describe('somebody who stands in for another', () => {
  it('may do what they are to from the first day to the last, by the clock in Vietnam', async () => {
    const { put, at, enter } = await aStaff()
    expect((await put({ from: '2026-11-10', until: '2026-11-20' })).status).toBe(201)
    const told: [string, number][] = [
      ['2026-11-09T16:59:59.000Z', 403],
      ['2026-11-09T17:00:00.000Z', 200],
      ['2026-11-20T16:59:59.000Z', 200],
      ['2026-11-20T17:00:00.000Z', 403],
    ]
    for (const [moment, status] of told) {
      at(moment)
      expect([moment, (await enter()).status]).toEqual([moment, status])
    }
    expect(await (await enter()).json()).toMatchObject({ code: 'forbidden', rule: 'access_ended' })
    at('2026-11-01T00:00:00.000Z')
    expect(await (await enter()).json()).toMatchObject({ rule: 'access_begins' })
  })

  it('keeps nobody from being locked out, and nobody limits themselves', async () => {
    const { put, admin, door } = await aStaff()
    const twice = await put({ from: '2026-11-10', until: '2026-11-01' })
    expect([twice.status, twice.body.errors[0].field]).toEqual([422, 'until'])
    const own = await put({ role: 'admin', until: '2027-01-01' }, 'admin')
    expect([own.status, own.body.rule]).toEqual([409, 'own_role'])
    // The other administrator is here for some days alone: so the first one stays.
    await put({ role: 'admin', until: '2027-01-01' }, 'admin2')
    const { etag } = await admin.get('/staff/admin')
    const refused = await door.as('admin2').send('PUT', '/staff/admin', {
      body: { name: 'Vai admin', role: 'editor' },
      headers: etag ? { 'if-match': etag } : { 'if-none-match': '*' },
    })
    expect([refused.status, refused.body.rule]).toEqual([409, 'last_admin'])
  })
})

describe('the list of the staff', () => {
  it('says by which tag each is changed, and on which day they were here last', async () => {
    const { put, admin, door, at } = await aStaff()
    const { etag } = await put({})
    at('2026-11-19T18:00:00.000Z')
    await door.as('editor').get('/desk')
    const { staff } = (await admin.get('/staff')).body
    const of = (who: string) => staff.find(({ id }: { id: string }) => id === who)
    expect(of('AIDASTANDIN')).toMatchObject({ etag, role: 'approver' })
    expect(of('editor')).toMatchObject({ lastSeen: '2026-11-20' })
    expect(of('contributor')).not.toHaveProperty('lastSeen')
  })
})

describe('the report of access rights', () => {
  it('tells who had which right at the last moment of a month, whatever became of it since', async () => {
    const { put, admin, at, id } = await aStaff()
    at('2026-10-31T16:00:00.000Z')
    await put({ role: 'editor', sections: ['news'] })
    at('2026-11-02T00:00:00.000Z')
    await put({ role: 'approver' })
    at('2026-12-15T00:00:00.000Z')
    await put({ role: 'approver', active: false })
    const rightIn = async (month: string) => {
      const { people, isComplete } = (await admin.get(`/staff/access/${month}`)).body
      const found = people.find((each: { id: string }) => each.id === id)
      return [isComplete, found && [found.role, found.sections, found.given.by.id]]
    }
    expect(await rightIn('2026-09')).toEqual([true, undefined])
    expect(await rightIn('2026-10')).toEqual([true, ['editor', ['news'], 'admin']])
    expect(await rightIn('2026-11')).toEqual([true, ['approver', undefined, 'admin']])
    at('2026-12-15T00:00:01.000Z')
    expect(await rightIn('2026-12')).toEqual([false, undefined])
  })

  it('is for administrators, as JSON and as a workbook with a name in their language', async () => {
    const { door, admin } = await aStaff()
    expect((await door.as('approver').get('/staff/access/2026-10')).status).toBe(403)
    expect((await admin.get('/staff/access/2026-13')).status).toBe(422)
    const env = { event: { requestContext: { authorizer: { iam: { userId: 'admin' } } } } }
    const book = await door.app.request('/staff/access/2026-10.xlsx?locale=vi', {}, env)
    expect(book.headers.get('content-disposition')).toContain('2026-10.xlsx')
    const bytes = new Uint8Array(await book.arrayBuffer())
    const files = unzipSync(bytes)
    const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    // On A4, one page wide, with the names of its columns on each.
    expect(textOf('xl/workbook.xml')).toContain(`localSheetId="0">'Quyền truy cập'!$5:$5<`)
    expect(textOf('xl/worksheets/sheet1.xml')).toMatch(
      /<pageSetup [^>]*paperSize="9"[^>]*fitToWidth="1" fitToHeight="0"/u,
    )
  })

  it('is proved by the chains: what was changed in it, and what they do not say, is found', async () => {
    const { put, admin, at, table } = await aStaff()
    at('2026-10-20T00:00:00.000Z')
    await put({})
    at('2026-11-05T00:00:00.000Z')
    const { body } = await admin.get('/staff/access/2026-10')
    const report = accessReport.parse(body)
    const folder = await mkdtemp(join(tmpdir(), 'access-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'report.json')
    const faults = async (content: object) => {
      await writeFile(file, JSON.stringify(content))
      return (await verifyReport(table, file)).map(({ what }) => what)
    }
    expect(await faults(report)).toEqual([])
    // What happens later changes nothing of a month that is over.
    await put({ active: false })
    expect(await faults(report)).toEqual([])
    const fewer = { ...report, people: report.people.slice(1) }
    expect(await faults(fewer)).toEqual(['was changed after it was made: its digest differs'])
    expect(await faults({ ...fewer, digest: digestOf(fewer) })).toEqual([
      'says something else than the histories of the staff',
    ])
    expect(await faults({})).toEqual(['is no report of access rights'])
  })
})
