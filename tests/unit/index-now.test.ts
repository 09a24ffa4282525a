import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createIndexNow } from '../../functions/publisher/index-now.ts'
import { listenToLog } from '../support/log.ts'

const key = '0a1b2c3d4e5f6789'
const siteUrl = 'https://example.vn'

/** A search engine that notes what it is told. */
async function anEngine(status = 200) {
  const told: { type: string | undefined; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    told.push({ type: request.headers['content-type'], body: JSON.parse(await text(request)) })
    if (status > 0) response.writeHead(status).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { told, to: `http://127.0.0.1:${address.port}/indexnow` }
}

describe('telling search engines of what was published', () => {
  const log = listenToLog()

  it('names the pages that readers were seen to get, once, with the key and where it is kept', async () => {
    const { told, to } = await anEngine(202)
    const indexNow = createIndexNow({ siteUrl, findKey: async () => key, to })
    for (const path of ['/vi/a/b-1', '/vi/a/b-1', '/en/a/c-2']) indexNow.note(path)
    await indexNow.tell()
    await indexNow.tell()
    expect(told).toEqual([
      {
        type: 'application/json; charset=utf-8',
        body: {
          host: 'example.vn',
          key,
          keyLocation: `${siteUrl}/${key}.txt`,
          urlList: [`${siteUrl}/vi/a/b-1`, `${siteUrl}/en/a/c-2`],
        },
      },
    ])
  })

  it.each([
    ['no key is set', '', siteUrl],
    ['the site has no address in public', key, 'http://127.0.0.1:8080'],
  ])('is not done where %s', async (_, kept, url) => {
    const { told, to } = await anEngine()
    const indexNow = createIndexNow({ siteUrl: url, findKey: async () => kept, to })
    indexNow.note('/vi/a/b-1')
    await indexNow.tell()
    expect(told).toEqual([])
  })

  it.each([
    ['refuses', 403],
    ['does not answer', 0],
  ])('holds nothing up where a search engine %s: it is noted, and not tried again', async (_, status) => {
    const { told, to } = await anEngine(status)
    const indexNow = createIndexNow({ siteUrl, findKey: async () => key, to })
    indexNow.note('/vi/a/b-1')
    const start = performance.now()
    await indexNow.tell()
    expect(performance.now() - start).toBeLessThan(10_000)
    await indexNow.tell()
    expect(told).toHaveLength(1)
    expect(log.join()).toContain('search engines could not be told')
  })

  it('tells of so many at most: a flood is found by the sitemap', async () => {
    const { told, to } = await anEngine()
    const indexNow = createIndexNow({ siteUrl, findKey: async () => key, to })
    for (let index = 0; index < 600; index += 1) indexNow.note(`/vi/a/b-${index}`)
    await indexNow.tell()
    expect(told[0]?.body).toMatchObject({ urlList: { length: 500 } })
  })
})
