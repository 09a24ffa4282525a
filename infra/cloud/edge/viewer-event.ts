import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ViewerRequestEvent } from './function-sandbox.ts'
import type { Target } from './target.ts'

/** The request as CloudFront hands it to a function: names in lower case, several values of one name aside. */
export function viewerRequestEvent(request: IncomingMessage, { path, query }: Target): ViewerRequestEvent {
  const { cookie: cookies, ...headers } = request.headersDistinct
  return {
    version: '1.0',
    context: {
      distributionDomainName: 'localhost',
      distributionId: 'LOCAL',
      eventType: 'viewer-request',
      requestId: randomUUID(),
    },
    viewer: { ip: request.socket.remoteAddress ?? '127.0.0.1' },
    request: {
      method: request.method ?? 'GET',
      uri: path,
      querystring: eventValues(query),
      headers: eventValues(Object.entries(headers)),
      cookies: eventValues(parseCookies(cookies ?? [])),
    },
  }
}

function eventValues(pairs: Iterable<readonly [string, readonly string[] | undefined]>) {
  return Object.fromEntries(
    Array.from(pairs, ([name, values = []]) => [
      name,
      values.length > 1
        ? { value: values[0] ?? '', multiValue: values.map((value) => ({ value })) }
        : { value: values[0] ?? '' },
    ]),
  )
}

function parseCookies(lines: readonly string[]): Map<string, string[]> {
  const cookies = new Map<string, string[]>()
  for (const pair of lines.join(';').split(';')) {
    const [name = '', ...value] = pair.trim().split('=')
    if (name !== '') cookies.set(name, [...(cookies.get(name) ?? []), value.join('=')])
  }
  return cookies
}
