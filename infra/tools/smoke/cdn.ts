import { connect } from 'node:tls'
import { locales } from '../../../functions/domain/locale.ts'
import { payloadHash } from '../../cloud/edge/signed-origin.ts'
import type { Check } from './check.ts'
import { anyArticle, type Site } from './site.ts'
import { mustAnswer, mustSay, NothingYet, named, type Visit, wrong } from './visit.ts'

const [first] = locales
const isHit = ({ headers }: Visit) => /^(?:Refresh)?Hit /u.test(headers.get('x-cache') ?? '')

/** Places of a CDN have caches of their own, and one answer may come from another place than the one before. */
const tries = 5

async function mustBeKept(site: Site, path: string): Promise<void> {
  for (let left = tries; left > 0; left--) if (isHit(mustAnswer(await site.get(path), 200))) return
  wrong(`${path} came from its origin ${tries} times: the CDN does not keep it`)
}

/** Days before its end by which a certificate should have been renewed: ACM does it 45 to 60 days before. */
const renewedDays = 20

async function certificateEnd({ hostname, port }: URL): Promise<Date> {
  const socket = connect({ host: hostname, port: Number(port) || 443, servername: hostname })
  try {
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    return new Date(socket.getPeerCertificate().valid_to)
  } catch (error) {
    return wrong(`no secure connection: ${error instanceof Error ? error.message : error}`)
  } finally {
    socket.destroy()
  }
}

function mustBeSecure({ base }: Site): URL {
  const url = new URL(base)
  if (url.protocol !== 'https:') throw new NothingYet('the address is not one of https')
  return url
}

export const cdnChecks: readonly Check[] = [
  {
    promise: 'the second reader of a page gets it from the CDN',
    look: async (site) => await mustBeKept(site, `/${first}`),
  },
  {
    promise: 'what others add to an address does not make another page of it',
    async look(site) {
      await mustBeKept(site, `/${first}`)
      await mustBeKept(site, `/${first}?utm_source=${Date.now()}&fbclid=x`)
    },
  },
  {
    promise: 'pages travel compressed',
    async look(site) {
      for (const encoding of ['br', 'gzip']) {
        const answer = await site.get(`/${first}`, { headers: { 'accept-encoding': encoding } })
        mustSay(mustAnswer(answer, 200), 'content-encoding', new RegExp(`^${encoding}$`, 'u'))
      }
    },
  },
  {
    promise: 'who has a page already is not sent it again',
    async look(site) {
      const { headers } = mustAnswer(await site.get(`/${first}`), 200)
      const etag = headers.get('etag')
      if (!etag) return wrong(`/${first} has no entity tag`)
      mustAnswer(await site.get(`/${first}`, { headers: { 'if-none-match': etag } }), 304)
    },
  },
  {
    promise: 'HEAD answers as GET does, without a body',
    async look(site) {
      const answer = mustAnswer(await site.get(`/${first}`, { method: 'HEAD' }), 200)
      mustSay(answer, 'content-type', /^text\/html/u)
    },
  },
  {
    promise: 'scripts of pages are there, and kept for long',
    async look(site) {
      const { asked, elements } = await site.page(`/${first}`)
      const scripts = named(elements, 'script').flatMap(({ attributes: { src } }) => (src ? [src] : []))
      if (scripts.length === 0) wrong(`${asked} names no script`)
      for (const path of scripts) {
        const script = mustAnswer(await site.get(path), 200)
        mustSay(script, 'content-type', /javascript/u)
        mustSay(script, 'cache-control', /immutable/u)
      }
    },
  },
  {
    promise: 'views reach their counter (none is added: this program says that it is one)',
    async look(site) {
      const id = (await anyArticle(site)).slice(-10)
      // As the page's script sends it: the CDN signs no body whose hash it is not told.
      const headers = { 'x-amz-content-sha256': payloadHash() }
      mustAnswer(await site.get(`/views/${id}`, { method: 'POST', headers }), 204)
    },
  },
  {
    promise: 'a plain connection is led to a secure one',
    async look(site) {
      const { host } = mustBeSecure(site)
      const { openSite } = await import('./site.ts')
      const answer = mustAnswer(await openSite(`http://${host}`).get(`/${first}`), 301, 307, 308)
      mustSay(answer, 'location', /^https:/u)
    },
  },
  {
    promise: `the certificate is good for another ${renewedDays} days`,
    async look(site) {
      const end = await certificateEnd(mustBeSecure(site))
      const days = Math.floor((end.getTime() - Date.now()) / 86_400_000)
      if (days < renewedDays) wrong(`it ends in ${days} days, on ${end.toISOString().slice(0, 10)}`)
    },
  },
]
