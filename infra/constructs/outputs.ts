import { CfnOutput, type Stack } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Backups } from './backups.ts'
import type { Cdn } from './cdn.ts'
import type { Desk } from './desk.ts'
import type { EditorsDoor } from './editors-door.ts'
import type { FeedbackTable } from './feedback-table.ts'
import type { Files } from './files.ts'
import type { LockedExports } from './locked-exports.ts'
import type { NewsroomTable } from './newsroom-table.ts'
import type { Publishing } from './publishing.ts'
import type { SignIn } from './sign-in.ts'
import type { SiteTable } from './site-table.ts'
import type { ViewsTable } from './views-table.ts'

interface Told {
  newsroom: NewsroomTable
  siteTable: SiteTable
  viewsTable: ViewsTable
  feedbackTable: FeedbackTable
  files: Files
  cdn: Cdn
  desk: Desk
  door: EditorsDoor
  signIn: SignIn
  publisher: IFunction
  publishing: Publishing
  backups: Backups
  exports?: LockedExports | undefined
}

/** What `cdk destroy` leaves. The runbooks count on the order. */
function retainedOf({ newsroom, siteTable, viewsTable, feedbackTable, files, desk, signIn, ...told }: Told) {
  return [
    newsroom.table.tableName,
    siteTable.table.tableName,
    files.media.bucketName,
    files.uploads.bucketName,
    files.site.bucketName,
    files.logs.bucketName,
    desk.bucket.bucketName,
    signIn.users.userPoolId,
    files.index.bucketName,
    viewsTable.table.tableName,
    feedbackTable.table.tableName,
    told.backups.vault.backupVaultName,
    ...(told.exports ? [told.exports.bucket.bucketName, told.exports.arrivals.bucketName] : []),
  ]
}

/** Says at the end of a deployment what people and tools need to know of it. */
export function tellOutputs(stack: Stack, told: Told): void {
  const { newsroom, siteTable, viewsTable, cdn, door, signIn, publisher, publishing } = told
  const outputs: Record<string, [description: string, value: string]> = {
    SiteUrl: ['where readers find the site', cdn.siteUrl],
    DistributionDomain: [
      'what the DNS record of domainName leads to',
      cdn.distribution.distributionDomainName,
    ],
    DeskUrl: ['where editors work', `${cdn.siteUrl}/desk/`],
    AdminUrl: ["the editors' API; requests are signed for execute-api", door.api.apiEndpoint],
    UserPoolId: ['who may sign in', signIn.users.userPoolId],
    ClientId: ['the desk, as the user pool knows it', signIn.client.userPoolClientId],
    IdentityPoolId: ['lends credentials to who has signed in', signIn.identityPoolId],
    LoginUrl: ['where people sign in', signIn.loginUrl],
    PublisherName: [
      'rebuilds the site: npm run rebuild -- --function <PublisherName>',
      publisher.functionName,
    ],
    NewsroomTable: ['the truth: verify and restore it by this name', newsroom.table.tableName],
    SiteTable: ['what readers see; a rebuild makes it again', siteTable.table.tableName],
    ViewsTable: ['counters of views, whose sums readers see', viewsTable.table.tableName],
    DeadLettersUrl: ['what the stream gave up on', publishing.deadLetters.queueUrl],
    ...(told.exports && {
      ExportsBucket: ['exports of the newsroom, a folder for each night', told.exports.bucket.bucketName],
    }),
    Retained: [
      'cdk destroy leaves these, with all content: remove them by hand, tables and users after their deletion protection',
      retainedOf(told).join(' '),
    ],
  }
  for (const [id, [description, value]] of Object.entries(outputs))
    new CfnOutput(stack, id, { description, value })
}
