import { connect } from 'node:net'
import { AwsClient } from 'aws4fetch'
import type { Role } from '../../../functions/domain/role.ts'
import { region } from '../../../infra/cloud/key-pair.ts'
import type { SigningKey } from '../../../infra/local/keys.ts'

export interface Heard {
  status: number
  etag: string
  body: string
}

/** A signed request as whoever listens on the line has it, and what it was answered. */
export interface Captured extends Heard {
  /** `editor PUT /articles/4k7m2p9x1a` */
  what: string
  /** The moment that it was signed for. */
  at: Date
  bytes: Buffer
  /** Whether it had an Idempotency-Key. */
  isKeyed: boolean
}

/** Sends bytes on a connection of their own, and reads until the other side ends it. */
export async function transmit(port: number, bytes: Buffer): Promise<Heard> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  const text = Buffer.concat(await Array.fromAsync(socket)).toString()
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/su)
  const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(head)?.[1])
  return { status, etag: /^etag: (.*)$/imu.exec(head)?.[1]?.trim() ?? '', body }
}

interface Ask {
  body?: unknown
  headers?: Record<string, string>
}

/** `20261128T010203Z` */
const momentOf = (stamp: string) =>
  new Date(stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/u, '$1-$2-$3:$4:$5'))

/** Sends signed requests to the editors' door at `address`, and keeps each as it went over the line. */
export function createRecorder(address: string, keys: readonly SigningKey[]) {
  const { host, port } = new URL(address)
  const captured: Captured[] = []

  async function send(role: Role, method: string, path: string, { body, headers = {} }: Ask = {}) {
    const key = keys.find((each) => each.role === role)
    if (!key) throw new Error(`nobody is ${role}`)
    const text = JSON.stringify(body ?? {})
    const signed = await new AwsClient({ ...key, region, service: 'execute-api' }).sign(address + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
    })
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `host: ${host}`,
      'connection: close',
      `content-length: ${Buffer.byteLength(text)}`,
      ...[...signed.headers].filter(([name]) => name !== 'host').map(([name, value]) => `${name}: ${value}`),
    ]
    const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
    const heard = await transmit(Number(port), bytes)
    captured.push({
      what: `${role} ${method} ${path}`,
      at: momentOf(signed.headers.get('x-amz-date') ?? ''),
      bytes,
      isKeyed: 'idempotency-key' in headers,
      ...heard,
    })
    return heard
  }

  return { captured, send }
}
