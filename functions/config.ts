import * as z from 'zod'

/**
 * What each function reads from its environment. The stack's `environment` is typed by these schemas, so a variable that
 * is missing there does not compile, and one that is wrong stops the function at its start.
 */
const tableName = z.string().min(3)
/** `https://host`, without a slash at the end: public addresses are made with it, never with a request's Host. */
const siteUrl = z.url({ protocol: /^https?$/u }).refine((url) => !url.endsWith('/'))

export const siteEnvironment = z.object({ SITE_TABLE: tableName, SITE_URL: siteUrl })
export const adminEnvironment = z.object({ NEWSROOM_TABLE: tableName, SITE_URL: siteUrl })
export const publisherEnvironment = z.object({
  NEWSROOM_TABLE: tableName,
  SITE_TABLE: tableName,
  DISTRIBUTION_ID: z.string().min(1),
})

/** Parses the environment of an entry. */
export function readEnvironment<T extends z.ZodType>(schema: T): z.infer<T> {
  return schema.parse(process.env)
}
