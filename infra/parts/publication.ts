import { Duration } from 'aws-cdk-lib'
import { acknowledge } from '../constructs/allow.ts'
import { Clock } from '../constructs/clock.ts'
import { addFunction } from '../constructs/product-function.ts'
import { Publishing } from '../constructs/publishing.ts'
import { Release } from '../constructs/release.ts'
import type { Readers } from './readers.ts'
import type { Stores } from './stores.ts'
import type { Whole } from './whole.ts'

/** What makes readers see what the newsroom says: the publisher, the mirror, and who looks whether links lead anywhere. */
export function addPublication({ stack, each, reserve }: Whole, stores: Stores, { site, cdn }: Readers) {
  const { key, newsroom, siteTable, files } = stores

  const publisher = addFunction(stack, 'publisher', {
    ...each,
    environment: (role) => ({
      NEWSROOM_TABLE: newsroom.follow(role),
      SITE_TABLE: siteTable.publish(role),
      MEDIA_BUCKET: files.withdrawFiles(role),
      SEARCH_BUCKET: files.writeIndex(role),
      SITE_URL: cdn.siteUrl,
      DISTRIBUTION_ID: cdn.letPurge(role),
    }),
    reservedConcurrency: reserve.publisher,
  })
  const publishing = new Publishing(stack, 'Publishing', {
    publisher: publisher.lambda,
    newsroom: newsroom.table,
    key,
  })
  const forLetters = 'of this one key, for dead letters: CDK asks for every form of these'
  acknowledge(publisher, {
    'AwsSolutions-IAM5[Resource::*]':
      'dynamodb:ListStreams of the event source names no resource; it shows names only',
    ...(key && {
      'AwsSolutions-IAM5[Action::kms:ReEncrypt*]': forLetters,
      'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]': forLetters,
    }),
  })

  const mirror = addFunction(stack, 'mirror', {
    ...each,
    environment: (role) => ({
      SITE_TABLE: siteTable.mirror(role),
      SITE_BUCKET: files.mirror(role),
      SITE_URL: cdn.siteUrl,
      DISTRIBUTION_ID: cdn.letPurge(role),
    }),
  })
  new Release(stack, 'Release', {
    ...each,
    site: site.lambda,
    mirror: mirror.lambda,
    siteUrl: cdn.siteUrl,
  })
  new Clock(stack, 'MirrorClock', { wakes: mirror.lambda, to: 'mirror what has changed' })

  const outward = addFunction(stack, 'outward', {
    ...each,
    environment: (role) => ({
      NEWSROOM_TABLE: newsroom.readSettings(role),
      SITE_TABLE: siteTable.noteLinks(role),
      SITE_URL: cdn.siteUrl,
    }),
  })
  new Clock(stack, 'OutwardClock', {
    wakes: outward.lambda,
    to: 'ask whether links lead anywhere',
    every: Duration.minutes(10),
  })
  return { publisher, publishing, mirror, outward }
}

export type Publication = ReturnType<typeof addPublication>
