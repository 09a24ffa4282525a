import { describeError, log } from '../http/log.ts'

/** Where one search engine that takes part tells the others (indexnow.org). */
const endpoint = 'https://api.indexnow.org/indexnow'

/** Addresses that are told of at once; what is more is found by the sitemap, as everything is. */
const mostAtOnce = 500
/** Milliseconds: nobody waits for a search engine. */
const patience = 1_500

interface Parts {
  siteUrl: string
  /** The key of the site; empty where search engines are told nothing. */
  findKey: () => Promise<string>
  send?: (address: string, init: RequestInit) => Promise<Response>
  to?: string
}

/**
 * Tells search engines of pages that readers were seen to get. It follows a publication, is bounded, and never tried again: a
 * search engine that was not told comes by itself. A site without an address in public tells nobody.
 */
export function createIndexNow({ siteUrl, findKey, send = fetch, to = endpoint }: Parts) {
  let paths = new Set<string>()

  async function submit(key: string, told: readonly string[]): Promise<void> {
    const answer = await send(to, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        host: new URL(siteUrl).host,
        key,
        keyLocation: `${siteUrl}/${key}.txt`,
        urlList: told.map((path) => siteUrl + path),
      }),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`IndexNow answered ${answer.status}`)
    log('info', 'search engines were told', { pages: told.length })
  }

  return {
    /** Notes that readers get a new version of a page. */
    note(path: string): void {
      if (paths.size < mostAtOnce) paths.add(path)
    },

    /** Tells what was noted. Throws nothing. */
    async tell(): Promise<void> {
      const told = [...paths]
      paths = new Set()
      if (told.length === 0 || !siteUrl.startsWith('https://')) return
      try {
        const key = await findKey()
        if (key) await submit(key, told)
      } catch (error) {
        log('warn', 'search engines could not be told', describeError(error))
      }
    },
  }
}

export type IndexNow = ReturnType<typeof createIndexNow>
