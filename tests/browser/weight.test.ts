import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { aReaderSite, importText, oldPages } from '../support/browser/reader-site.ts'
import { read } from '../support/product/cloud.ts'

const site = aReaderSite()

/** Bytes of an answer's body as they come over the wire, compressed. */
const weigh = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () =>
        answer.headers['content-encoding'] === 'br'
          ? resolve(bytes)
          : reject(new Error(`${address} is not compressed`)),
      )
    }).on('error', reject)
  })

describe.each(await oldPages())('$name', ({ text }) => {
  it('weighs at most 13 kB with its style, as the first packets of a connection carry, and its script at most 3 kB', async () => {
    const path = await importText(site.cloud, text)
    const { text: html } = await read(site.url, path)
    const parts = [...html.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"/gu)].map(
      ([, part]) => part,
    )
    expect(parts).toHaveLength(1)
    const script = await weigh(site.url + parts[0])
    const page = await weigh(site.url + path)
    expect(script).toBeLessThanOrEqual(3_000)
    expect(page).toBeLessThanOrEqual(13_000)
  })

  it('is all that the browser asks for', async () => {
    const path = await importText(site.cloud, text)
    const { page } = await site.reader()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.resourceType()))
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(asked.filter((type) => type !== 'other').sort()).toEqual(['document', 'script'])
  })
})
