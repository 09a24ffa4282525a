import { Aws, Duration, Fn, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib'
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupVault,
  type LockConfiguration,
} from 'aws-cdk-lib/aws-backup'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Lock } from '../options.ts'
import type { Settings } from '../settings.ts'
import { acknowledge } from './allow.ts'

interface BackupsProps extends Pick<Settings, 'backup' | 'backupLock' | 'timeZone'> {
  tables: ITable[]
  /** With public files, and with their originals. */
  files: readonly IBucket[]
}

/** How long the copies of each night are kept. */
const daily = Duration.days(35)

/** AWS's own policies: a copy needs what AWS Backup says that it needs, and that changes with the services. */
const policies = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForS3Backup',
] as const

/**
 * Nothing ends before the daily copies do. A compliance lock can be taken off for a week; from then on by nobody, ever.
 * Without a lock the vault's own policy refuses deletions, which whoever may change that policy can lift.
 */
function lockOf(lock: Lock): LockConfiguration {
  return { minRetention: daily, ...(lock === 'compliance' && { changeableFor: Duration.days(7) }) }
}

/**
 * Copies that are not deleted by a mistake (and with `backupLock` by nobody), for what the tables' own recovery does not reach: more than 35 days
 * back, a table deleted against all protection, pictures overwritten long ago. The vault is there in any case, for nothing:
 * backups that end and begin again find it, and what it holds.
 */
export class Backups extends Construct {
  readonly vault: BackupVault

  constructor(scope: Construct, id: string, props: BackupsProps) {
    super(scope, id)
    // `arn:…:stack/<name>/<uuid>`: a stack that comes after this one meets no vault of its own name.
    const run = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))))
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: `${Stack.of(this).stackName}-${run}`,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...(props.backupLock && { lockConfiguration: lockOf(props.backupLock) }),
    })
    if (props.backup) this.#copy(props)
  }

  #copy({ tables, files, timeZone }: BackupsProps): void {
    const scheduleExpressionTimezone = TimeZone.of(timeZone)
    const plan = new BackupPlan(this, 'Plan', {
      // By it the plans of several stages are told apart.
      backupPlanName: Stack.of(this).stackName,
      backupVault: this.vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'daily',
          scheduleExpression: Schedule.cron({ hour: '2', minute: '30' }),
          scheduleExpressionTimezone,
          deleteAfter: daily,
        }),
        new BackupPlanRule({
          ruleName: 'monthly',
          scheduleExpression: Schedule.cron({ day: '1', hour: '4', minute: '30' }),
          scheduleExpressionTimezone,
          deleteAfter: Duration.days(365),
        }),
      ],
    })
    plan.addSelection('Content', {
      role: this.#createRole(),
      disableDefaultBackupPolicy: true,
      resources: [
        ...tables.map((table) => BackupResource.fromDynamoDbTable(table)),
        ...files.map(({ bucketArn }) => BackupResource.fromArn(bucketArn)),
      ],
    })
  }

  #createRole(): Role {
    const role = new Role(this, 'Role', {
      description: 'Bantin: makes backups',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    })
    const findings = policies.map((name) => [
      `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
      'what AWS Backup needs, as AWS keeps it up to date; nobody but AWS Backup can assume the role',
    ])
    acknowledge(role, Object.fromEntries(findings))
    return role
  }
}
