import { type Duration, RemovalPolicy, Size } from 'aws-cdk-lib'
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type * as z from 'zod'
import type { Variables } from '../../functions/config.ts'

export type { Variables }

export interface BundledFunctionProps<S extends z.ZodObject> {
  /** Folder of the built module. */
  bundle: string
  description: string
  schema: S
  /**
   * Each value comes from a call that also permits the role to use what it names (`SITE_TABLE: site.serve(role)`), so
   * neither is forgotten, and a variable that is missing does not compile.
   */
  environment: (role: IRole) => Variables<S>
  memorySize: number
  /** Megabytes in which new objects are made. @default what Node takes, up to three times sixteen */
  youngMegabytes?: number
  /** Of its temporary folder. @default half of one, which costs nothing */
  storageGigabytes?: number
  timeout: Duration
  logRetention: RetentionDays
  /** @default as many as the account allows */
  reservedConcurrency?: number
}

/** One of the functions of `bundles.ts`: its role may write its own log, and what `environment` permits. */
export class BundledFunction<S extends z.ZodObject> extends Construct {
  readonly lambda: Lambda
  readonly logs: LogGroup

  constructor(scope: Construct, id: string, props: BundledFunctionProps<S>) {
    super(scope, id)
    this.logs = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    this.logs.grantWrite(role)
    this.lambda = new Lambda(this, 'Function', {
      description: props.description,
      role,
      // Without the source maps: their paths depend on where they were built, and the same source must be the same asset.
      code: Code.fromAsset(props.bundle, { exclude: ['*.map'] }),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      environment: {
        ...props.environment(role),
        ...(props.youngMegabytes && { NODE_OPTIONS: `--max-semi-space-size=${props.youngMegabytes}` }),
      },
      memorySize: props.memorySize,
      timeout: props.timeout,
      ...(props.storageGigabytes && { ephemeralStorageSize: Size.gibibytes(props.storageGigabytes) }),
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
    })
  }
}
