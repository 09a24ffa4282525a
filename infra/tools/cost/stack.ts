import * as z from 'zod'
import { units as measured } from '../../../functions/http/metrics.ts'

const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((value) => value['Fn::GetAtt'][0]),
])
const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
})
const lambda = z.object({ MemorySize: z.number() })
const rule = z.object({
  ScheduleExpression: z.string().optional(),
  Targets: z.array(z.object({ Arn: reference })),
})
const alarm = z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() })
const filter = z.object({ MetricTransformations: z.array(z.object({ MetricName: z.string() })) })
const table = z.object({
  SSESpecification: z.object({ SSEEnabled: z.boolean(), KMSMasterKeyId: z.string().optional() }).optional(),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }).optional(),
})

export interface StackQuantities {
  /** GB of each function, by the beginning of its logical id. */
  memory: Map<string, number>
  /** Functions that run every minute. */
  ticking: string[]
  alarmMetrics: number
  /** Those that logs are counted by, and those that functions measure themselves. */
  customMetrics: number
  dashboards: number
  /** Tables whose key is in KMS, where each use of the key is a request. */
  keyedTables: number
  recoverableTables: number
  backs: boolean
  /** Whether tables are under a key that the account pays for. */
  hasOwnKey: boolean
  /** Whether the newsroom is exported each night. */
  exports: boolean
}

/** What a template says of that which costs something. */
export function readQuantities(synthesized: unknown): StackQuantities {
  const resources = Object.entries(template.parse(synthesized).Resources)
  const all = <T extends z.ZodType>(type: string, schema: T): [string, z.infer<T>][] =>
    resources
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [id, schema.parse(Properties ?? {})])

  // Beside them CDK brings one that runs during deployments only.
  const own = resources.filter(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && !/^(?:AWS|CustomCDK)/u.test(id),
  )
  const tables = all('AWS::DynamoDB::Table', table).map(([, properties]) => properties)
  return {
    memory: new Map(own.map(([id, { Properties }]) => [id, lambda.parse(Properties).MemorySize / 1024])),
    ticking: all('AWS::Events::Rule', rule)
      .filter(([, { ScheduleExpression }]) => ScheduleExpression === 'rate(1 minute)')
      .flatMap(([, { Targets }]) => Targets.map(({ Arn }) => Arn)),
    alarmMetrics: all('AWS::CloudWatch::Alarm', alarm)
      .map(([, { Metrics }]) => Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1)
      .reduce((sum, each) => sum + each, 0),
    customMetrics:
      new Set(
        all('AWS::Logs::MetricFilter', filter).flatMap(([, { MetricTransformations }]) =>
          MetricTransformations.map(({ MetricName }) => MetricName),
        ),
      ).size + Object.keys(measured).length,
    dashboards: all('AWS::CloudWatch::Dashboard', z.unknown()).length,
    keyedTables: tables.filter(({ SSESpecification }) => SSESpecification?.SSEEnabled).length,
    recoverableTables: tables.filter(
      (each) => each.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
    ).length,
    backs: all('AWS::Backup::BackupPlan', z.unknown()).length > 0,
    hasOwnKey: tables.some(({ SSESpecification }) => SSESpecification?.KMSMasterKeyId !== undefined),
    exports: all('AWS::Scheduler::Schedule', z.unknown()).length > 0,
  }
}
