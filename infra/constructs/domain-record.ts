import { Stack } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import { PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import { createDeploymentCall } from './deployment-call.ts'

interface DomainRecordProps {
  hostedZoneId: string
  domainName: string
  distribution: Distribution
  logRetention: RetentionDays
}

/** IPv4 and IPv6. */
const types = ['A', 'AAAA'] as const

/**
 * Leads the domain to the distribution, whatever it was led to before: a record set of CloudFormation's own would refuse a
 * name that is there, and take it away with the setting. Nothing here ever deletes a record.
 */
export class DomainRecord extends Construct {
  constructor(scope: Construct, id: string, props: DomainRecordProps) {
    super(scope, id)
    const { hostedZoneId, domainName, distribution, logRetention } = props
    const alias = {
      HostedZoneId: CloudFrontTarget.CLOUDFRONT_ZONE_ID,
      DNSName: distribution.distributionDomainName,
      EvaluateTargetHealth: false,
    }
    const only = {
      'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': [domainName],
      'route53:ChangeResourceRecordSetsRecordTypes': [...types],
    }
    createDeploymentCall(this, 'Alias', {
      call: {
        service: 'Route53',
        action: 'ChangeResourceRecordSets',
        parameters: {
          HostedZoneId: hostedZoneId,
          ChangeBatch: {
            Comment: Stack.of(this).stackName,
            Changes: types.map((Type) => ({
              Action: 'UPSERT',
              ResourceRecordSet: { Name: domainName, Type, AliasTarget: alias },
            })),
          },
        },
        physicalResourceId: PhysicalResourceId.of(domainName),
        outputPaths: [],
      },
      permissions: [
        new PolicyStatement({
          actions: ['route53:ChangeResourceRecordSets'],
          resources: [`arn:${Stack.of(this).partition}:route53:::hostedzone/${hostedZoneId}`],
          conditions: {
            'ForAllValues:StringEquals': only,
            Null: Object.fromEntries(Object.keys(only).map((key) => [key, 'false'])),
          },
        }),
      ],
      logRetention,
    })
  }
}
