import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { createIndexStorage, type IndexStorage } from '../../../functions/store/index-files.ts'
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
import { type Bucket, bucketFiles, type FileStore, openBucket } from './files.ts'

/** All that a site keeps: what was written, how often it was read, and its files. */
export interface Places {
  newsroom: Table
  site: Table
  views: Table
  files: FileStore
}

/** A site as it is opened, with what is made of that. */
export interface SitePlaces extends Places {
  /** Any bucket by its name, and one that holds indexes. */
  bucket: (name: string) => Bucket
  indexes: (name: string) => Promise<IndexStorage>
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
  storage: S3Client,
  { table, site, views, media, uploads }: DeployedNames,
  endpoint?: string,
): SitePlaces {
  const open = (name: string) => createTable(database, name)
  return {
    newsroom: open(table),
    site: open(site),
    views: open(views),
    files: bucketFiles(storage, { media, uploads }),
    bucket: (name) => openBucket(storage, name),
    async indexes(name) {
      const { accessKeyId, secretAccessKey, sessionToken } = await storage.config.credentials()
      const access = { region: await storage.config.region(), accessKeyId, secretAccessKey }
      return createIndexStorage(
        { ...access, ...(sessionToken && { sessionToken }), ...(endpoint && { endpoint }) },
        name,
      )
    },
  }
}

export async function atDeployment<T>(
  names: DeployedNames,
  work: (places: SitePlaces) => Promise<T>,
): Promise<T> {
  return await work(placesOf(new DynamoDBClient(patient), new S3Client({}), names))
}

const { newsroom, ...others } = tableNames
const localNames = { table: newsroom, ...others, media: buckets.media, uploads: buckets.uploads }

async function atAddresses<T>(
  database: DatabaseAddress,
  objects: { endpoint: string; key: KeyPair },
  work: (places: SitePlaces) => Promise<T>,
): Promise<T> {
  const client = clientOf(database)
  const { endpoint, key: credentials } = objects
  const storage = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { ...credentials } })
  try {
    return await work(placesOf(client, storage, localNames, endpoint))
  } finally {
    client.destroy()
    storage.destroy()
  }
}

/** The site on this data, whether it runs or not. */
export async function atData<T>(data: string, work: (places: SitePlaces) => Promise<T>): Promise<T> {
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
