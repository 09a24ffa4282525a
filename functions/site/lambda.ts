import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { findSiteUrl, readDatabaseAccess, readEnvironment, siteEnvironment } from '../config.ts'
import { asAsked } from '../domain/site/handed-over.ts'
import { toLambda } from '../http/lambda.ts'
import { createDatabaseWire } from '../store/dynamodb-wire.ts'
import { createReadingTable } from '../store/reading-table.ts'
import { createSiteApp } from './app.ts'
import { createAssets } from './assets.ts'
import { createPageMemory } from './page-memory.ts'
import { typefaces } from './typefaces.ts'

const { SITE_TABLE, SITE_URL } = readEnvironment(siteEnvironment)

const memory = createPageMemory(createDatabaseWire(readDatabaseAccess()))

export const handler = memory.remember(
  toLambda(
    createSiteApp({
      table: createReadingTable(memory.ask, SITE_TABLE),
      assets: createAssets({ css, script }),
      typefaces,
      siteUrl: await findSiteUrl(SITE_URL),
      clock: memory.clock,
    }),
    asAsked,
  ),
)
