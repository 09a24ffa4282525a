import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { addressIn, regionOf } from '../options.ts'
import type { Settings } from '../settings.ts'
import { allow } from './allow.ts'

/**
 * Lets a role mail people by the identity that the settings name, as the one sender that they name, and ask the pool for
 * addresses. Without an identity it may do neither.
 */
export function letMail(
  role: IRole,
  { mailFrom, mailIdentityArn }: Pick<Settings, 'mailFrom' | 'mailIdentityArn'>,
  users: IUserPool,
) {
  if (!mailFrom || !mailIdentityArn) return { MAIL_FROM: 'none', MAIL_REGION: 'none', USER_POOL: 'none' }
  role.addToPrincipalPolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['ses:SendEmail'],
      resources: [mailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': addressIn(mailFrom) } },
    }),
  )
  allow(role, ['cognito-idp:ListUsers'], [users.userPoolArn])
  return { MAIL_FROM: mailFrom, MAIL_REGION: regionOf(mailIdentityArn), USER_POOL: users.userPoolId }
}
