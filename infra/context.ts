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

/** `vi,en`, or a list in cdk.json. */
const list = z.union([z.string().transform((text) => text.split(',')), z.array(z.string())])

/** What `cdk deploy -c key=value` may say. Everything has a default that works; the README has the same as a table. */
export const settings = z
  .object({
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
    /** How many pages the origin makes at once: the bound of what a flood of requests past the cache can cost. */
    siteConcurrency: z.coerce.number().pipe(z.int().min(1).max(1000)).default(50),
    /** USD a month; a forecast above it is mailed. */
    monthlyBudget: z.coerce.number().pipe(z.number().positive()).optional(),
    /** Copies of the tables and pictures beyond what they recover by themselves. */
    backup: z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' }).default(false),
    /** Whether GuardDuty scans what is uploaded; nothing is taken before it has. Billed by what is scanned. */
    malwareScan: z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' }).default(false),
    /** By whose clock backups are made, at night. */
    timeZone: z
      .string()
      .refine(isTimeZone, {
        error: 'must be the IANA name of a time zone, like Asia/Bangkok',
      })
      .default(timeZone),
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

export type Settings = z.infer<typeof settings>

const keys = [
  'adminEmail',
  'alarmEmail',
  'adminPrincipal',
  'adminName',
  'domainName',
  'certificateArn',
  'webAclArn',
  'logRetentionDays',
  'siteConcurrency',
  'monthlyBudget',
  'backup',
  'malwareScan',
  'timeZone',
  'locales',
] as const satisfies (keyof z.input<typeof settings>)[]

/** Reads the context of an app. Throws with what is wrong in which key. */
export function readContext(node: Node): Settings {
  const given = keys.map((key) => [key, node.tryGetContext(key)]).filter(([, value]) => value !== undefined)
  const { data, error } = settings.safeParse(Object.fromEntries(given))
  if (data) return data
  throw new Error(`the context (-c key=value) cannot be used:\n${z.prettifyError(error)}`)
}
