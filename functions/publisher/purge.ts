import { setTimeout } from 'node:timers/promises'
import {
  type CloudFrontClient,
  CreateInvalidationCommand,
  TooManyInvalidationsInProgress,
} from '@aws-sdk/client-cloudfront'

/** Beyond this many tags the whole cache is purged at once: CloudFront bounds and charges for invalidations by path. */
const mostTags = 60

/** CloudFront works on a limited number at a time and refuses more: how long to wait before it is asked again, milliseconds. */
const pauses = [1_000, 2_000, 4_000, 8_000, 16_000]

/** Empties the CDN of everything that was made from what changed: of cache tags, and of paths, which begin with a slash. */
export type Purge = (tags: ReadonlySet<string>) => Promise<void>

/**
 * Purges by cache tag (`#a-4k7m2p9x1a`) through CreateInvalidation. All tags of a batch of articles are one request; one
 * that CloudFront has no room for is sent again, with the same name, after a pause.
 */
export function createPurge(
  client: Pick<CloudFrontClient, 'send'>,
  distributionId: string,
  pause: (milliseconds: number) => Promise<unknown> = setTimeout,
): Purge {
  return async function purge(tags) {
    if (tags.size === 0) return
    const items =
      tags.size > mostTags ? ['/*'] : [...tags].map((tag) => (tag.startsWith('/') ? tag : `#${tag}`))
    const invalidation = new CreateInvalidationCommand({
      DistributionId: distributionId,
      InvalidationBatch: {
        CallerReference: crypto.randomUUID(),
        Paths: { Quantity: items.length, Items: items },
      },
    })
    for (const wait of [...pauses, undefined]) {
      try {
        await client.send(invalidation)
        return
      } catch (error) {
        if (!(error instanceof TooManyInvalidationsInProgress) || wait === undefined) throw error
        // Somewhere in the second half, so that two that wait do not come back together.
        await pause(wait * (0.5 + Math.random() / 2))
      }
    }
  }
}
