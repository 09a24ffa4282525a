/** What one release of the desk is made of: its page, and what that loads. */
export interface Release {
  /** Changes with any of the files. */
  name: string
  /** Addresses of files whose names change with their content. */
  files: readonly string[]
}

/** Where the page and what it belongs to lie: their names stay when their content changes. */
const page = '/desk/index.html'
const config = '/desk/config.json'

const prefix = 'desk-'
/** Windows of the release before are still open, and load parts of it as they need them. */
const releasesKept = 2
/** A network that says nothing for longer than this is none, in milliseconds. */
const patience = 5_000

interface ShellOptions {
  release: Release
  /** Of the service worker. */
  caches: CacheStorage
  send: typeof fetch
}

/** Every address of the desk is its page, but those of files. */
const isPage = ({ mode, destination }: Request, path: string) =>
  mode === 'navigate' && destination === 'document' && (!/\.[a-z]+$/u.test(path) || path === page)

/**
 * The desk's own files, kept so that it opens without a network. The page and what it belongs to are asked for first wherever
 * there is a network: whoever has one gets the release of today.
 */
export function createShell({ release, caches, send }: ShellOptions) {
  const opened = () => caches.open(prefix + release.name)
  /** Of this release alone: the page of the one before has the same address. */
  const kept = async (address: string) => await (await opened()).match(address, { ignoreVary: true })

  /** A release is whole: a page that names other files is of another one. */
  async function keepPage(response: Response): Promise<boolean> {
    const named = (await response.clone().text()).match(/\/desk\/assets\/[\w.-]+/gu) ?? []
    const isOwn = response.ok && named.length > 0 && named.every((file) => release.files.includes(file))
    if (isOwn) await (await opened()).put(page, response)
    return isOwn
  }

  /** By its date the clock of the server is told; of a kept answer that would be the time of another day. */
  async function keepConfig(response: Response): Promise<void> {
    if (!response.ok) return
    const undated = new Response(await response.text(), { headers: { 'content-type': 'application/json' } })
    await (await opened()).put(config, undated)
  }

  /** What the network says, or what is kept where it says nothing. */
  async function freshest(request: Request, address: string, keep: (response: Response) => Promise<unknown>) {
    const asked = send(request).then(async (response) => {
      // What is not kept is shown all the same.
      await keep(response.clone()).catch(() => undefined)
      return response
    })
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience))
    const first = await Promise.race([asked.catch(() => undefined), late])
    return first ?? (await kept(address)) ?? (await asked)
  }

  return {
    /** Keeps a whole release. What the page has loaded already comes from the browser's own cache. */
    async keep(): Promise<void> {
      const cache = await opened()
      await cache.addAll([...release.files])
      await keepConfig(await send(config, { cache: 'no-store' }))
      if (!(await keepPage(await send(page, { cache: 'no-cache' }))))
        throw new Error('the page is of another release')
    },

    /** Forgets releases that nobody has open any more. */
    async forgetOthers(): Promise<void> {
      const own = prefix + release.name
      const older = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own)
      for (const name of older.slice(0, older.length + 1 - releasesKept)) await caches.delete(name)
    },

    /** Undefined of what is none of the desk's files: the browser asks for it by itself. */
    answer(request: Request): Promise<Response> | undefined {
      const { origin, pathname } = new URL(request.url)
      if (request.method !== 'GET' || origin !== location.origin) return undefined
      if (isPage(request, pathname)) return freshest(request, page, keepPage)
      if (pathname === config) return freshest(request, config, keepConfig)
      if (!pathname.startsWith('/desk/assets/')) return undefined
      // Of whichever release: a window of the one before may ask.
      return caches.match(pathname, { ignoreVary: true }).then((file) => file ?? send(request))
    },
  }
}
