import { type Database, type DatabaseOptions, startDatabase as start } from '../cloud/database.ts'
import { tables } from '../tables.ts'

/** Physical names of the tables, as the stack would give them. */
export const tableNames = {
  newsroom: 'bantin-newsroom',
  site: 'bantin-site',
  views: 'bantin-views',
  feedback: 'bantin-feedback',
} as const

/** The database of this product, kept in `folder`. */
export async function startDatabase(folder: string, options: DatabaseOptions = {}): Promise<Database> {
  const { newsroom, site, views, feedback } = tables
  const named = {
    [tableNames.newsroom]: newsroom,
    [tableNames.site]: site,
    [tableNames.views]: views,
    [tableNames.feedback]: feedback,
  }
  return await start(folder, named, options)
}
