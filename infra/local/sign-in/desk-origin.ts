import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { DeskConfig } from '../../../functions/desk/session/config.ts'
import { readDesk } from '../../bundles.ts'
import type { Origin } from '../../cloud/edge/edge.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

const headersOf = (name: string, cacheControl: string) => ({
  'content-type': types[extname(name)] ?? 'application/octet-stream',
  'cache-control': cacheControl,
})

/**
 * The bucket of the desk as the edge asks it: the page, what it belongs to, and what it loads. `objectStore`: where the page
 * sends files.
 */
export function deskOrigin(bundles: string, config: () => DeskConfig, objectStore: () => string): Origin {
  async function contentOf(path: string): Promise<Uint8Array | undefined> {
    const { api, userPool, identities = '' } = config()
    const hosts = [api, userPool, identities, objectStore()].map((address) => new URL(address).origin)
    // Read each time, so that a build that takes its place is seen.
    const { assets, licenses, pageFor, worker } = readDesk(bundles)
    if (path === '/desk/index.html') return Buffer.from(pageFor([...new Set(hosts)]))
    if (path === '/desk/config.json') return Buffer.from(JSON.stringify(config()))
    if (path === '/desk/worker.js') return Buffer.from(worker())
    if (path === `/desk/${basename(licenses)}`) return await readFile(licenses).catch(() => undefined)
    if (!path.startsWith('/desk/assets/')) return undefined
    return await readFile(join(assets, basename(path))).catch(() => undefined)
  }

  return async ({ path }) => {
    const body = await contentOf(path)
    if (!body) return { status: 404, headers: { 'cache-control': 'no-store' }, body: new Uint8Array() }
    const isAsset = path.startsWith('/desk/assets/')
    const cacheControl = isAsset ? 'public, max-age=31536000, immutable' : 'no-cache'
    return { status: 200, headers: headersOf(path, cacheControl), body }
  }
}
