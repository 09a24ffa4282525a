import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anArticle, newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

const contributor = 'AIDALOCALCONTRIBUTOR'
const editor = 'AIDALOCALEDITOR'
const admin = () => as(cloud, 'admin')
const put = (id: string, body: object, headers: Record<string, string> = { 'if-none-match': '*' }) =>
  admin().send('PUT', `/staff/${id}`, { body, headers })

describe('the staff', () => {
  it('is listed by name, and kept by administrators only', async () => {
    const { staff } = (await admin().get('/staff')).body
    expect(staff.map(({ role }: { role: string }) => role)).toEqual([
      'admin',
      'approver',
      'contributor',
      'editor',
    ])
    for (const role of ['contributor', 'editor', 'approver'] as const) {
      expect((await as(cloud, role).get('/staff')).status).toBe(403)
      const body = { name: 'Tôi', role: 'admin' }
      const sent = await as(cloud, role).send('PUT', `/staff/${editor}`, {
        body,
        headers: { 'if-none-match': '*' },
      })
      expect(sent.status).toBe(403)
    }
  })

  it('changes as a chain of revisions: nobody overwrites what they have not seen', async () => {
    const id = 'AROAEXAMPLE:phong.thong-tin@example.vn'
    const made = await put(id, { name: 'Phòng Thông tin', role: 'editor' })
    expect(made).toMatchObject({ status: 201, body: { id, role: 'editor', active: true } })
    expect((await put(id, { name: 'Khác', role: 'editor' })).status).toBe(412)
    const body = { name: 'Phòng Thông tin', role: 'approver' }
    const raised = await put(id, body, { 'if-match': made.etag, 'idempotency-key': 'raise' })
    expect(raised).toMatchObject({ status: 200, body: { role: 'approver' } })
    expect((await put(id, body, { 'if-match': made.etag, 'idempotency-key': 'raise' })).etag).toBe(
      raised.etag,
    )
    const { revisions } = (await admin().get(`/staff/${id}/revisions`)).body
    expect(revisions.map(({ action }: { action: string }) => action)).toEqual(['appoint', 'appoint'])
    const { activity } = (await admin().get('/activity?action=appoint')).body
    expect(activity[0]).toMatchObject({ kind: 'staff', subject: id })
    expect((await as(cloud, 'editor').get('/activity?action=appoint')).body.activity).toEqual([])
  })

  it('is limited to sections as its record says, from the next request on', async () => {
    const limited = { name: 'Biên giới', role: 'contributor', sections: ['border'] }
    expect((await put(contributor, limited)).status).toBe(201)
    expect((await as(cloud, 'contributor').get('/me')).body).toMatchObject({ sections: ['border'] })
    expect((await as(cloud, 'contributor').create(newId(), anArticle())).status).toBe(403)
    const own = await as(cloud, 'contributor').create(newId(), anArticle({ section: 'border' }))
    expect(own.status).toBe(201)
  })

  it('may do nothing any more when they have left, and what they did stays', async () => {
    const id = newId()
    await as(cloud, 'editor').create(id, anArticle())
    const left = await put(editor, { name: 'editor', role: 'editor', active: false })
    expect(left.status).toBe(201)
    const refused = await as(cloud, 'editor').get('/articles')
    expect(refused.status).toBe(403)
    expect(refused.body.detail).toContain('has left the staff')
    const { revisions } = (await admin().get(`/articles/${id}/revisions`)).body
    expect(revisions[0].actor).toMatchObject({ id: editor, name: 'editor' })
  })

  it.each<[string, object]>([
    ['another role', { name: 'x', role: 'editor' }],
    ['no access', { name: 'x', role: 'admin', active: false }],
  ])('keeps an administrator: nobody gives themselves %s', async (_, body) => {
    const refused = await put('AIDALOCALADMIN', body)
    expect(refused.status).toBe(409)
    expect((await admin().get('/me')).body.role).toBe('admin')
  })

  it.each<[string, object, string]>([
    ['a role that there is not', { name: 'x', role: 'owner' }, 'role'],
    ['a section that there is not', { name: 'x', role: 'editor', sections: ['nowhere'] }, 'section'],
    ['an administrator of some sections', { name: 'x', role: 'admin', sections: ['news'] }, 'sections'],
    ['an empty name', { name: '', role: 'editor' }, 'name'],
    ['a field that is not theirs to write', { name: 'x', role: 'editor', id: 'other' }, 'id'],
  ])('refuses %s', async (_, body, field) => {
    const refused = await put('AIDAEXAMPLE0000', body)
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].field).toBe(field)
  })
})
