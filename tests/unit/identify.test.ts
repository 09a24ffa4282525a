import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { listenToLog } from '../support/log.ts'
import { withoutMedia } from '../support/media/no-media.ts'

// One line of the log for each request.
listenToLog()

const table = createMemoryTable()
const newsroom = createNewsroom(table)
const app = createAdminApp({
  ...withoutMedia,
  newsroom,
  royalties: createRoyalties(table),
  siteUrl: 'https://news.example',
})

const sub = '11111111-2222-3333-4444-555555555555'
const pool = 'ap-southeast-1_Example01'
const provider = `cognito-idp.ap-southeast-1.amazonaws.com/${pool}`
const role = {
  userId: 'AROAEXAMPLEROLE',
  userArn: 'arn:aws:sts::000000000000:assumed-role/Editor/CognitoIdentityCredentials',
}

/** What the gateway says of a caller who signed in at the desk. */
const signedIn = (amr: string[]) => ({
  ...role,
  cognitoIdentity: { amr, identityId: 'ap-southeast-1:1', identityPoolId: 'ap-southeast-1:2' },
})

async function me(iam: object | undefined) {
  const env = { event: { requestContext: { ...(iam && { authorizer: { iam } }) } } }
  const response = await app.request('/me', { headers: { 'accept-language': 'en' } }, env)
  return { status: response.status, body: await response.json() }
}

describe('a caller', () => {
  it('is who signed in at the desk, by the user pool and the sub', async () => {
    await newsroom.saveStaff({ id: `${pool}:${sub}`, name: 'Phòng Thông tin', role: 'editor' })
    const amr = ['authenticated', provider, `${provider}:CognitoSignIn:${sub}`]
    expect(await me(signedIn(amr))).toMatchObject({
      status: 200,
      body: { id: `${pool}:${sub}`, role: 'editor' },
    })
  })

  it('is a user of IAM by their own id', async () => {
    await newsroom.saveStaff({ id: 'AIDAEXAMPLE', name: 'Quản trị', role: 'admin' })
    expect((await me({ userId: 'AIDAEXAMPLE', cognitoIdentity: null })).body.id).toBe('AIDAEXAMPLE')
  })

  it('is a session of a role, which comes before the role itself', async () => {
    await newsroom.saveStaff({ id: 'AROAOTHER:office', name: 'Văn phòng', role: 'approver' })
    await newsroom.saveStaff({ id: 'AROAOTHER', name: 'Vai trò', role: 'contributor' })
    const session = { userId: 'AROAOTHER', callerId: 'AROAOTHER:office' }
    expect((await me(session)).body.role).toBe('approver')
    expect((await me({ userId: 'AROAOTHER:office' })).body.role).toBe('approver')
    expect((await me({ ...session, callerId: 'AROAOTHER:desk' })).body.role).toBe('contributor')
  })

  it.each([
    ['another sub', ['authenticated', provider, `${provider}:CognitoSignIn:${sub.replace('1', '9')}`]],
    ['no sign-in', ['unauthenticated']],
    [
      'a name that only looks like one',
      [`x${provider}:CognitoSignIn:${sub}`, `${provider}:CognitoSignIn:${sub}x`],
    ],
    ['another provider', [`accounts.google.com:${sub}`]],
  ])('is nobody with %s, even where the role that all share were on the staff', async (_, amr) => {
    await newsroom.saveStaff({ id: role.userId, name: 'Vai trò', role: 'admin' })
    const refused = await me(signedIn(amr))
    expect(refused.status).toBe(403)
    expect(refused.body.detail).toContain('nobody on the staff')
  })

  it('is told so when they have left the staff', async () => {
    const office = { kind: 'STAFF', id: 'x' }
    const act = {
      at: '2026-11-26T00:00:00.000Z',
      actor: { ...office, name: 'X', role: 'admin' as const },
      action: 'appoint' as const,
      requestId: 'r',
    }
    const record = { name: 'Cộng tác viên', role: 'contributor' as const, active: false }
    await newsroom.staff.revise('AIDALEFT', { absent: true }, () => ({ act, state: record }))
    const refused = await me({ userId: 'AIDALEFT' })
    expect(refused.status).toBe(403)
    expect(refused.body.detail).toBe(
      'the signature is valid, but whoever it belongs to (AIDALEFT) has left the staff; an administrator can take them back',
    )
  })

  it.each([undefined, {}, { userId: '' }, { userId: 7 }, { userId: 'AIDAEXAMPLE', cognitoIdentity: 'x' }])(
    'is refused where the gateway says %j',
    async (iam) => {
      expect(await me(iam)).toMatchObject({ status: 403, body: { detail: 'the request is not signed' } })
    },
  )
})
