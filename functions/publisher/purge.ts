import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront'

/** Beyond this many tags the whole cache is purged at once: CloudFront bounds and charges for invalidations by path. */
const mostTags = 60

/** Empties the CDN of everything that was made from what changed. */
export type Purge = (tags: ReadonlySet<string>) => Promise<void>

/** Purges by cache tag (`#a-4k7m2p9x1a`) through CreateInvalidation. */
export function createPurge(client: CloudFrontClient, distributionId: string): Purge {
  return async function purge(tags) {
    if (tags.size === 0) return
    const items = tags.size > mostTags ? ['/*'] : [...tags].map((tag) => `#${tag}`)
    await client.send(
      new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: crypto.randomUUID(),
          Paths: { Quantity: items.length, Items: items },
        },
      }),
    )
  }
}
