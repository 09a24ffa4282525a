import * as z from 'zod'
import { locale } from './domain/locale-schemas.ts'
import type { DatabaseAccess } from './store/dynamodb-wire.ts'
import type { StorageAccess } from './store/index-files.ts'

/**
 * What each function reads from its environment. The stack's `environment` is typed by these schemas, so a variable that
 * is missing there does not compile, and one that is wrong stops the function at its start.
 */
const tableName = z.string().min(3)
/** `https://host`, without a slash at the end: public addresses are made with it, never with a request's Host. */
const siteUrl = z.url({ protocol: /^https?$/u }).refine((url) => !url.endsWith('/'))
/** `ssm:` and the name of the parameter that holds it: a CDN's own domain is known only after the function is made. */
const lateSiteUrl = z.string().regex(/^ssm:\/[\w./-]+$/u)

export const siteEnvironment = z.object({ SITE_TABLE: tableName, SITE_URL: z.union([siteUrl, lateSiteUrl]) })
/** Adds to the counters, and asks the read model whether an article was ever published. */
export const counterEnvironment = z.object({ VIEWS_TABLE: tableName, SITE_TABLE: tableName })
/** Adds messages and votes, and asks the read model whether an article was ever published. */
export const feedbackEnvironment = z.object({ FEEDBACK_TABLE: tableName, SITE_TABLE: tableName })
export const tallyEnvironment = counterEnvironment
const bucketName = z.string().min(3)

export const adminEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  SITE_URL: siteUrl,
  /** Private: what is uploaded, and the originals of what was taken. */
  UPLOADS_BUCKET: bucketName,
  /** Holds the index that editors search. */
  SEARCH_BUCKET: bucketName,
  /** Looks at what was uploaded. */
  MEDIA_FUNCTION: z.string().min(1),
  /** Moves in what is brought through the desk. */
  MOVER_FUNCTION: z.string().min(1),
  /** What readers wrote. */
  FEEDBACK_TABLE: tableName,
  /** Holds, beside what readers see, what they searched for in vain. */
  SITE_TABLE: tableName,
  /** How often articles were read. */
  VIEWS_TABLE: tableName,
  /** Whether people are mailed what they are told. */
  SENDS_MAIL: z.enum(['yes', 'no']),
  /** Where people are invited. */
  USER_POOL: z.string().min(1),
})
export const mediaEnvironment = z.object({
  UPLOADS_BUCKET: bucketName,
  /** Public: what readers get. */
  MEDIA_BUCKET: bucketName,
  /** `guardduty`: nothing is taken before its verdict stands on the object as a tag. */
  MALWARE_SCAN: z.enum(['off', 'guardduty']),
})
export const searchEnvironment = z.object({
  SITE_TABLE: tableName,
  /** Holds the index. */
  SEARCH_BUCKET: bucketName,
  SITE_URL: z.union([siteUrl, lateSiteUrl]),
})
export const previewEnvironment = z.object({ NEWSROOM_TABLE: tableName, SITE_URL: siteUrl })
/** `none` where there is nothing to ask: on one machine. */
const watched = z.string().min(1)
export const schedulerEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  /** ARN of the table whose policy keeps chains from being changed. */
  CHAINS_TABLE: watched,
  /** Id of the event source that brings new revisions to the publisher. */
  PUBLISHER_SOURCE: watched,
  /** Where exports of each night are locked, and by whose clock it is night. */
  EXPORTS_BUCKET: watched,
  TIME_ZONE: z.string().min(1),
  SITE_URL: siteUrl,
  /** Moves in what is brought through the desk; `none` where nothing is. */
  MOVER_FUNCTION: watched,
  /** By whom people are mailed, and in which region that is sent; `none` where nobody is. */
  MAIL_FROM: z.string().min(1),
  MAIL_REGION: z.string().min(1),
  /** Where addresses of people are asked for; `none` where nobody is mailed. */
  USER_POOL: z.string().min(1),
})
/** `vi,en`: in which languages, and in which order, people are written to. */
const localeList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(locale).min(1))
export const mailsEnvironment = z.object({ SITE_URL: siteUrl, LOCALES: localeList })
export const publisherEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  SITE_TABLE: tableName,
  /** Holds the files that readers get: those that are withdrawn are taken out. */
  MEDIA_BUCKET: bucketName,
  /** Holds the indexes that readers and editors search. */
  SEARCH_BUCKET: bucketName,
  SITE_URL: siteUrl,
  DISTRIBUTION_ID: z.string().min(1),
})

/** It writes as whoever asked for it, by the handlers of the editors' door. */
export const moverEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  SITE_URL: siteUrl,
  /** Private: what is to be moved in, and where files of articles are uploaded. */
  UPLOADS_BUCKET: bucketName,
  /** Looks at what was uploaded. */
  MEDIA_FUNCTION: z.string().min(1),
})

export const mirrorEnvironment = z.object({
  SITE_TABLE: tableName,
  /** Holds the mirror: the site as files. */
  SITE_BUCKET: bucketName,
  SITE_URL: siteUrl,
  DISTRIBUTION_ID: z.string().min(1),
})

/** Reads the settings alone of the newsroom, and what is public. */
export const outwardEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  SITE_TABLE: tableName,
  SITE_URL: siteUrl,
})

/** Every variable that a function's schema reads, and no other. */
export type Variables<S extends z.ZodObject> = { [Name in keyof z.input<S>]: string }

/** Parses the environment of an entry. */
export function readEnvironment<T extends z.ZodType>(schema: T): z.infer<T> {
  return schema.parse(process.env)
}

/** How every client of AWS waits, milliseconds: by default it would wait for ever. */
export const clientOptions = { requestHandler: { connectionTimeout: 1_000, socketTimeout: 8_000 } }

/** The keys of the function's role, which Lambda renews by starting another instance. */
function readKeys() {
  const { AWS_REGION = '', ...env } = process.env
  return {
    region: AWS_REGION,
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
  }
}

/** How S3 is asked where its SDK would take too long to start: with these keys, and where something stands in for it. */
export function readStorageAccess(): StorageAccess {
  const { AWS_ENDPOINT_URL_S3: endpoint } = process.env
  return { ...readKeys(), ...(endpoint && { endpoint }) }
}

/** How DynamoDB is asked by the reader's door, without its SDK. */
export function readDatabaseAccess(): DatabaseAccess {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = process.env
  return { ...readKeys(), ...(endpoint && { endpoint }) }
}

/** How the services that mail people are asked, without their SDKs; each at its own address, where something stands in for it. */
export function readMailAccess() {
  const { AWS_ENDPOINT_URL_SESV2: mails, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: people } = process.env
  return { ...readKeys(), endpoints: { mails, people } }
}

/** As Lambda calls the function. */
export const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'none'

/** Milliseconds: a function has ten seconds to start. */
const patience = 3000

/** The public address that SITE_URL says, or that the parameter holds which it names. */
export async function findSiteUrl(value: z.infer<typeof siteEnvironment>['SITE_URL']): Promise<string> {
  if (!value.startsWith('ssm:')) return value
  const { AWS_REGION: region, AWS_ENDPOINT_URL_SSM: endpoint, ...env } = process.env
  // Loaded where it is needed only: with a domain of one's own it never is.
  const { AwsClient } = await import('aws4fetch')
  const aws = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: env.AWS_SESSION_TOKEN ?? '',
    service: 'ssm',
    region: region ?? '',
    retries: 2,
  })
  const response = await aws.fetch(endpoint ?? `https://ssm.${region}.amazonaws.com/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    },
    body: JSON.stringify({ Name: value.slice('ssm:'.length) }),
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw new Error(`${value} cannot be read: ${response.status} ${await response.text()}`)
  const { Parameter } = z.object({ Parameter: z.object({ Value: siteUrl }) }).parse(await response.json())
  return Parameter.Value
}
