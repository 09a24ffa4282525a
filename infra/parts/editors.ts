import { Duration } from 'aws-cdk-lib'
import { letInvoke } from '../constructs/allow.ts'
import { EditorsDoor } from '../constructs/editors-door.ts'
import { MalwareScan } from '../constructs/malware-scan.ts'
import { addFunction } from '../constructs/product-function.ts'
import type { Readers } from './readers.ts'
import type { Stores } from './stores.ts'
import type { Whole } from './whole.ts'

/**
 * What the newsroom works by: its door, what looks at files and moves them in, and the doors for who has no account.
 * @param userPoolId of the pool that is made later, as its login pages lead to this door
 */
export function addEditors(whole: Whole, stores: Stores, readers: Readers, userPoolId: string) {
  const { stack, settings, each, reserve } = whole
  const { key, newsroom, siteTable, viewsTable, feedbackTable, files } = stores
  const { cdn, previews, letters } = readers

  const media = addFunction(stack, 'media', {
    ...each,
    environment: (role) => ({
      UPLOADS_BUCKET: files.takeUploads(role),
      MEDIA_BUCKET: files.publish(role),
      MALWARE_SCAN: settings.malwareScan ? 'guardduty' : 'off',
    }),
    reservedConcurrency: reserve.media,
  })
  files.acceptFrom(cdn.siteUrl)
  if (settings.malwareScan)
    new MalwareScan(stack, 'MalwareScan', { uploads: files.uploads, key, after: cdn.distribution })

  const mover = addFunction(stack, 'mover', {
    ...each,
    environment: (role) => ({
      NEWSROOM_TABLE: newsroom.moveIn(role),
      SITE_URL: cdn.siteUrl,
      UPLOADS_BUCKET: files.bring(role),
      MEDIA_FUNCTION: letInvoke(role, media.lambda),
    }),
    reservedConcurrency: reserve.mover,
  })
  // What is to be done stands in the table: a call that could not begin is not worth repeating.
  mover.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) })

  const admin = addFunction(stack, 'admin', {
    ...each,
    environment: (role) => ({
      NEWSROOM_TABLE: newsroom.edit(role),
      SITE_URL: cdn.siteUrl,
      UPLOADS_BUCKET: files.bring(role),
      SEARCH_BUCKET: files.readNewsroomIndex(role),
      MEDIA_FUNCTION: letInvoke(role, media.lambda),
      MOVER_FUNCTION: letInvoke(role, mover.lambda),
      FEEDBACK_TABLE: feedbackTable.answer(role),
      SITE_TABLE: siteTable.readMisses(role),
      VIEWS_TABLE: viewsTable.read(role),
      SENDS_MAIL: settings.mailIdentityArn ? 'yes' : 'no',
      USER_POOL: userPoolId,
    }),
  })
  const door = new EditorsDoor(stack, 'EditorsDoor', {
    admin: admin.lambda,
    siteUrl: cdn.siteUrl,
    logRetention: each.logRetention,
  })

  const preview = addFunction(stack, 'preview', {
    ...each,
    environment: (role) => ({ NEWSROOM_TABLE: newsroom.preview(role), SITE_URL: cdn.siteUrl }),
  })
  previews.open('Preview', preview.lambda)

  const feedback = addFunction(stack, 'feedback', {
    ...each,
    environment: (role) => ({
      FEEDBACK_TABLE: feedbackTable.take(role),
      SITE_TABLE: siteTable.showViews(role),
    }),
  })
  letters.open('Feedback', feedback.lambda)
  return { media, mover, admin, door, preview, feedback }
}

export type Editors = ReturnType<typeof addEditors>
