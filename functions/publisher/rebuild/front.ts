import { locales } from '../../domain/locale.ts'
import { cacheTags } from '../../domain/site/cache-tags.ts'
import { differences } from '../../store/differences.ts'
import { createMemoryTable } from '../../store/memory-table.ts'
import type { Touched } from '../../store/mirror-touched.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import { createSiteWriter, type SiteWriter } from '../../store/site-writer.ts'
import type { Table } from '../../store/table.ts'
import { composeSite } from '../chrome.ts'
import type { Purge } from '../purge.ts'
import type { Phase } from './step.ts'

interface Parts {
  newsroom: Newsroom
  table: Table
  site: SiteWriter
  purge: Purge
  mirror: Pick<Touched, 'note'>
}

/** The end of a rebuild: front pages and chrome, and then the CDN and the mirror are to forget all that they had. */
export function createFrontPhase({ newsroom, table, site, purge, mirror }: Parts): Phase {
  return async () => {
    const made = createMemoryTable('front pages made again')
    const writer = createSiteWriter(made)
    const parts = await composeSite(newsroom, site)
    for (const { save } of parts) await save(writer)
    const archives = await Promise.all(locales.map((locale) => site.findArchives(locale)))
    // A site without any list has none of these.
    if (archives.some((each) => Object.keys(each).length > 0)) {
      for (const [index, locale] of locales.entries()) {
        await writer.saveArchives(locale, archives[index] ?? {})
        await writer.saveTagged(locale, await site.findTagged(locale))
      }
    }
    const put = await differences(table, await Array.fromAsync(made.scan()))
    // From here until it is purged nothing is certain.
    if (put.length > 0) await site.saveSiteShown({})
    await table.writeAll({ put })
    await purge(new Set([cacheTags.site]))
    // After the purge: while that fails the step is done again and again, and nothing begins anew each time.
    await mirror.note(new Set([cacheTags.site]))
    await site.saveSiteShown(Object.fromEntries(parts.map(({ name, digest }) => [name, digest])))
    return { next: undefined, written: put.length }
  }
}
