import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientOptions, outwardEnvironment, readEnvironment } from '../config.ts'
import { log } from '../http/log.ts'
import { createNewsroom } from '../store/newsroom.ts'
import { createOutwardLinks } from '../store/outward-links.ts'
import { createSiteWriter } from '../store/site-writer.ts'
import { createTable } from '../store/table.ts'
import { createAsk } from './ask.ts'
import { createLook } from './look.ts'

const { NEWSROOM_TABLE, SITE_TABLE, SITE_URL } = readEnvironment(outwardEnvironment)
const database = new DynamoDBClient(clientOptions)
const newsroom = createNewsroom(createTable(database, NEWSROOM_TABLE))
const table = createTable(database, SITE_TABLE)
const look = createLook({
  links: createOutwardLinks(table),
  pages: createSiteWriter(table),
  siteUrl: SITE_URL,
  ask: createAsk({ siteUrl: SITE_URL }),
  isOn: async () => (await newsroom.settings()).checkLinks,
})

/** Woken every ten minutes, whatever it is told: once a night it looks at links, else at those that somebody wants asked again. */
export async function handler(_event: unknown) {
  const looked = await look(new Date())
  if (looked) log('info', 'links to other sites were asked for', { ...looked })
  return looked ?? { asked: 0, failing: 0 }
}
