import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  clientOptions,
  findSiteUrl,
  readEnvironment,
  readStorageAccess,
  searchEnvironment,
} from '../config.ts'
import { perLocale } from '../domain/locale.ts'
import { asAskedFor } from '../domain/site/search.ts'
import { toLambda } from '../http/lambda.ts'
import { openIndex } from '../search/reader.ts'
import { createAssets } from '../site/assets.ts'
import { createIndexStorage } from '../store/index-files.ts'
import { createMissWriter } from '../store/misses.ts'
import { createTable } from '../store/table.ts'
import { createSearchApp } from './app.ts'

const { SITE_TABLE, SEARCH_BUCKET, SITE_URL } = readEnvironment(searchEnvironment)
const table = createTable(new DynamoDBClient(clientOptions), SITE_TABLE)
const storage = createIndexStorage(readStorageAccess(), SEARCH_BUCKET)
const indexes = perLocale((locale) => openIndex(storage.open(`search/${locale}/`), { clock: Date.now }))

export const handler = toLambda(
  createSearchApp({
    table,
    indexOf: (locale) => indexes[locale],
    misses: createMissWriter(table),
    assets: createAssets({ css, script }),
    siteUrl: await findSiteUrl(SITE_URL),
  }),
  (path, query) => ({ path, query: asAskedFor(query) }),
)
