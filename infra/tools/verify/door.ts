import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { createSiteApp } from '../../../functions/site/app.ts'
import { createAssets } from '../../../functions/site/assets.ts'
import type { ReadingTable } from '../../../functions/store/reading.ts'

/** The reader's door over a table, for a command: as a module of its own it is bundled before it runs (`open-door.ts`). */
export function createDoor(table: ReadingTable, siteUrl: string) {
  const app = createSiteApp({ table, assets: createAssets({ css, script }), siteUrl })
  return async (address: string) => await app.request(address)
}
