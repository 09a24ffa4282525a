import { Aspects, Stack } from 'aws-cdk-lib'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

type Service = 'dynamodb' | 's3' | 'sqs'

/** What each service asks of the key in the name of whoever asks the service. */
const actions: Record<Service, string[]> = {
  dynamodb: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'],
  s3: ['Decrypt', 'GenerateDataKey'],
  sqs: ['Decrypt', 'GenerateDataKey'],
}

/**
 * A key of the account's own, for what readers do not see: the newsroom, what readers wrote, uploads, the index, the queue and
 * all logs. It is made before the stack and outlives it. What is public lies under keys of AWS, so that no key that somebody
 * disables takes pages from readers.
 */
export class DataKey extends Construct {
  readonly key: IKey

  constructor(scope: Construct, id: string, arn: string) {
    super(scope, id)
    this.key = Key.fromKeyArn(this, 'Key', arn)
    // Every group of the stack, whoever makes it: none can be forgotten.
    Aspects.of(Stack.of(this)).add({
      visit: (node) => {
        if (node instanceof CfnLogGroup) node.kmsKeyId = arn
      },
    })
  }

  /** Lets a role use the key by a service, and by nothing else. `also`: what that service asks of it beside the usual. */
  permit(service: Service, also: readonly string[] = []): PolicyStatement {
    return new PolicyStatement({
      actions: [...actions[service], ...also].map((action) => `kms:${action}`),
      resources: [this.key.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `${service}.${Stack.of(this).region}.amazonaws.com` },
      },
    })
  }

  unlock({ grantPrincipal }: IGrantable, service: Service, also: readonly string[] = []): void {
    grantPrincipal.addToPrincipalPolicy(this.permit(service, also))
  }
}
