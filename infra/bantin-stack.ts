import { join } from 'node:path'
import { Aspects, CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib'
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import { CfnFunction, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import {
  adminEnvironment,
  mailsEnvironment,
  mediaEnvironment,
  mirrorEnvironment,
  previewEnvironment,
  publisherEnvironment,
  schedulerEnvironment,
  searchEnvironment,
  siteEnvironment,
} from '../functions/config.ts'
import { type FunctionName, readerFolder } from './bundles.ts'
import { acknowledge, letInvoke } from './constructs/allow.ts'
import { Backups } from './constructs/backups.ts'
import { BundledFunction } from './constructs/bundled-function.ts'
import { Cdn } from './constructs/cdn.ts'
import { Clock } from './constructs/clock.ts'
import { Desk } from './constructs/desk.ts'
import { EditorsDoor } from './constructs/editors-door.ts'
import { deployFiles, immutable } from './constructs/file-deployment.ts'
import { Files } from './constructs/files.ts'
import { FirstAdmin } from './constructs/first-admin.ts'
import { MalwareScan } from './constructs/malware-scan.ts'
import { NewsroomTable } from './constructs/newsroom-table.ts'
import { Operations } from './constructs/operations.ts'
import { PreviewDoor } from './constructs/preview-door.ts'
import { Publishing } from './constructs/publishing.ts'
import { Release } from './constructs/release.ts'
import { SignIn } from './constructs/sign-in.ts'
import { SiteAddress } from './constructs/site-address.ts'
import { SiteTable } from './constructs/site-table.ts'
import { ViewCounting } from './constructs/view-counting.ts'
import { ViewsTable } from './constructs/views-table.ts'
import type { Settings } from './context.ts'

interface BantinStackProps extends StackProps {
  /** Where `buildFunctions` has put the functions. */
  bundles: string
  settings: Settings
  /** The settings as they were given: the template keeps them, so that it can be seen which are gone. @default none */
  given?: Record<string, unknown>
}

/** Where the template keeps the settings that it was made with. */
export const settingsKey = 'Bantin::Settings'

/** The whole system: one stack, so that a plain `cdk deploy` works. */
export class BantinStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, settings, given = {}, ...props }: BantinStackProps) {
    super(scope, id, { description: 'Bantin: multilingual news publishing', ...props })
    this.templateOptions.metadata = { [settingsKey]: given }
    this.#tag(settings)
    if (settings.siteConcurrency === 0) this.#reserveNothing()
    const bundle = (name: FunctionName) => join(bundles, name)
    const logRetention = settings.logRetentionDays

    const newsroom = new NewsroomTable(this, 'Newsroom')
    const siteTable = new SiteTable(this, 'Site')
    const viewsTable = new ViewsTable(this, 'Views')
    const files = new Files(this, 'Files', settings)
    const address = new SiteAddress(this, 'Address', settings)

    const site = new BundledFunction(this, 'SiteFunction', {
      description: "Bantin: the reader's door",
      bundle: bundle('site'),
      schema: siteEnvironment,
      environment: (role) => ({ SITE_TABLE: siteTable.serve(role), SITE_URL: address.tell(role) }),
      // A start is all computing, which Lambda gives in proportion to memory; below this readers would feel it.
      memorySize: 1024,
      // Within what the CDN waits for, so that readers get the mirror within seconds.
      timeout: Duration.seconds(8),
      logRetention,
      reservedConcurrency: settings.siteConcurrency,
    })

    const views = new ViewCounting(this, 'ViewCounting', {
      bundles,
      views: viewsTable,
      site: siteTable,
      // Each counts fifty views a second at most; what is more takes no other function's share.
      reservedConcurrency: 10,
      logRetention,
    })

    const search = new BundledFunction(this, 'SearchFunction', {
      description: 'Bantin: searches what is public',
      bundle: bundle('search'),
      schema: searchEnvironment,
      environment: (role) => ({
        SITE_TABLE: siteTable.search(role),
        SEARCH_BUCKET: files.readIndex(role),
        SITE_URL: address.tell(role),
      }),
      // One whole processor: a search of a hundred thousand articles is all computing.
      memorySize: 1769,
      // Within what the CDN waits for.
      timeout: Duration.seconds(15),
      logRetention,
      // A flood of questions takes nothing of the pages, and costs no more than this.
      reservedConcurrency: Math.ceil(settings.siteConcurrency / 5),
    })

    const previews = new PreviewDoor(this, 'PreviewDoor', { logRetention })
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
      media: files.media,
      mirror: files.site,
      desk: desk.bucket,
      logs: files.logs,
    })
    address.fill(cdn.siteUrl)

    const media = new BundledFunction(this, 'MediaFunction', {
      description: 'Bantin: looks at what is uploaded and makes of it what readers get',
      bundle: bundle('media'),
      schema: mediaEnvironment,
      environment: (role) => ({
        UPLOADS_BUCKET: files.takeUploads(role),
        MEDIA_BUCKET: files.publish(role),
        MALWARE_SCAN: settings.malwareScan ? 'guardduty' : 'off',
      }),
      // One whole processor for the largest picture, and room for its pixels.
      memorySize: 1769,
      // Longer than the editors' door waits.
      timeout: Duration.seconds(28),
      logRetention,
      // Pictures that are uploaded at once; a flood of them does not take the readers' share.
      reservedConcurrency: 5,
    })
    files.acceptFrom(cdn.siteUrl)
    if (settings.malwareScan)
      new MalwareScan(this, 'MalwareScan', { uploads: files.uploads, after: cdn.distribution })

    const admin = new BundledFunction(this, 'AdminFunction', {
      description: "Bantin: the editors' door",
      bundle: bundle('admin'),
      schema: adminEnvironment,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.edit(role),
        SITE_URL: cdn.siteUrl,
        UPLOADS_BUCKET: files.lendUploads(role),
        SEARCH_BUCKET: files.readNewsroomIndex(role),
        MEDIA_FUNCTION: letInvoke(role, media.lambda),
        SITE_TABLE: siteTable.readMisses(role),
      }),
      // As the site: an editor waits for its start too.
      memorySize: 1024,
      // The API gives up after 30 seconds; a large picture takes half of that.
      timeout: Duration.seconds(29),
      logRetention,
    })
    const door = new EditorsDoor(this, 'EditorsDoor', {
      admin: admin.lambda,
      siteUrl: cdn.siteUrl,
      logRetention,
    })

    const preview = new BundledFunction(this, 'PreviewFunction', {
      description: 'Bantin: the door for who comes by a link',
      bundle: bundle('preview'),
      schema: previewEnvironment,
      environment: (role) => ({ NEWSROOM_TABLE: newsroom.preview(role), SITE_URL: cdn.siteUrl }),
      // As the site: somebody waits for its start.
      memorySize: 1024,
      timeout: Duration.seconds(15),
      logRetention,
    })
    previews.open(preview.lambda)

    const publisher = new BundledFunction(this, 'PublisherFunction', {
      description: 'Bantin: makes the site show what the newsroom says',
      bundle: bundle('publisher'),
      schema: publisherEnvironment,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.follow(role),
        SITE_TABLE: siteTable.publish(role),
        MEDIA_BUCKET: files.withdrawFiles(role),
        SEARCH_BUCKET: files.writeIndex(role),
        SITE_URL: cdn.siteUrl,
        DISTRIBUTION_ID: cdn.letPurge(role),
      }),
      // One whole processor: rendering and indexing are all computing.
      memorySize: 1769,
      // A rebuild goes on for half a minute in a call, and everything else takes seconds; what is late is not cut off.
      timeout: Duration.minutes(10),
      logRetention,
      // One call at a time has its turn; this only spares the others their waiting.
      reservedConcurrency: 1,
    })
    const publishing = new Publishing(this, 'Publishing', {
      publisher: publisher.lambda,
      newsroom: newsroom.table,
    })
    acknowledge(publisher, {
      'AwsSolutions-IAM5[Resource::*]':
        'dynamodb:ListStreams of the event source names no resource; it shows names only',
    })

    const mirror = new BundledFunction(this, 'MirrorFunction', {
      description: 'Bantin: keeps the site as files, for when its function fails',
      bundle: bundle('mirror'),
      schema: mirrorEnvironment,
      environment: (role) => ({
        SITE_TABLE: siteTable.mirror(role),
        SITE_BUCKET: files.mirror(role),
        SITE_URL: cdn.siteUrl,
        DISTRIBUTION_ID: cdn.letPurge(role),
      }),
      // Rendering is all computing; nobody waits for it.
      memorySize: 1024,
      // Until the next minute: a run takes two thirds of it.
      timeout: Duration.minutes(1),
      logRetention,
    })
    new Release(this, 'Release', {
      bundles,
      site: site.lambda,
      mirror: mirror.lambda,
      siteUrl: cdn.siteUrl,
      logRetention,
    })
    new Clock(this, 'MirrorClock', { wakes: mirror.lambda, to: 'mirror what has changed' })

    const mails = new BundledFunction(this, 'MailsFunction', {
      description: 'Bantin: writes invitations and codes, which Cognito mails',
      bundle: bundle('mails'),
      schema: mailsEnvironment,
      environment: () => ({ SITE_URL: cdn.siteUrl, LOCALES: settings.locales.join(',') }),
      memorySize: 512,
      // Cognito waits no longer.
      timeout: Duration.seconds(5),
      logRetention,
    })
    const scheduler = new BundledFunction(this, 'SchedulerFunction', {
      description: 'Bantin: publishes and withdraws what is due',
      bundle: bundle('scheduler'),
      schema: schedulerEnvironment,
      environment: (role) => ({
        NEWSROOM_TABLE: newsroom.keepSchedule(role),
        CHAINS_TABLE: newsroom.watchPolicy(role),
        PUBLISHER_SOURCE: publishing.watchSource(role),
      }),
      // Nobody waits for it.
      memorySize: 512,
      // Until the next tick.
      timeout: Duration.minutes(1),
      logRetention,
    })
    new Clock(this, 'Clock', { wakes: scheduler.lambda, to: 'publish and withdraw what is due' })

    const signIn = new SignIn(this, 'SignIn', {
      siteUrl: cdn.siteUrl,
      api: door.api,
      mails: mails.lambda,
      logRetention,
    })
    desk.deploy(
      bundles,
      {
        region: this.region,
        api: door.api.apiEndpoint,
        userPool: signIn.users.userPoolProviderUrl,
        clientId: signIn.client.userPoolClientId,
        identityPoolId: signIn.identityPoolId,
      },
      signIn.loginUrl,
      // A first deployment that fails at the distribution takes an empty bucket away again.
      cdn.distribution,
    )

    const firstAdmin = { newsroom: newsroom.table, name: settings.adminName, logRetention }
    if (settings.adminPrincipal)
      new FirstAdmin(this, 'FirstAdmin', { ...firstAdmin, principal: settings.adminPrincipal })
    if (settings.adminEmail) {
      const principal = signIn.inviteAdmin(settings.adminEmail)
      new FirstAdmin(this, 'FirstEditor', { ...firstAdmin, principal })
    }
    const tables = [newsroom.table, siteTable.table, viewsTable.table]
    const backups = new Backups(this, 'Backups', {
      ...settings,
      tables,
      files: [files.media, files.uploads],
    })
    new Operations(this, 'Operations', {
      ...settings,
      functions: {
        site,
        search,
        ...views.functions,
        admin,
        preview,
        scheduler,
        publisher,
        mirror,
        media,
        mails,
      },
      deadLetters: publishing.deadLetters,
      ...(settings.backup && { vault: backups.vault }),
      distribution: cdn.distribution,
      api: door.api,
    })

    this.#tell({
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
        publisher.lambda.functionName,
      ],
      NewsroomTable: ['the truth: verify and restore it by this name', newsroom.table.tableName],
      SiteTable: ['what readers see; a rebuild makes it again', siteTable.table.tableName],
      DeadLettersUrl: ['what the stream gave up on', publishing.deadLetters.queueUrl],
      Retained: [
        'cdk destroy leaves these, with all content: remove them by hand, tables and users after their deletion protection',
        [
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
          backups.vault.backupVaultName,
        ].join(' '),
      ],
    })
  }

  /** By the first one the bill of a stage can be told from that of another. */
  #tag({ stage, tags }: Settings): void {
    // Not every region takes tags on it.
    const never = CfnDashboard.CFN_RESOURCE_TYPE_NAME
    Tags.of(this).add('bantin:stage', stage, { excludeResourceTypes: [never] })
    const excludeResourceTypes = [never, CfnUserPool.CFN_RESOURCE_TYPE_NAME]
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value, { excludeResourceTypes })
  }

  /** A new account has ten concurrent executions, all of which must stay unreserved. */
  #reserveNothing(): void {
    Aspects.of(this).add({
      visit: (node) => {
        if (node instanceof CfnFunction) node.reservedConcurrentExecutions = undefined
      },
    })
  }

  #tell(outputs: Record<string, [description: string, value: string]>): void {
    for (const [id, [description, value]] of Object.entries(outputs)) {
      new CfnOutput(this, id, { description, value })
    }
  }
}
