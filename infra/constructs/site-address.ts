import { Stack } from 'aws-cdk-lib'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import { Construct } from 'constructs'
import { allow } from './allow.ts'

/**
 * How the reader's function learns its public address. A domain of one's own is simply told. CloudFront's own domain is
 * known only after the distribution, which needs the function's address, which needs the function: so the function is
 * given the name of a parameter, which it reads at its start, and the parameter is filled last.
 */
export class SiteAddress extends Construct {
  readonly #domainName: string | undefined
  readonly #parameterName: string

  constructor(scope: Construct, id: string, { domainName }: { domainName?: string | undefined }) {
    super(scope, id)
    this.#domainName = domainName
    this.#parameterName = `/${Stack.of(this).stackName}/site-url`
  }

  tell(reader: IGrantable): string {
    if (this.#domainName) return `https://${this.#domainName}`
    const resourceName = this.#parameterName.slice(1)
    const parameter = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName })
    allow(reader, ['ssm:GetParameter'], [parameter])
    return `ssm:${this.#parameterName}`
  }

  fill(siteUrl: string): void {
    if (this.#domainName) return
    new StringParameter(this, 'Parameter', {
      parameterName: this.#parameterName,
      description: 'Where readers find the site',
      stringValue: siteUrl,
    })
  }
}
