import css from 'bantin:reader.css'
import script from 'bantin:reader.js'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { findSiteUrl, readEnvironment, readerClientOptions, siteEnvironment } from '../config.ts'
import { asAsked } from '../domain/site/handed-over.ts'
import { toLambda } from '../http/lambda.ts'
import { createTable } from '../store/table.ts'
import { createSiteApp } from './app.ts'
import { createAssets } from './assets.ts'
import { typefaces } from './typefaces.ts'

const { SITE_TABLE, SITE_URL } = readEnvironment(siteEnvironment)

export const handler = toLambda(
  createSiteApp({
    table: createTable(new DynamoDBClient(readerClientOptions), SITE_TABLE),
    assets: createAssets({ css, script }),
    typefaces,
    siteUrl: await findSiteUrl(SITE_URL),
  }),
  asAsked,
)
