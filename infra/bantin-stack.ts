import { Duration, Lazy, Stack, type StackProps } from 'aws-cdk-lib'
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import { readerFolder } from './bundles.ts'
import { acknowledge, letInvoke } from './constructs/allow.ts'
import { Backups } from './constructs/backups.ts'
import { Cdn } from './constructs/cdn.ts'
import { Clock } from './constructs/clock.ts'
import { DataKey } from './constructs/data-key.ts'
import { Desk } from './constructs/desk.ts'
import { DomainRecord } from './constructs/domain-record.ts'
import { EditorsDoor } from './constructs/editors-door.ts'
import { FeedbackTable } from './constructs/feedback-table.ts'
import { deployFiles, immutable } from './constructs/file-deployment.ts'
import { Files } from './constructs/files.ts'
import { FirstAdmin } from './constructs/first-admin.ts'
import { FormDoor, formDoors } from './constructs/form-door.ts'
import { letInvite } from './constructs/let-invite.ts'
import { letMail } from './constructs/let-mail.ts'
import { LockedExports } from './constructs/locked-exports.ts'
import { MalwareScan } from './constructs/malware-scan.ts'
import { NewsroomTable } from './constructs/newsroom-table.ts'
import { Operations } from './constructs/operations.ts'
import { tellOutputs } from './constructs/outputs.ts'
import { addFunction } from './constructs/product-function.ts'
import { Publishing } from './constructs/publishing.ts'
import { Release } from './constructs/release.ts'
import { SignIn } from './constructs/sign-in.ts'
import { SiteAddress } from './constructs/site-address.ts'
import { SiteTable } from './constructs/site-table.ts'
import { tagStage } from './constructs/stage-tags.ts'
import { ViewCounting } from './constructs/view-counting.ts'
import { ViewsTable } from './constructs/views-table.ts'
import { settingsKey } from './context.ts'
import { reservationsOf } from './reservations.ts'
import type { Settings } from './settings.ts'

interface BantinStackProps extends StackProps {
  /** Where `buildFunctions` has put the functions. */
  bundles: string
  settings: Settings
  /** The settings as they were given: the template keeps them, so that it can be seen which are gone. @default none */
  given?: Record<string, unknown>
}

/** The whole system: one stack, so that a plain `cdk deploy` works. */
export class BantinStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, settings, given = {}, ...props }: BantinStackProps) {
    super(scope, id, { description: 'Bantin: multilingual news publishing', ...props })
    this.templateOptions.metadata = { [settingsKey]: given }
    tagStage(this, settings)
    const logRetention = settings.logRetentionDays
    const each = { bundles, logRetention }
    const reserve = reservationsOf(settings)

    const key = settings.customerKeyArn ? new DataKey(this, 'DataKey', settings.customerKeyArn) : undefined
    const newsroom = new NewsroomTable(this, 'Newsroom', key)
    const siteTable = new SiteTable(this, 'Site')
    const viewsTable = new ViewsTable(this, 'Views')
    const feedbackTable = new FeedbackTable(this, 'Feedback', key)
    const files = new Files(this, 'Files', { ...settings, key })
    const address = new SiteAddress(this, 'Address', settings)

    const site = addFunction(this, 'site', {
      ...each,
      environment: (role) => ({ SITE_TABLE: siteTable.serve(role), SITE_URL: address.tell(role) }),
      reservedConcurrency: reserve.site,
    })

    const views = new ViewCounting(this, 'ViewCounting', {
      ...each,
      views: viewsTable,
      site: siteTable,
      reservedConcurrency: reserve.counter,
    })

    const search = addFunction(this, 'search', {
      ...each,
      environment: (role) => ({
        SITE_TABLE: siteTable.search(role),
        SEARCH_BUCKET: files.readIndex(role),
        SITE_URL: address.tell(role),
      }),
      reservedConcurrency: reserve.search,
    })

    const previews = new FormDoor(this, 'PreviewDoor', { ...formDoors.preview, logRetention })
    const letters = new FormDoor(this, 'FeedbackDoor', { ...formDoors.feedback, logRetention })
    const desk = new Desk(this, 'Desk', { logs: files.logs, logRetention })
    // Before the pages that name them.
    const assets = deployFiles(this, 'ReaderAssets', {
      bucket: files.site,
      prefix: 'assets',
      sources: [Source.asset(readerFolder(bundles))],
      cacheControl: immutable,
      logGroup: desk.deploymentLogs,
    })
    site.lambda.node.addDependency(assets)
    const cdn = new Cdn(this, 'Cdn', {
      ...settings,
      site: site.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }),
      counter: views.url,
      search: search.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }),
      preview: previews.host,
      feedback: letters.host,
      media: files.media,
      mirror: files.site,
      desk: desk.bucket,
      logs: files.logs,
    })
    address.fill(cdn.siteUrl)
    const { hostedZoneId, domainName } = settings
    if (hostedZoneId && domainName)
      new DomainRecord(this, 'Domain', {
        ...{ hostedZoneId, domainName, logRetention },
        distribution: cdn.distribution,
      })

    const media = addFunction(this, 'media', {
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
      new MalwareScan(this, 'MalwareScan', { uploads: files.uploads, key, after: cdn.distribution })

    const mover = addFunction(this, 'mover', {
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

    const admin = addFunction(this, 'admin', {
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
        // The pool is made further down, for its login pages lead to this door.
        USER_POOL: Lazy.string({ produce: () => signIn.users.userPoolId }),
      }),
    })
    const door = new EditorsDoor(this, 'EditorsDoor', {
      admin: admin.lambda,
      siteUrl: cdn.siteUrl,
      logRetention,
    })

    const preview = addFunction(this, 'preview', {
      ...each,
      environment: (role) => ({ NEWSROOM_TABLE: newsroom.preview(role), SITE_URL: cdn.siteUrl }),
    })
    previews.open('Preview', preview.lambda)

    const feedback = addFunction(this, 'feedback', {
      ...each,
      environment: (role) => ({
        FEEDBACK_TABLE: feedbackTable.take(role),
        SITE_TABLE: siteTable.showViews(role),
      }),
    })
    letters.open('Feedback', feedback.lambda)

    const publisher = addFunction(this, 'publisher', {
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
    const publishing = new Publishing(this, 'Publishing', {
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

    const mirror = addFunction(this, 'mirror', {
      ...each,
      environment: (role) => ({
        SITE_TABLE: siteTable.mirror(role),
        SITE_BUCKET: files.mirror(role),
        SITE_URL: cdn.siteUrl,
        DISTRIBUTION_ID: cdn.letPurge(role),
      }),
    })
    new Release(this, 'Release', {
      bundles,
      site: site.lambda,
      mirror: mirror.lambda,
      siteUrl: cdn.siteUrl,
      logRetention,
    })
    new Clock(this, 'MirrorClock', { wakes: mirror.lambda, to: 'mirror what has changed' })

    const outward = addFunction(this, 'outward', {
      ...each,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.readSettings(role),
        SITE_TABLE: siteTable.noteLinks(role),
        SITE_URL: cdn.siteUrl,
      }),
    })
    new Clock(this, 'OutwardClock', {
      wakes: outward.lambda,
      to: 'ask whether links lead anywhere',
      every: Duration.minutes(10),
    })

    const mails = addFunction(this, 'mails', {
      ...each,
      environment: () => ({ SITE_URL: cdn.siteUrl, LOCALES: settings.locales.join(',') }),
    })
    const signIn = new SignIn(this, 'SignIn', {
      ...settings,
      siteUrl: cdn.siteUrl,
      api: door.api,
      mails: mails.lambda,
      logRetention,
    })
    letInvite(admin.lambda, signIn.users)
    const scheduler = addFunction(this, 'scheduler', {
      ...each,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.keepSchedule(role),
        CHAINS_TABLE: newsroom.watchPolicy(role),
        PUBLISHER_SOURCE: publishing.watchSource(role),
        SITE_URL: cdn.siteUrl,
        MOVER_FUNCTION: letInvoke(role, mover.lambda),
        ...letMail(role, settings, signIn.users),
      }),
    })
    new Clock(this, 'Clock', { wakes: scheduler.lambda, to: 'publish and withdraw what is due' })

    desk.deploy(
      bundles,
      {
        region: this.region,
        api: door.api.apiEndpoint,
        userPool: signIn.users.userPoolProviderUrl,
        clientId: signIn.client.userPoolClientId,
        identityPoolId: signIn.identityPoolId,
      },
      { login: signIn.loginUrl, uploads: files.uploads },
      // A first deployment that fails at the distribution takes an empty bucket away again.
      cdn.distribution,
    )

    const firstAdmin = { newsroom, name: settings.adminName, logRetention }
    if (settings.adminPrincipal)
      new FirstAdmin(this, 'FirstAdmin', { ...firstAdmin, principal: settings.adminPrincipal })
    if (settings.adminEmail) {
      const principal = signIn.inviteAdmin(settings.adminEmail)
      new FirstAdmin(this, 'FirstEditor', { ...firstAdmin, principal, who: settings.adminEmail })
    }
    const backups = new Backups(this, 'Backups', {
      ...settings,
      tables: [newsroom.table, siteTable.table, viewsTable.table],
      files: [files.media, files.uploads],
    })
    const { lockedExports: lock, timeZone } = settings
    const { deadLetters } = publishing
    const exports = lock
      ? new LockedExports(this, 'Exports', {
          ...{ table: newsroom.table, lock, timeZone, logs: files.logs, deadLetters, key },
        })
      : undefined
    new Operations(this, 'Operations', {
      ...settings,
      functions: {
        site,
        search,
        ...views.functions,
        admin,
        preview,
        feedback,
        scheduler,
        publisher,
        mirror,
        outward,
        media,
        mover,
        mails,
      },
      deadLetters,
      ...(settings.backup && { vault: backups.vault }),
      ...(settings.closeWatch && {
        close: {
          tables: { newsroom, site: siteTable, views: viewsTable, feedback: feedbackTable },
          doors: { previews: previews.api, letters: letters.api },
        },
      }),
      distribution: cdn.distribution,
      api: door.api,
    })

    tellOutputs(this, {
      ...{ newsroom, siteTable, viewsTable, feedbackTable, files },
      ...{ cdn, desk, door, signIn, publisher: publisher.lambda, publishing, backups, exports },
    })
  }
}
