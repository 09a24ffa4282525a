import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import * as z from 'zod'
import { parseChain } from '../../../functions/store/keys.ts'
import type { Item, Table } from '../../../functions/store/table.ts'
import { functionOptions } from '../../bundles.ts'
import type { Bucket } from './files.ts'
import { isRevision } from './line.ts'
import { articleIdsIn } from './public-articles.ts'
import { writeStaticSite } from './static-site.ts'

type Renderer = typeof import('../../../functions/mirror/render-all.ts')

/** `2026-11-20T10:00` by the clock in Vietnam, or with a zone of its own; undefined for what is no moment. */
export function momentOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$/u.test(text)) return undefined
  const at = new Date(/(?:Z|[+-]\d\d:\d\d)$/u.test(text) ? text : `${text}+07:00`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** When a revision was made here: what was imported says when it was made elsewhere. */
const made = z.looseObject({ at: z.string(), imported: z.looseObject({ at: z.string() }).optional() })

/**
 * What readers' pages follow from, as it was at a moment (UTC): articles and settings. Of files all that is known by now, so
 * that one that was withdrawn since is shown nowhere.
 */
export async function* chainsAt(table: Table, moment: string): AsyncGenerator<Item> {
  for await (const item of table.scan()) {
    if (!isRevision(item)) continue
    const [kind] = parseChain(item.pk)
    const { at, imported } = made.parse(item)
    if (kind === 'MEDIA' || ((kind === 'ARTICLE' || kind === 'SETTINGS') && (imported?.at ?? at) <= moment))
      yield item
  }
}

/** Pages are made by components, which Node reads only when they are built. */
async function loadRenderer(folder: string): Promise<Renderer> {
  const outfile = join(folder, 'render-all.mjs')
  await build({ ...functionOptions, entryPoints: ['functions/mirror/render-all.ts'], outfile })
  return await import(pathToFileURL(outfile).href)
}

/** Files of a mirror that stand in a folder under numbers, for their names are addresses. */
function spool(folder: string) {
  const held = new Map<string, { file: string; type: string }>()
  const bucket: Bucket = {
    name: 'spool',
    async *list() {
      yield* held.keys()
    },
    async read(key) {
      const found = held.get(key)
      return found && { bytes: await readFile(found.file), headers: { ContentType: found.type } }
    },
    put: async () => {},
  }
  return {
    bucket,
    async put(key: string, { body, contentType: type }: { body: Uint8Array; contentType: string }) {
      const file = held.get(key)?.file ?? join(folder, String(held.size))
      held.set(key, { file, type })
      await writeFile(file, body)
    },
  }
}

/** Writes the site as readers had it at a moment (UTC) into a folder, made anew of what was written until then. */
export async function writeStaticSiteAt(
  folder: string,
  { newsroom, media }: { newsroom: Table; media: Bucket },
  { moment, siteUrl }: { moment: string; siteUrl: string },
): Promise<{ pages: number; files: number; skipped: number; failed: number }> {
  const work = await mkdtemp(join(tmpdir(), 'bantin-at-'))
  try {
    const { renderAll } = await loadRenderer(work)
    const { bucket, put } = spool(work)
    const items = chainsAt(newsroom, moment)
    const { failed } = await renderAll({ items, ids: await articleIdsIn(newsroom), siteUrl, put })
    return { ...(await writeStaticSite(folder, { mirror: bucket, media })), failed }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
