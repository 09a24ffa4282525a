import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

interface Found {
  Items?: unknown[]
  ScannedCount?: number
  Responses?: Record<string, unknown[]>
  Item?: unknown
}

/** Items in an answer of the database: of a query all that it looked at, whatever it left out afterwards. */
function itemsIn(body: string): number {
  if (!body.startsWith('{')) return 0
  const { Items, ScannedCount, Responses, Item }: Found = JSON.parse(body)
  const batch = Object.values(Array.isArray(Responses) ? {} : (Responses ?? {}))
  return (ScannedCount ?? Items?.length ?? 0) + batch.flat().length + (Item ? 1 : 0)
}

/** Counts what the embedded database answers, which runs in this process, until it is stopped. */
export function countItems() {
  let items = 0
  const listen = (message: unknown) => {
    const { response } = message as { response: ServerResponse }
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse
    response.end = ((...given: unknown[]) => {
      if (String(response.getHeader('content-type')).startsWith('application/x-amz-json'))
        items += itemsIn(String(given[0] ?? ''))
      return end(...given)
    }) as ServerResponse['end']
  }
  subscribe('http.server.request.start', listen)
  return {
    /** How many since the last time. */
    take() {
      const taken = items
      items = 0
      return taken
    },
    stop: () => unsubscribe('http.server.request.start', listen),
  }
}
