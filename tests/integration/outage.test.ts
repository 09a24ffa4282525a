import { once } from 'node:events'
import net from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createDatabaseWire } from '../../functions/store/dynamodb-wire.ts'
import { createReadingTable } from '../../functions/store/reading-table.ts'
import type { OriginRequest, OriginResponse } from '../../infra/cloud/edge/edge.ts'
import { signedOrigin } from '../../infra/cloud/edge/signed-origin.ts'
import { errorPages } from '../../infra/routes.ts'
import { listenToLog } from '../support/log.ts'
import { page, startEdge } from './edge-setup.ts'

listenToLog()

type Site = (request: OriginRequest) => Promise<OriginResponse> | OriginResponse

/** An edge before a site and the bucket of its mirror, which may not be listed. */
async function startWith(site: Site, files: Record<string, string>) {
  const asked: string[] = []
  const room = { site }
  const nobody = async () => page('', {}, 404)
  const edge = await startEdge(() => page(), {
    errorPages,
    origins: {
      site: signedOrigin(async (request) => {
        asked.push(request.path)
        return room.site(request)
      }),
      mirror: async ({ path }: OriginRequest) => {
        const text = files[path]
        return text === undefined
          ? { status: 403, headers: { 'content-type': 'application/xml' }, body: Buffer.from('AccessDenied') }
          : page(text, { 'cache-control': 'public, max-age=0, s-maxage=10' })
      },
      counter: nobody,
      media: nobody,
      preview: nobody,
      desk: nobody,
    },
  })
  return { ...edge, asked, room, files }
}

const usual = 'public, max-age=60, s-maxage=3600, stale-while-revalidate=60, stale-if-error=604800'

describe('after a release', () => {
  it('a page that was kept, fresh or stale, still finds the script that it names', async () => {
    const html = '<script src="/assets/reader-old.js"></script>'
    const room = await startWith(() => page(html, { 'cache-control': usual }), {
      '/assets/reader-old.js': 'old',
    })
    await room.get('/vi')
    room.room.site = ({ path }) =>
      path === '/assets/reader-new.js' ? page('new') : page('', { 'cache-control': 'no-store' }, 404)
    for (const seconds of [0, 3_600]) {
      room.pass(seconds)
      expect(await room.get('/vi')).toMatchObject({ status: 200, text: html, result: 'Hit' })
      expect(await room.get('/assets/reader-old.js')).toMatchObject({ status: 200, text: 'old' })
    }
    // A file that the bucket does not hold yet is asked for at the site.
    expect(await room.get('/assets/reader-new.js')).toMatchObject({ status: 200, text: 'new' })
    expect((await room.get('/assets/reader-none.js')).status).toBe(404)
  })
})

describe('in an outage', () => {
  const down: Site = () => page('', {}, 503)

  it('a page of the mirror comes before one that was kept too long', async () => {
    const room = await startWith(() => page('kept', { 'cache-control': usual }), { '/vi': 'mirrored' })
    await room.get('/vi')
    room.room.site = down
    expect((await room.get('/vi')).text).toBe('kept')
    room.pass(3_700)
    expect((await room.get('/vi')).text).toBe('mirrored')
  })

  it('what neither the site nor the mirror can answer is a page that says so, for now and not for ever', async () => {
    const room = await startWith(down, { '/errors/outage.html': 'temporarily unavailable' })
    for (const path of ['/vi/x', '/vi/tin-tuc?before=2', '/vi/tim-kiem?q=asean', '/Pages/a%20b.aspx?ID=7']) {
      const { status, text, headers } = await room.get(path)
      expect([path, status, text]).toEqual([path, 503, 'temporarily unavailable'])
      expect(headers['x-frame-options']).toBe('DENY')
    }
    room.room.site = () => page('', {}, 404)
    expect((await room.get('/vi/x')).status).toBe(404)
  })

  it('an old address is found in the mirror with its number, which a bucket does not read in a query', async () => {
    const room = await startWith(down, { '/lists/tin_20tuc/dispform.aspx_Qid_S79': 'leads on' })
    const { status, text } = await room.get('/Lists/Tin%20tuc/DispForm.aspx?ID=79&Source=x')
    expect([status, text]).toEqual([200, 'leads on'])
    expect((await room.get('/Lists/Tin%20tuc/DispForm.aspx?ID=80')).status).toBe(403)
  })

  it('a refusal of the signature is an outage too', async () => {
    const room = await startWith(() => page('', {}, 403), { '/vi': 'mirrored' })
    expect(await room.get('/vi')).toMatchObject({ status: 200, text: 'mirrored' })
  })

  it('a notice of a withdrawn text is asked for each time, as CloudFront keeps no 410', async () => {
    const room = await startWith(() => page('gone', { 'cache-control': usual }, 410), {})
    for (let n = 0; n < 2; n += 1) expect((await room.get('/vi/tin-tuc/x-0123456789')).status).toBe(410)
    expect(room.asked).toHaveLength(2)
  })

  it('readers have the mirror within seconds of a table that does not answer', async () => {
    const silent = net.createServer(() => {})
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    const { port } = silent.address() as net.AddressInfo
    onTestFinished(() => void silent.close())
    const ask = createDatabaseWire({
      ...{ region: 'local', accessKeyId: 'a', secretAccessKey: 'b' },
      endpoint: `http://127.0.0.1:${port}`,
    })
    const app = createSiteApp({
      table: createReadingTable(ask, 'site'),
      siteUrl: 'https://site.example',
      assets: createAssets({ css: '', script: '' }),
    })
    const site: Site = async ({ path }) => {
      const response = await app.request(path)
      return page(await response.text(), {}, response.status)
    }
    const room = await startWith(site, { '/vi': 'mirrored' })
    const start = performance.now()
    expect((await room.get('/vi')).text).toBe('mirrored')
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
