import { describe, expect, it } from 'vitest'
import { pretendedAccounts } from '../support/articles/accounts.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

const email = 'phong.thong-tin@example.vn'
const record = { name: 'Phòng Thông tin', role: 'editor', sections: ['news'], from: '2026-12-01' }

async function aPool() {
  const pool = pretendedAccounts()
  const door = await aDoor(undefined, undefined, { accounts: pool.accounts })
  const invite = (body: object, key?: string, who: 'admin' | 'admin2' | 'approver' = 'admin') =>
    door.as(who).send('POST', '/staff/invitations', {
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    })
  return { ...pool, door, invite }
}

describe('an administrator', () => {
  it('invites somebody, who is on the staff from then on with what was said of them', async () => {
    const { invite, mailed, door } = await aPool()
    const made = await invite({ email: 'Phong.Thong-Tin@example.vn', record }, 'once')
    expect(made).toMatchObject({ status: 201, body: { ...record, active: true } })
    expect(mailed).toEqual([email])
    const { staff } = (await door.as('admin').get('/staff')).body
    expect(staff).toContainEqual(expect.objectContaining({ id: made.body.id, name: record.name }))
    // Who did it is kept for ever, the address is not.
    const { activity } = (await door.as('admin').get('/activity?action=appoint')).body
    expect(activity).toMatchObject([{ kind: 'staff', subject: made.body.id, actor: { id: 'admin' } }])
    const everything = await Array.fromAsync(door.table.scan())
    expect(JSON.stringify(everything)).not.toContain(email)
  })

  it('invites them once, however often the request is sent, and nobody over what another wrote', async () => {
    const { invite, mailed } = await aPool()
    const [first, again] = [await invite({ email, record }, 'once'), await invite({ email, record }, 'once')]
    expect([again.status, again.etag, again.body]).toEqual([201, first.etag, first.body])
    const other = await invite(
      { email, record: { ...record, role: 'admin', sections: undefined } },
      'b',
      'admin2',
    )
    expect([other.status, other.body.detail]).toEqual([409, expect.stringContaining(record.name)])
    expect(mailed).toEqual([email])
  })

  it('ends what a crash has cut short by asking again: an account alone may do nothing', async () => {
    const { invite, accounts, mailed, door } = await aPool()
    const id = await accounts.invite(email)
    expect((await door.as('admin').get(`/staff/${id}`)).status).toBe(404)
    expect(await invite({ email, record }, 'again')).toMatchObject({ status: 201, body: { id } })
    expect(mailed).toEqual([email])
  })

  it('is told what is wrong before anybody is mailed', async () => {
    const { invite, mailed } = await aPool()
    for (const [status, body] of [
      [422, { email: 'nobody', record }],
      [422, { email, record: { ...record, sections: ['nowhere'] } }],
      [422, { email, record: { ...record, until: '2026-11-01' } }],
      [422, { email, record: { ...record, role: 'admin' } }],
      [422, { email }],
    ] as const)
      expect((await invite(body, crypto.randomUUID())).status, JSON.stringify(body)).toBe(status)
    expect((await invite({ email, record })).status).toBe(428)
    expect((await invite({ email, record }, 'x', 'approver')).status).toBe(403)
    expect(mailed).toEqual([])
  })

  it('sends an invitation again once for each time that somebody saw how far they are, until they have come', async () => {
    const { invite, mailed, door, confirm } = await aPool()
    const { id } = (await invite({ email, record }, 'once')).body
    const admin = door.as('admin')
    const again = (changed: string) => admin.send('POST', `/staff/${id}/invitation`, { body: { changed } })
    const { body } = await admin.get(`/staff/${id}/account`)
    expect(body).toMatchObject({ email, state: 'invited' })
    for (const status of [200, 200]) expect((await again(body.changed)).status).toBe(status)
    expect(mailed).toEqual([email, email])
    confirm(id)
    expect((await again(body.changed)).status).toBe(409)
    expect((await admin.get('/staff/editor/account')).status).toBe(404)
    expect((await door.as('approver').get(`/staff/${id}/account`)).status).toBe(403)
  })

  it('locks the account of whoever leaves, and opens it when they are taken back', async () => {
    const { invite, door } = await aPool()
    const { body, etag } = await invite({ email, record: { name: record.name, role: 'editor' } }, 'once')
    const write = (tag: string, active: boolean) =>
      door.as('admin').put(`/staff/${body.id}`, tag, { name: record.name, role: 'editor', active })
    const state = async () => (await door.as('admin').get(`/staff/${body.id}/account`)).body.state
    const ended = await write(etag, false)
    expect([ended.status, await state()]).toEqual([200, 'disabled'])
    await write(ended.etag, true)
    expect(await state()).toBe('active')
  })

  it('ends a record though the account cannot be locked: the record is what counts', async () => {
    const { accounts } = pretendedAccounts()
    const enable = async () => {
      throw new Error('the pool is away')
    }
    const door = await aDoor(undefined, undefined, { accounts: { ...accounts, enable } })
    const body = { name: 'Vai editor', role: 'editor', active: false }
    const sent = { body, headers: { 'if-none-match': '*' } }
    expect((await door.as('admin').send('PUT', '/staff/editor', sent)).status).toBe(201)
    expect((await door.as('editor').get('/me')).status).toBe(403)
  })
})
