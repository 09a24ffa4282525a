import { Duration } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AccessLevel,
  type BehaviorOptions,
  CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  FunctionUrlOriginAccessControl,
  HttpVersion,
  type IOrigin,
  type ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import {
  FunctionUrlOrigin,
  HttpOrigin,
  OriginGroup,
  S3BucketOrigin,
} from 'aws-cdk-lib/aws-cloudfront-origins'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { FunctionUrl } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { readViewerRequest } from '../bundles.ts'
import { responseHeaders } from '../response-headers.ts'
import {
  cacheTagHeader,
  errorPages,
  failovers,
  failures,
  type OriginName,
  type Route,
  routes,
} from '../routes.ts'
import type { Settings } from '../settings.ts'
import { acknowledge } from './allow.ts'
import {
  allowedMethodsOf,
  cachePolicyOf,
  createResponseHeaders,
  nameInAccount,
  originRequestPolicyOf,
} from './cdn-policies.ts'
import { deskHeaders } from './desk.ts'

interface CdnProps extends Pick<Settings, 'domainName' | 'certificateArn' | 'webAclArn'> {
  site: FunctionUrl
  counter: FunctionUrl
  search: FunctionUrl
  /** Host of the API that answers previews. */
  preview: string
  /** Host of the API that takes what readers write. */
  feedback: string
  media: IBucket
  mirror: IBucket
  desk: IBucket
  logs: IBucket
}

/** CloudFront as `routes.ts` tells: one behaviour for each route, in its order. */
export class Cdn extends Construct {
  readonly distribution: Distribution
  /** `https://host`, without a slash at the end. */
  readonly siteUrl: string

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id)
    const { domainName, certificateArn } = props
    const [defaultBehavior, ...additional] = this.#behaviorsOf(props).reverse()
    if (defaultBehavior?.path !== '*') throw new Error('the last route must be "*"')

    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Bantin',
      defaultBehavior: defaultBehavior.behavior,
      additionalBehaviors: Object.fromEntries(
        additional.reverse().map(({ path, behavior }) => [path, behavior]),
      ),
      // CloudFront would keep them ten seconds, whatever the origin says.
      errorResponses: [
        ...failures.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
        ...Object.entries(errorPages).map(([httpStatus, { path, status }]) => ({
          httpStatus: Number(httpStatus),
          responsePagePath: path,
          responseHttpStatus: status,
          ttl: Duration.seconds(0),
        })),
      ],
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      enableLogging: true,
      logBucket: props.logs,
      logFilePrefix: 'cdn/',
      logIncludesCookies: false,
      ...(props.webAclArn && { webAclId: props.webAclArn }),
      ...(domainName &&
        certificateArn && {
          domainNames: [domainName],
          certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        }),
    })
    this.siteUrl = `https://${domainName ?? this.distribution.distributionDomainName}`
    this.#readCacheTags()

    acknowledge(this.distribution, {
      'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk':
        'the buckets are asked for /media/* and /desk/* only, never for their root, which is where S3 lists',
      'AwsSolutions-CFR1': 'public information is for readers everywhere',
      ...(!props.webAclArn && {
        'AwsSolutions-CFR2': 'a web ACL costs 5 USD a month; webAclArn in the context adds one',
      }),
      ...(!domainName && {
        'AwsSolutions-CFR4': "CloudFront's own domain has CloudFront's own certificate and policy",
      }),
    })
  }

  #behaviorsOf({
    site,
    counter,
    search,
    media,
    mirror,
    preview,
    feedback,
    desk,
  }: CdnProps): { path: string; behavior: BehaviorOptions }[] {
    // Those who may not list are told 403 of a file that is not there, instead of 404.
    const files = {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      originAccessControl: new S3OriginAccessControl(this, 'FilesAccess', {
        originAccessControlName: nameInAccount(this, 'FilesAccess'),
      }),
    }
    const called = {
      readTimeout: Duration.seconds(20),
      originAccessControl: new FunctionUrlOriginAccessControl(this, 'SiteAccess', {
        originAccessControlName: nameInAccount(this, 'SiteAccess'),
      }),
    }
    // By itself the CDN asks three times, each with ten seconds for the connection and the time of an answer: what has the
    // mirror to fall back on is asked once, so that readers get that within seconds.
    const once = { ...called, connectionAttempts: 1, connectionTimeout: Duration.seconds(3) }
    const origins: Record<OriginName, IOrigin> = {
      site: FunctionUrlOrigin.withOriginAccessControl(site, { ...once, readTimeout: Duration.seconds(10) }),
      counter: FunctionUrlOrigin.withOriginAccessControl(counter, called),
      search: FunctionUrlOrigin.withOriginAccessControl(search, once),
      media: S3BucketOrigin.withOriginAccessControl(media, files),
      // It may not list: what the mirror does not hold is told from what the site says is not there.
      mirror: S3BucketOrigin.withOriginAccessControl(mirror, {
        originAccessControl: files.originAccessControl,
      }),
      preview: new HttpOrigin(preview, { readTimeout: Duration.seconds(20) }),
      feedback: new HttpOrigin(feedback, { readTimeout: Duration.seconds(20) }),
      desk: S3BucketOrigin.withOriginAccessControl(desk, files),
    }
    // One for each origin that has a fallback: the routes to one origin fail over in one way.
    const mirrored = new Map<OriginName, OriginGroup>()
    const originOf = ({ origin, fallback, failovers: own = failovers }: Route) => {
      if (!fallback) return origins[origin]
      const group =
        mirrored.get(origin) ??
        new OriginGroup({
          primaryOrigin: origins[origin],
          fallbackOrigin: origins[fallback],
          fallbackStatusCodes: [...own],
        })
      mirrored.set(origin, group)
      return group
    }
    const viewerRequest = new EdgeFunction(this, 'ViewerRequest', {
      functionName: nameInAccount(this, 'ViewerRequest'),
      code: FunctionCode.fromInline(readViewerRequest()),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'One address for each page',
    })
    const pageHeaders = createResponseHeaders(this, 'ResponseHeaders', 'Bantin', responseHeaders.site)
    const headersOf: Record<Route['origin'], ResponseHeadersPolicy> = {
      site: pageHeaders,
      mirror: pageHeaders,
      counter: pageHeaders,
      search: pageHeaders,
      preview: pageHeaders,
      feedback: pageHeaders,
      media: createResponseHeaders(this, 'FileHeaders', 'Bantin, files', responseHeaders.media),
      desk: createResponseHeaders(this, 'DeskHeaders', 'Bantin /desk/*', deskHeaders()),
    }
    return routes.map((route) => {
      const originRequestPolicy = originRequestPolicyOf(this, route)
      const behavior = {
        origin: originOf(route),
        allowedMethods: allowedMethodsOf(route),
        cachePolicy: cachePolicyOf(this, route),
        responseHeadersPolicy: headersOf[route.origin],
        compress: route.compress,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        ...(originRequestPolicy && { originRequestPolicy }),
        ...(route.viewerRequest && {
          functionAssociations: [{ function: viewerRequest, eventType: FunctionEventType.VIEWER_REQUEST }],
        }),
      }
      return { path: route.path, behavior }
    })
  }

  /** By the tags that the origin names in this header the publisher purges. The construct has no property for it yet. */
  #readCacheTags(): void {
    const { defaultChild } = this.distribution.node
    if (!(defaultChild instanceof CfnDistribution)) throw new Error('there is no distribution')
    defaultChild.addPropertyOverride('DistributionConfig.CacheTagConfig', { HeaderName: cacheTagHeader })
  }

  /** Lets a role empty this distribution of what changed. */
  letPurge(role: IGrantable): string {
    this.distribution.grantCreateInvalidation(role)
    return this.distribution.distributionId
  }
}
