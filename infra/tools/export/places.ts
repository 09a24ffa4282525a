import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { createTable, type Table } from '../../../functions/store/table.ts'
import { clientOf, type DatabaseAddress } from '../../cloud/database-client.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { type KeyPair, newKeyPair, region, secretIn } from '../../cloud/key-pair.ts'
import { createObjectStore } from '../../cloud/objects/object-store.ts'
import { buckets } from '../../local/buckets.ts'
import { databaseFolder } from '../../local/data-folder.ts'
import { startDatabase, tableNames } from '../../local/database.ts'
import { giveUpOnDamage } from '../../local/give-up.ts'
import { readKeys } from '../../local/keys.ts'
import { findRunning } from '../../local/run-file.ts'
import { bucketFiles, type FileStore } from './files.ts'

/** All that a site keeps: what was written, how often it was read, and its files. */
export interface Places {
  newsroom: Table
  site: Table
  views: Table
  files: FileStore
}

/** Names of a deployment's tables and buckets, as its outputs say them. */
export interface DeployedNames {
  table: string
  site: string
  views: string
  media: string
  uploads: string
}

/** The database client asks again for as long as a table that is throttled needs. */
const patient = { maxAttempts: 12 }

function placesOf(
  database: DynamoDBClient,
  names: Omit<DeployedNames, 'media' | 'uploads'>,
  files: FileStore,
): Places {
  const open = (name: string) => createTable(database, name)
  return { newsroom: open(names.table), site: open(names.site), views: open(names.views), files }
}

export async function atDeployment<T>(
  names: DeployedNames,
  work: (places: Places) => Promise<T>,
): Promise<T> {
  const { media, uploads } = names
  return await work(
    placesOf(new DynamoDBClient(patient), names, bucketFiles(new S3Client({}), { media, uploads })),
  )
}

const { newsroom, ...others } = tableNames
const localNames = { table: newsroom, ...others }

async function atAddresses<T>(
  database: DatabaseAddress,
  objects: { endpoint: string; key: KeyPair },
  work: (places: Places) => Promise<T>,
): Promise<T> {
  const client = clientOf(database)
  const { endpoint, key: credentials } = objects
  const storage = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { ...credentials } })
  const { media, uploads } = buckets
  try {
    return await work(placesOf(client, localNames, bucketFiles(storage, { media, uploads })))
  } finally {
    client.destroy()
    storage.destroy()
  }
}

/** The site on this data, whether it runs or not. */
export async function atData<T>(data: string, work: (places: Places) => Promise<T>): Promise<T> {
  const running = await findRunning(data)
  if (running) {
    const { objects, database } = running
    if (!objects) throw new StartFailure('the running site does not say where its files are; start it again')
    return await atAddresses(database, { endpoint: objects, key: database.key }, work)
  }
  if (!(await readKeys(data)))
    throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  giveUpOnDamage(data)
  const key = newKeyPair()
  const database = await startDatabase(databaseFolder(data))
  const store = createObjectStore({
    folder: join(data, 'objects'),
    region,
    buckets: Object.values(buckets),
    secretOf: secretIn([key]),
  })
  try {
    return await atAddresses(database, { endpoint: `http://127.0.0.1:${await store.listen()}`, key }, work)
  } finally {
    await store.close()
    await database.close()
  }
}
