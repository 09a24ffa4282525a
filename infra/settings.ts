import * as z from 'zod'
import { timeZone } from '../functions/domain/dates.ts'
import { locales } from '../functions/domain/locale.ts'
import { locale } from '../functions/domain/locale-schemas.ts'
import { customerKeyArn, lock, mailFrom, mailIdentityArn, officeSignIn, sendsFor } from './options.ts'

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
    /** The site's own domain. Its DNS record is made by hand, unless `hostedZoneId` names its zone. */
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
    /** The public zone of Route 53 in which `domainName` is led to the distribution, whatever stood there before. */
    hostedZoneId: z
      .string()
      .regex(/^Z[A-Z0-9]{5,31}$/u, { error: 'must be the id of a hosted zone, like Z0123456789ABCDEFGHIJ' })
      .optional(),
    /** By whom the user pool's mails are sent in place of Cognito: an identity of SES, and an address of it. */
    mailIdentityArn: mailIdentityArn.optional(),
    mailFrom: mailFrom.optional(),
    /** Where people of an office sign in by the office's own account. */
    officeSignIn: officeSignIn.optional(),
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
    /** Vault Lock for them: `compliance` can never be undone, by AWS neither. */
    backupLock: lock.optional(),
    /** Exports of the newsroom's table, each night into a bucket with Object Lock. */
    lockedExports: lock.optional(),
    /** A key of the account's own, in KMS, for all that readers do not see. */
    customerKeyArn: customerKeyArn.optional(),
    /** Alarms on what is refused: by limits of our own, at the edge, at the editors' door. */
    closeWatch: yesOrNo.default(false),
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
  .refine(({ hostedZoneId, domainName }) => hostedZoneId === undefined || domainName !== undefined, {
    error: 'a zone is of use for a domainName only: give both',
    path: ['hostedZoneId'],
  })
  .refine(({ mailIdentityArn, mailFrom }) => (mailIdentityArn === undefined) === (mailFrom === undefined), {
    error: 'mailIdentityArn and mailFrom belong together: give both, or neither',
    path: ['mailFrom'],
  })
  .refine(
    ({ mailIdentityArn, mailFrom }) => !mailIdentityArn || !mailFrom || sendsFor(mailIdentityArn, mailFrom),
    { error: 'must be an address of the identity that mailIdentityArn names', path: ['mailFrom'] },
  )
  .refine(({ backupLock, backup }) => backupLock === undefined || backup, {
    error: 'locks copies that backup makes: give both',
    path: ['backupLock'],
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
  hostedZoneId: true,
  mailIdentityArn: true,
  mailFrom: true,
  officeSignIn: true,
  webAclArn: true,
  logRetentionDays: true,
  siteConcurrency: true,
  monthlyBudget: true,
  backup: true,
  backupLock: true,
  lockedExports: true,
  customerKeyArn: true,
  closeWatch: true,
  malwareScan: true,
  timeZone: true,
  terminationProtection: true,
  tags: true,
  locales: true,
} satisfies Record<SettingName, true>)
