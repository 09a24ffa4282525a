import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { request as askPlainly, type ClientRequestArgs } from 'node:http'
import { request as askSecurely } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type LinkProblem, leadsSomewhere } from '../domain/outward-link.ts'
import { isPublicAddress } from './public-address.ts'

/** A link is followed over so many others. */
const mostHops = 5

export interface AskOptions {
  /** `https://host` of the public site, by whose name it is asked. */
  siteUrl: string
  /** Which IP addresses may be asked. @default all that are public */
  mayAsk?: (address: string) => boolean
  /** Finds all IP addresses of a name. @default as the system does */
  resolve?: (name: string) => Promise<LookupAddress[]>
  /** Milliseconds for each answer. */
  patience?: number
}

class Inside extends Error {}

const resolveAll = (name: string) =>
  new Promise<LookupAddress[]>((resolve, reject) => {
    lookUp(name, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

/** Without brackets, which an IPv6 address has in an address of the web. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/gu, '')

function problemOf(error: unknown): LinkProblem {
  if (error instanceof Inside) return 'inside'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOTFOUND' || code === 'ENODATA' ? 'name' : 'away'
}

/**
 * Asks whether an address of the web leads to anything: undefined where it does, else why not. Only public IP addresses are
 * connected to, judged after the name was resolved and again at each redirect; the connection goes to the very address that
 * was judged. Nothing is sent but who asks, and of the answer the status and where it leads on are all that is read.
 */
export function createAsk({
  siteUrl,
  mayAsk = isPublicAddress,
  resolve = resolveAll,
  patience = 10_000,
}: AskOptions) {
  const headers = { 'user-agent': `Bantin (+${siteUrl}) link check`, accept: '*/*' }

  const lookup: LookupFunction = (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        // One inside is enough: a name that stands for both is nobody's public one.
        if (!first || !addresses.every(({ address }) => mayAsk(address))) callback(new Inside(name), '')
        else if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }

  function once(url: URL, method: 'HEAD' | 'GET'): Promise<{ status: number; location: string | undefined }> {
    // No name is looked up for what is an IP address already.
    if (isIP(hostOf(url)) && !mayAsk(hostOf(url))) return Promise.reject(new Inside(url.hostname))
    const send = url.protocol === 'https:' ? askSecurely : askPlainly
    const options: ClientRequestArgs & { rejectUnauthorized: boolean } = {
      method,
      headers,
      lookup,
      agent: false,
      signal: AbortSignal.timeout(patience),
      maxHeaderSize: 32_768,
      // Browsers complete chains of certificates that Node does not; nothing secret is sent, and nothing is believed but a number.
      rejectUnauthorized: false,
    }
    return new Promise((answer, reject) => {
      const request = send(url, options, ({ statusCode = 0, headers: { location } }) => {
        // Without its body.
        request.destroy()
        answer({ status: statusCode, location })
      })
      request.on('error', reject)
      request.end()
    })
  }

  /** Some servers know no HEAD, and say so in many ways. */
  async function answerOf(url: URL) {
    const head = await once(url, 'HEAD').catch((error: unknown) => {
      if (problemOf(error) !== 'away') throw error
      return undefined
    })
    return head && head.status < 400 ? head : await once(url, 'GET')
  }

  return async function ask(address: string): Promise<LinkProblem | undefined> {
    try {
      let url = new URL(address)
      for (let hop = 0; hop <= mostHops; hop += 1) {
        const { status, location } = await answerOf(url)
        const leadsOn = status >= 300 && status < 400 && location !== undefined
        if (!leadsOn) return leadsSomewhere(status) ? undefined : status
        const next = URL.parse(location, url)
        // An application on somebody's telephone, or nothing that can be asked.
        if (!next || !/^https?:$/u.test(next.protocol)) return undefined
        url = next
      }
      return 'loop'
    } catch (error) {
      return problemOf(error)
    }
  }
}

export type Ask = ReturnType<typeof createAsk>
