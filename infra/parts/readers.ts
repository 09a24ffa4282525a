import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import { readerFolder } from '../bundles.ts'
import { Cdn } from '../constructs/cdn.ts'
import { Desk } from '../constructs/desk.ts'
import { DomainRecord } from '../constructs/domain-record.ts'
import { deployFiles, immutable } from '../constructs/file-deployment.ts'
import { FormDoor, formDoors } from '../constructs/form-door.ts'
import { addFunction } from '../constructs/product-function.ts'
import { SiteAddress } from '../constructs/site-address.ts'
import { ViewCounting } from '../constructs/view-counting.ts'
import type { Stores } from './stores.ts'
import type { Whole } from './whole.ts'

/** What readers ask: the CDN, and whom it asks. */
export function addReaders(whole: Whole, { siteTable, viewsTable, files }: Stores) {
  const { stack, settings, each, reserve } = whole
  const { bundles, logRetention } = each
  const address = new SiteAddress(stack, 'Address', settings)

  const site = addFunction(stack, 'site', {
    ...each,
    environment: (role) => ({ SITE_TABLE: siteTable.serve(role), SITE_URL: address.tell(role) }),
    reservedConcurrency: reserve.site,
  })

  const views = new ViewCounting(stack, 'ViewCounting', {
    ...each,
    views: viewsTable,
    site: siteTable,
    reservedConcurrency: reserve.counter,
  })

  const search = addFunction(stack, 'search', {
    ...each,
    environment: (role) => ({
      SITE_TABLE: siteTable.search(role),
      SEARCH_BUCKET: files.readIndex(role),
      SITE_URL: address.tell(role),
    }),
    reservedConcurrency: reserve.search,
  })

  const previews = new FormDoor(stack, 'PreviewDoor', { ...formDoors.preview, logRetention })
  const letters = new FormDoor(stack, 'FeedbackDoor', { ...formDoors.feedback, logRetention })
  const desk = new Desk(stack, 'Desk', { logs: files.logs, logRetention })
  // Before the pages that name them.
  const assets = deployFiles(stack, 'ReaderAssets', {
    bucket: files.site,
    prefix: 'assets',
    sources: [Source.asset(readerFolder(bundles))],
    cacheControl: immutable,
    logGroup: desk.deploymentLogs,
  })
  site.lambda.node.addDependency(assets)
  const cdn = new Cdn(stack, 'Cdn', {
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
    new DomainRecord(stack, 'Domain', {
      ...{ hostedZoneId, domainName, logRetention },
      distribution: cdn.distribution,
    })
  return { site, search, views, previews, letters, desk, cdn }
}

export type Readers = ReturnType<typeof addReaders>
