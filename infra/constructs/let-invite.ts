import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { allow } from './allow.ts'

const actions = [
  'AdminCreateUser',
  'AdminGetUser',
  'AdminAddUserToGroup',
  'AdminEnableUser',
  'AdminDisableUser',
]

/**
 * Lets a role invite people to the pool, look how far they are, and let them sign in or not. It can give nobody a password, a factor
 * or another address, and takes nobody away. In which group somebody is decides nothing: the staff does.
 */
export function letInvite(role: IGrantable, users: IUserPool): void {
  allow(
    role,
    actions.map((each) => `cognito-idp:${each}`),
    [users.userPoolArn],
  )
}
