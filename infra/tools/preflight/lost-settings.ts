import { type SettingName, settingNames, settings } from '../../settings.ts'

export interface LostSetting {
  name: string
  was: unknown
  is: unknown
  /** What is lost with it. */
  what: string
}

/** Whether it is lost when it was this and is that. Both as they work: with defaults. */
type Loses = (was: unknown, is: unknown) => boolean

const gone: Loses = (was, is) => was !== undefined && is === undefined
const other: Loses = (was, is) => was !== is
const off: Loses = (was, is) => was === true && is !== true
const less: Loses = (was, is) => Number(is) < Number(was)
const keysOf = (value: unknown) =>
  Array.isArray(value) ? value.map(String) : Object.keys(Object(value ?? {}))
const fewer: Loses = (was, is) => keysOf(was).some((each) => !keysOf(is).includes(each))
/** By which an office's sign-in is known: another one makes other people of the same. */
const officeOf = (value: unknown) => {
  const { name, saml } = Object(value ?? {})
  return value === undefined ? undefined : `${name} ${saml ? 'saml' : 'oidc'}`
}
const otherOffice: Loses = (was, is) => was !== undefined && officeOf(was) !== officeOf(is)
const never: Loses = () => false

const losses = {
  adminEmail: [gone, 'nobody is invited any more, and no setting says who gets the alarms'],
  alarmEmail: [gone, 'no setting says who gets the alarms'],
  adminPrincipal: [gone, 'nothing says any more who signs with keys of AWS; they stay on the staff'],
  adminName: [never, ''],
  domainName: [
    other,
    'the site and the desk leave this domain: every address that anybody knows leads nowhere, the next page of who is signed in too',
  ],
  certificateArn: [gone, 'the domain has no certificate'],
  hostedZoneId: [gone, 'nothing leads the domain to a new distribution any more; its records stay'],
  mailIdentityArn: [
    gone,
    'mails of sign-in come from no-reply@verificationemail.com again, 50 a day at most',
  ],
  mailFrom: [gone, 'mails of sign-in come from no-reply@verificationemail.com again'],
  officeSignIn: [
    otherOffice,
    'people of the office cannot sign in any more, or come as others; one that speaks otherwise needs another name too, or Cognito refuses it',
  ],
  webAclArn: [gone, 'no web ACL stands before the site'],
  logRetentionDays: [less, 'older logs are deleted'],
  siteConcurrency: [never, ''],
  monthlyBudget: [gone, 'nobody hears of a bill that grows'],
  backup: [off, 'no further copies are made; those in the vault stay until they end'],
  backupLock: [
    other,
    'the lock of the vault changes; a compliance lock that is over a week old cannot, and the deployment is rolled back',
  ],
  lockedExports: [
    other,
    'no further exports are made, or under another lock; those that are there stay until they end',
  ],
  customerKeyArn: [
    other,
    'what lies under this key cannot be read any more: the functions have no right to it. First see which files and logs are under it',
  ],
  closeWatch: [off, 'nobody hears of what is refused'],
  malwareScan: [off, 'uploads are taken without a scan'],
  timeZone: [never, ''],
  terminationProtection: [off, 'cdk destroy is refused no more'],
  tags: [fewer, 'the bill cannot be told apart by them'],
  locales: [fewer, 'the user pool writes to nobody in this language'],
} satisfies Record<SettingName, [loses: Loses, what: string]>
const lossOf = new Map<string, [loses: Loses, what: string]>(Object.entries(losses))

/** As they work. What this code does not know any more, or does not allow, is left as it was given. */
function effective(given: Record<string, unknown>): Record<string, unknown> {
  const known = Object.fromEntries(Object.entries(given).filter(([name]) => settingNames.includes(name)))
  return { ...given, ...settings.safeParse(known).data }
}

/**
 * What the last deployment was given and the next one is not, or so that something is lost.
 * @param accepted what is meant: taken away by `null`, or accepted by name
 */
export function findLostSettings(
  before: Record<string, unknown>,
  now: Record<string, unknown>,
  accepted: readonly string[] = [],
): LostSetting[] {
  const [were, are] = [effective(before), effective(now)]
  return Object.keys(before)
    .filter((name) => !accepted.includes(name))
    .flatMap((name) => {
      const [loses, what] = lossOf.get(name) ?? [gone, 'nothing reads this setting any more']
      const [was, is] = [were[name], are[name]]
      return loses(was, is) ? [{ name, was, is, what }] : []
    })
}
