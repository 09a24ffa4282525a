import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressChecks } from '../../infra/tools/smoke/addresses.ts'
import { cdnChecks } from '../../infra/tools/smoke/cdn.ts'
import { type Check, tryAll } from '../../infra/tools/smoke/check.ts'
import { documentChecks } from '../../infra/tools/smoke/documents.ts'
import { doorChecks } from '../../infra/tools/smoke/doors.ts'
import { pageChecks } from '../../infra/tools/smoke/pages.ts'
import { openSite, type Site } from '../../infra/tools/smoke/site.ts'
import type { Visit } from '../../infra/tools/smoke/visit.ts'
import { startTestCloud, type TestCloud } from '../support/product/cloud.ts'
import { sampleData } from '../support/product/sample-data.ts'

let filled: TestCloud
let empty: TestCloud
beforeAll(async () => {
  filled = await startTestCloud(await sampleData())
  empty = await startTestCloud()
})
afterAll(async () => {
  await filled?.remove()
  await empty?.remove()
})

async function smoke(...args: string[]) {
  const tool = ['infra/tools/smoke/smoke.ts', ...args]
  return await promisify(execFile)(process.execPath, tool).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )
}

describe('the look at a site after a deployment', () => {
  it('finds a site that is well, and says of each thing that it is', async () => {
    const { code, stdout } = await smoke(filled.addresses.edge)
    expect(stdout).not.toContain('BROKEN')
    expect(stdout).toMatch(/^3\d ok, 0 broken, 2 not tried/mu)
    expect(code).toBe(0)
  })

  it('finds nothing broken in a site that nobody has written for yet, and says what it could not try', async () => {
    const { code, stdout } = await smoke(empty.addresses.edge)
    expect(stdout).not.toContain('BROKEN')
    expect(stdout).toContain('no article is public')
    expect(code).toBe(0)
  })

  it('looks for the old addresses that it is given', async () => {
    const { code, stdout } = await smoke(filled.addresses.edge, '--old', '/Pages/khong%20co.aspx?ID=1')
    expect(stdout).toContain('BROKEN /Pages/khong%20co.aspx?ID=1 leads to its article')
    expect(stdout).toContain('answers 404, not 301')
    expect(code).toBe(1)
  })

  it.each([
    [],
    ['nowhere'],
    ['ftp://example.org'],
    ['https://a.example', 'https://b.example'],
    ['--new', 'x'],
  ])('says how it is used when it is given %j %j', async (...args) => {
    const { code, stderr } = await smoke(...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(/usage|Unknown option/u)
  })

  it('says that a site does not answer', async () => {
    const { code, stdout } = await smoke('http://127.0.0.1:9')
    expect(stdout).toMatch(/^BROKEN the site answers\n +\/ does not answer: .+\n0 ok, 1 broken/u)
    expect(code).toBe(1)
  })
})

type Alter = (answer: Visit) => Partial<Visit> | undefined

const without =
  (...names: string[]): Alter =>
  ({ headers }) => {
    const fewer = new Headers(headers)
    for (const name of names) fewer.delete(name)
    return { headers: fewer }
  }
const withHeader =
  (name: string, value: string): Alter =>
  ({ headers }) => {
    const more = new Headers(headers)
    more.set(name, value)
    return { headers: more }
  }
const only =
  (pattern: RegExp, alter: Alter): Alter =>
  (answer) =>
    pattern.test(answer.asked) ? alter(answer) : undefined
const answering =
  (status: number): Alter =>
  () => ({ status, text: '' })
const replacing =
  (from: RegExp | string, to: string): Alter =>
  ({ text }) => ({ text: text.replace(from, to) })

/** The promises that a site breaks whose answers are altered on their way. */
async function brokenBy(checks: readonly Check[], alter: Alter): Promise<string[]> {
  const site = openSite(filled.addresses.edge)
  const { get } = site
  const altered: Site = Object.assign(site, {
    async get(...asked: Parameters<Site['get']>) {
      const answer = await get(...asked)
      return { ...answer, ...alter(answer) }
    },
  })
  const broken: string[] = []
  for await (const { promise, is } of tryAll(altered, checks)) if (is === 'broken') broken.push(promise)
  return broken
}

describe('each check after a deployment', () => {
  const every = [...addressChecks([]), ...pageChecks, ...cdnChecks, ...documentChecks, ...doorChecks]
  const article = /^\/(vi|en)\/[^/]+\/[^/]+-[0-9a-z]{10}$/u

  it.each<[what: string, alter: Alter, promise: RegExp]>([
    ['a function refuses what the CDN has signed', only(/%/u, answering(403)), /old portal are understood/u],
    ['old addresses end in an error', only(/aspx/u, answering(500)), /old portal are understood/u],
    [
      'every reader is led to one language',
      only(/^\/$/u, withHeader('location', '/vi')),
      /language of theirs/u,
    ],
    ['a page has two addresses', only(/^\/vi\/$/u, answering(200)), /has one address/u],
    ['what is not there is said to be', only(/khong-co/u, answering(200)), /names nothing answers 404/u],
    [
      'a page knows another address as its own',
      replacing(/(rel="canonical" href=")[^"]*/gu, '$1https://old.example/vi'),
      /front page in vi/u,
    ],
    [
      'a page is in the wrong language',
      only(/^\/en$/u, replacing('lang="en"', 'lang="vi"')),
      /front page in en/u,
    ],
    [
      'languages lead nowhere',
      only(/^\/en$/u, replacing(/hreflang="vi"/gu, 'hreflang="x-default"')),
      /front pages lead/u,
    ],
    ['the policies of pages are gone', without('content-security-policy'), /policies that protect/u],
    ['a page sets a cookie', withHeader('set-cookie', 'a=b'), /sets no cookie/u],
    [
      'a page loads from others',
      replacing('</main>', '<img src="https://spy.example/x.gif" alt=""></main>'),
      /loads nothing from others/u,
    ],
    ['cache tags are shown', withHeader('cache-tag', 'site'), /between the CDN and the function/u],
    ['articles are gone', only(article, answering(404)), /an article in vi/u],
    ['articles say no moment', only(article, replacing(/datetime/gu, 'data-was')), /an article in en/u],
    ['sections are gone', only(/^\/vi\/[^/.]+$/u, answering(404)), /sections and months/u],
    [
      'a search forgets what was asked',
      only(/\?q=/u, replacing(/value="[^"]*"/gu, '')),
      /typed into the search/u,
    ],
    ['pictures are gone', only(/^\/media\//u, answering(404)), /pictures are there/u],
    [
      'pictures run in the name of the site',
      only(/^\/media\//u, without('content-security-policy')),
      /pictures are there/u,
    ],
    ['the CDN keeps nothing', withHeader('x-cache', 'Miss from cloudfront'), /second reader/u],
    [
      'each campaign makes a page of its own',
      only(/utm_source/u, withHeader('x-cache', 'Miss from cloudfront')),
      /others add to an address/u,
    ],
    ['nothing is compressed', without('content-encoding'), /travel compressed/u],
    ['pages have no tag', without('etag'), /not sent it again/u],
    ['scripts of pages are gone', only(/^\/assets\//u, answering(404)), /scripts of pages/u],
    ['views do not arrive', only(/^\/views\//u, answering(403)), /views reach/u],
    [
      'robots are told of another site',
      only(/robots/u, replacing(/https?:\/\/[^/]+/u, 'https://old.example')),
      /robots are told/u,
    ],
    [
      'sitemaps are of another site',
      only(/^\/sitemap/u, replacing(/<loc>https?:\/\/[^/]+/gu, '<loc>https://old.example')),
      /sitemap names/u,
    ],
    ['a sitemap is none', only(/^\/sitemap/u, answering(200)), /sitemap names/u],
    ['a feed is none', only(/feed\.xml/u, () => ({ text: '<html>' })), /feed in vi/u],
    [
      'a feed leads to another site',
      only(/en\/feed\.xml/u, replacing(/<link>https?:\/\/[^/]+/gu, '<link>https://old.example')),
      /feed in en/u,
    ],
    ['the desk has lost its script', only(/^\/desk\/.*\.js$/u, answering(404)), /desk loads/u],
    ['the desk may be framed', only(/^\/desk\//u, without('x-frame-options')), /desk loads/u],
    [
      'the desk does not know its sign-in',
      only(/config\.json/u, () => ({ text: '{}' })),
      /sign-in of editors/u,
    ],
    [
      'the API knows another site',
      only(/config\.json/u, replacing(/"api":"[^"]*"/u, '"api":"http://127.0.0.1:9"')),
      /API of editors refuses/u,
    ],
    [
      'previews are kept',
      only(/^\/preview/u, withHeader('cache-control', 'public')),
      /preview without a link/u,
    ],
    ['pages can be written to', only(/^\/vi$/u, answering(200)), /read only/u],
  ])('sees that %s', async (_what, alter, promise) => {
    expect(
      (
        await brokenBy(
          every.filter((each) => promise.test(each.promise)),
          alter,
        )
      ).length,
    ).toBeGreaterThan(0)
  })

  it('takes the page of an outage for a refusal, which the CDN may show in its place', async () => {
    const readOnly = every.filter(({ promise }) => /read only/u.test(promise))
    expect(await brokenBy(readOnly, only(/^\/vi$/u, answering(503)))).toEqual([])
  })
})
