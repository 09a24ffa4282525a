import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Node } from 'constructs'
import * as z from 'zod'
import { timeZone } from '../functions/domain/dates.ts'
import { locales } from '../functions/domain/locale.ts'
import { locale } from '../functions/domain/locale-schemas.ts'

/** Days that CloudWatch offers. */
const retention = z.literal([30, 60, 90, 120, 180, 365, 731, 1096, 1827])

/** By any of its names: `Intl.supportedValuesOf` lists one only, and Vietnam's is the old Asia/Saigon. No offsets. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/u.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** `vi,en`, or a list in a file. */
const list = z.union([z.string().transform((text) => text.split(',')), z.array(z.string())])

/** Where each stage has its settings: `<stage>.json`. */
export const stagesFolder = fileURLToPath(new URL('stages', import.meta.url))
/** The one whose stack is simply `Bantin`. It needs no file: everything has a default that works. */
export const defaultStage = 'production'

/** Part of the names of a stack and of its sign-in, where AWS keeps some words to itself. */
const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/u, { error: 'must be 2 to 20 of a-z, 0-9 and "-", like test' })
  .refine((name) => !/aws|amazon|cognito/u.test(name), {
    error: 'may not contain "aws", "amazon" or "cognito", which Cognito refuses in an address',
  })

const yesOrNo = z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' })

/** What a stage's file and `cdk deploy -c key=value` may say. The README has the same as a table. */
export const settings = z
  .strictObject({
    /** Who runs the system: is invited as an administrator, and gets the alarms unless `alarmEmail` is another. */
    adminEmail: z.email().optional(),
    alarmEmail: z.email().optional(),
    /** The first administrator: the UserId of `aws sts get-caller-identity`, which is how the API sees a caller. */
    adminPrincipal: z
      .string()
      .regex(/^(?:AIDA[A-Z0-9]{12,}|AROA[A-Z0-9]{12,}:[\w+=,.@-]{2,64})$/u, {
        error: 'must be the UserId of "aws sts get-caller-identity": AIDA… or AROA…:session',
      })
      .optional(),
    /** As the newsroom shall see them. */
    adminName: z.string().min(1).max(100).default('Administrator'),
    /** The site's own domain. Its DNS record is made by hand: an alias of the distribution's. */
    domainName: z
      .string()
      .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/u, {
        error: 'must be a lower-case host name, like news.example.org',
      })
      .optional(),
    /** For `domainName`. CloudFront takes certificates of us-east-1 only. */
    certificateArn: z
      .string()
      .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/u, {
        error: 'must be the ARN of a certificate in us-east-1',
      })
      .optional(),
    webAclArn: z
      .string()
      .regex(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/u, {
        error: 'must be the ARN of a web ACL of scope CLOUDFRONT, in us-east-1',
      })
      .optional(),
    /** How long logs are kept, those of the CDN too. */
    logRetentionDays: z.coerce.number().pipe(retention).default(90),
    /**
     * How many pages the origin makes at once: the bound of what a flood of requests past the cache can cost. 0 reserves
     * nothing for any function, which is all that a new account lets anybody do.
     */
    siteConcurrency: z.coerce.number().pipe(z.int().min(0).max(1000)).default(50),
    /** USD a month; a forecast above it is mailed. */
    monthlyBudget: z.coerce.number().pipe(z.number().positive()).optional(),
    /** Copies of the tables and pictures beyond what they recover by themselves. */
    backup: yesOrNo.default(false),
    /** Whether GuardDuty scans what is uploaded; nothing is taken before it has. Billed by what is scanned. */
    malwareScan: yesOrNo.default(false),
    /** By whose clock backups are made, at night. */
    timeZone: z
      .string()
      .refine(isTimeZone, {
        error: 'must be the IANA name of a time zone, like Asia/Bangkok',
      })
      .default(timeZone),
    /** Whether `cdk destroy` is refused. */
    terminationProtection: yesOrNo.default(true),
    /** Of the department's own, for its bill; they stand on everything but the user pool, which no setting changes. */
    tags: z.record(z.string().regex(/^(?!aws:)[\w .:/=+@-]{1,128}$/u), z.string().max(256)).default({}),
    /** In which languages, and in which order, the user pool writes to people. */
    locales: list
      .pipe(z.array(locale).min(1))
      .refine((all) => new Set(all).size === all.length, { error: 'names a language twice' })
      .default([...locales]),
  })
  .refine(({ domainName, certificateArn }) => (domainName === undefined) === (certificateArn === undefined), {
    error: 'domainName and certificateArn belong together: give both, or neither',
    path: ['domainName'],
  })
  .transform(({ alarmEmail, ...rest }) => ({ ...rest, alarmEmail: alarmEmail ?? rest.adminEmail }))
  .refine(({ monthlyBudget, alarmEmail }) => monthlyBudget === undefined || alarmEmail !== undefined, {
    error: 'a budget needs someone to write to: give adminEmail or alarmEmail',
    path: ['monthlyBudget'],
  })

type Given = z.input<typeof settings>
export type SettingName = keyof Given
export type Settings = z.infer<typeof settings> & { stage: string }

/** All that a stage's file may say. */
export const settingNames = Object.keys({
  adminEmail: true,
  alarmEmail: true,
  adminPrincipal: true,
  adminName: true,
  domainName: true,
  certificateArn: true,
  webAclArn: true,
  logRetentionDays: true,
  siteConcurrency: true,
  monthlyBudget: true,
  backup: true,
  malwareScan: true,
  timeZone: true,
  terminationProtection: true,
  tags: true,
  locales: true,
} satisfies Record<SettingName, true>)

/** A stage's file: `null` says that a setting was taken away on purpose. `$schema` is for editors. */
const stageFile = z.looseObject({ $schema: z.string().optional() })

function readStage(stage: string, folder: string): Record<string, unknown> {
  const path = join(folder, `${stage}.json`)
  try {
    const { $schema, ...given } = stageFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    return given
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isMissing && stage === defaultStage) return {}
    if (!isMissing) throw new Error(`infra/stages/${stage}.json cannot be read: ${error}`)
    const names = readdirSync(folder).flatMap((name) => /^(.+)\.json$/u.exec(name)?.[1] ?? [])
    throw new Error(
      `there is no stage "${stage}": write infra/stages/${stage}.json ({} will do), or name one of: ${[...new Set([defaultStage, ...names])].join(', ')}`,
    )
  }
}

/** Flags that nothing reads, so that a slip of the pen is not taken for a deployment without the setting. */
function refuseUnknown(context: Record<string, unknown>): void {
  const unknown = Object.keys(context).filter(
    (key) => /^\w+$/u.test(key) && key !== 'stage' && !settingNames.includes(key),
  )
  if (unknown.length > 0)
    throw new Error(`nothing reads -c ${unknown.join(', ')}; there are: stage, ${settingNames.join(', ')}`)
}

/** Where the template of a stack keeps the settings that it was made with. */
export const settingsKey = 'Bantin::Settings'

export interface Context {
  settings: Settings
  /** As they were given, by the file and by flags. */
  given: Record<string, unknown>
  /** What only a flag says: the next deployment without it takes it away again. */
  unrecorded: string[]
  /** What the file says that there is no more, by `null`. */
  takenAway: string[]
}

/** Reads the file of the stage, and the flags, which win. Throws with what is wrong in which key, and what is allowed. */
export function readContext(
  node: Pick<Node, 'tryGetContext' | 'getAllContext'>,
  folder = stagesFolder,
): Context {
  const name = stageName.safeParse(node.tryGetContext('stage') ?? defaultStage)
  if (!name.success) throw new Error(`-c stage cannot be used:\n${z.prettifyError(name.error)}`)
  const stage = name.data
  refuseUnknown(node.getAllContext())
  const file = readStage(stage, folder)
  const flags = Object.fromEntries(
    settingNames.map((key) => [key, node.tryGetContext(key)]).filter(([, value]) => value !== undefined),
  )
  const given = Object.fromEntries(
    Object.entries({ ...file, ...flags }).filter(([, value]) => value !== null),
  )
  const { data, error } = settings.safeParse(given)
  if (!data) throw new Error(`the settings of "${stage}" cannot be used:\n${z.prettifyError(error)}`)
  const unrecorded = Object.keys(flags).filter((key) => String(file[key]) !== String(flags[key]))
  const takenAway = settingNames.filter((key) => file[key] === null && given[key] === undefined)
  return { settings: { ...data, stage }, given, unrecorded, takenAway }
}

/** Each stage is a stack of its own. */
export function stackNameOf(stage: string): string {
  return stage === defaultStage ? 'Bantin' : `Bantin-${stage}`
}
