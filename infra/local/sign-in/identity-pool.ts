import type { IncomingMessage, ServerResponse } from 'node:http'
import { jwtVerify } from 'jose'
import * as z from 'zod'
import { rolesInOrder } from '../../role-order.ts'
import { clientId, identityOf, identityPoolId } from './accounts.ts'
import type { Lending } from './lending.ts'
import type { UserPool } from './user-pool.ts'

const getId = z.object({ IdentityPoolId: z.string(), Logins: z.record(z.string(), z.string()) })
const getCredentials = z.object({ IdentityId: z.string(), Logins: z.record(z.string(), z.string()) })
const claims = z.object({
  sub: z.string(),
  token_use: z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
})

class NotAuthorized extends Error {}

/** Stands in for the identity pool: what GetId and GetCredentialsForIdentity do for tokens of one user pool. */
export function createIdentityPoolApi(userPool: UserPool, lending: Lending) {
  const { host, pathname } = new URL(userPool.issuer)

  /** Refuses what the user pool has not signed, for the desk, a short while ago. */
  async function read(logins: Record<string, string>) {
    const options = { issuer: userPool.issuer, audience: clientId, algorithms: ['RS256'] }
    const { payload } = await jwtVerify(logins[host + pathname] ?? '', userPool.keys, options).catch(
      (error) => {
        throw new NotAuthorized(`Invalid login token: ${error instanceof Error ? error.message : error}`)
      },
    )
    return claims.parse(payload)
  }

  const operations: Record<string, (body: unknown) => Promise<object>> = {
    async GetId(body) {
      const { IdentityPoolId, Logins } = getId.parse(body)
      if (IdentityPoolId !== identityPoolId) throw new NotAuthorized('there is no such identity pool')
      return { IdentityId: identityOf((await read(Logins)).sub) }
    },
    async GetCredentialsForIdentity(body) {
      const { IdentityId, Logins } = getCredentials.parse(body)
      const { sub, 'cognito:groups': groups } = await read(Logins)
      if (IdentityId !== identityOf(sub)) throw new NotAuthorized('the identity is of somebody else')
      const acting = rolesInOrder.find((each) => groups.includes(each))
      if (!acting) throw new NotAuthorized('the token names no role')
      return { IdentityId, Credentials: lending.lend(IdentityId, sub, acting) }
    },
  }

  return async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    if (request.method === 'OPTIONS') return void response.writeHead(200, cors).end()
    const target = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
    const reply = (status: number, body: object) =>
      response
        .writeHead(status, { ...cors, 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(body))
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const operation = operations[target]
      if (!operation) return void reply(400, { __type: 'UnknownOperationException' })
      reply(200, await operation(JSON.parse(Buffer.concat(chunks).toString())))
    } catch (error) {
      const __type = error instanceof NotAuthorized ? 'NotAuthorizedException' : 'InvalidParameterException'
      reply(400, { __type, message: error instanceof Error ? error.message : '' })
    }
  }
}
