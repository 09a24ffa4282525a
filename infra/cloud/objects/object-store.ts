import { mkdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { guarded } from '../guard.ts'
import { close, listen } from '../listen.ts'
import { createVerifier, type SecretOf, type Verdict } from '../signature.ts'
import { createPolicyVerifier } from '../signature-policy.ts'
import { decode, parseTarget } from '../signature-wire.ts'
import { type Bucket, createBucket } from './bucket.ts'
import type { Call } from './call.ts'
import { objectKey } from './key-file.ts'
import { operationFor } from './operations.ts'
import { postObject } from './post-form.ts'
import { accessDenied, noSuchBucket, S3Error } from './s3-error.ts'
import { errorDocument } from './xml.ts'

export interface ObjectStoreOptions {
  /** Everything is kept below it: `<bucket>/` and, while they are coming in, `.incoming/`. */
  folder: string
  region: string
  secretOf: SecretOf
  buckets: readonly string[]
  /** Origin of pages whose scripts may upload by forms, as the bucket's CORS rule says. @default none */
  formsFrom?: () => string
  /** Hears of every refused authentication and every bug; for the log, never for the client. */
  onTrouble?: (trouble: { event: 'refused' | 'failed'; method: string; reason: string }) => void
}

/** The part of S3 that the product uses, at path-style addresses, with every signature and policy checked. */
export function createObjectStore({
  folder,
  region,
  secretOf,
  buckets: names,
  formsFrom,
  onTrouble,
}: ObjectStoreOptions) {
  const incoming = join(folder, '.incoming')
  const buckets: ReadonlyMap<string, Bucket> = new Map(
    names.map((name) => [name, createBucket({ name, folder: join(folder, name), incoming })]),
  )
  const verifyHeader = createVerifier({ service: 's3', region, secretOf }).verifyHead
  const verifyPolicy = createPolicyVerifier({ region, secretOf })

  const server = createServer(
    guarded((req, res) => void serve(req, res).catch((error: unknown) => answerError(req, res, error)), {
      pages: formsFrom,
      onRefusal: ({ method, reason }) => onTrouble?.({ event: 'refused', method, reason }),
    }),
  )

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { origin } = req.headers
    if (origin !== undefined && origin === formsFrom?.()) {
      res.setHeader('access-control-allow-origin', origin)
      res.setHeader('vary', 'Origin')
      // A script that follows the progress asks first.
      if (req.method === 'OPTIONS') {
        res.writeHead(200, { 'access-control-allow-methods': 'POST', 'access-control-max-age': '3600' }).end()
        return
      }
    }
    if (isFormUpload(req)) return serveForm(req, res)
    const head = { method: req.method ?? '', target: req.url ?? '', rawHeaders: req.rawHeaders }
    const { payload } = mustBeOk(req, verifyHeader(head))
    const call = callOf(req, res, payload)
    await operationFor(call)(call)
  }

  /** A form is signed inside: its address must carry nothing. */
  async function serveForm(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [, name = ''] = /^\/([a-z0-9.-]+)\/?$/.exec(req.url ?? '') ?? []
    await postObject(req, res, {
      bucketName: name,
      bucket: buckets.get(name),
      authenticate: (policy) => void mustBeOk(req, verifyPolicy(policy)),
    })
  }

  function mustBeOk(req: IncomingMessage, verdict: Verdict) {
    if (verdict.ok) return verdict
    onTrouble?.({ event: 'refused', method: req.method ?? '', reason: verdict.reason })
    throw accessDenied()
  }

  function callOf(req: IncomingMessage, res: ServerResponse, payload: string): Call {
    const { path, params: pairs } = parseTarget(req.url ?? '')
    const params = new Map(pairs)
    if (params.size < pairs.length) throw new S3Error('InvalidArgument', 'A query parameter is repeated')
    const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decode(path)) ?? []
    const bucket = buckets.get(name)
    if (name === '') throw new S3Error('NotImplemented', 'Listing buckets is not implemented')
    if (!bucket) throw noSuchBucket()
    if (key !== '') objectKey(key)
    return { req, res, bucket, key, params, payload, header: headerOf(req) }
  }

  function answerError(req: IncomingMessage, res: ServerResponse, error: unknown): void {
    const known = error instanceof S3Error
    // A client that went away is no fault of ours.
    if (!known && !req.socket.destroyed)
      onTrouble?.({
        event: 'failed',
        method: req.method ?? '',
        reason: error instanceof Error ? (error.stack ?? '') : '',
      })
    if (res.headersSent) return void res.destroy()
    const answer = known
      ? error
      : new S3Error('InternalError', 'We encountered an internal error. Please try again.')
    const body = Buffer.from(errorDocument(answer))
    const kept = ['access-control-allow-origin', 'vary']
    for (const name of res.getHeaderNames()) if (!kept.includes(name)) res.removeHeader(name)
    res.writeHead(answer.status, { 'content-type': 'application/xml', 'content-length': body.length })
    res.end(req.method === 'HEAD' ? undefined : body)
    req.resume()
  }

  return {
    server,
    /** Makes the folders, throws away what a crash left half received, and answers the port. */
    async listen(): Promise<number> {
      await rm(incoming, { recursive: true, force: true })
      for (const path of [incoming, ...names.map((name) => join(folder, name))])
        await mkdir(path, { recursive: true })
      return await listen(server)
    },
    close: () => close(server),
  }
}

const isFormUpload = (req: IncomingMessage) =>
  req.method === 'POST' &&
  req.headers.authorization === undefined &&
  /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '')

function headerOf(req: IncomingMessage) {
  return (name: string): string | undefined => {
    const value = req.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
}
