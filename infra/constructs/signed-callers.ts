import { Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  CfnIdentityPool,
  CfnIdentityPoolRoleAttachment,
  type UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import { Role as IamRole, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { Role } from '../../functions/domain/role.ts'
import { acknowledge, allow } from './allow.ts'

interface SignedCallersProps {
  users: UserPool
  client: UserPoolClient
  api: HttpApi
}

/** Lends people who have signed in the credentials of their group's role, for an hour. */
export class SignedCallers extends Construct {
  readonly identityPoolId: string
  readonly #api: HttpApi
  readonly #mapping: CfnIdentityPoolRoleAttachment
  readonly #provider: string

  constructor(scope: Construct, id: string, { users, client, api }: SignedCallersProps) {
    super(scope, id)
    this.#api = api
    const providerName = users.userPoolProviderName
    const clientId = client.userPoolClientId
    const pool = new CfnIdentityPool(this, 'Identities', {
      allowUnauthenticatedIdentities: false,
      // In the classic flow callers would choose the name of their session themselves.
      allowClassicFlow: false,
      // Somebody who has signed out everywhere gets nothing for a token that is still valid.
      cognitoIdentityProviders: [{ providerName, clientId, serverSideTokenCheck: true }],
    })
    this.identityPoolId = pool.ref
    this.#provider = `${providerName}:${clientId}`
    this.#mapping = new CfnIdentityPoolRoleAttachment(this, 'Mapping', {
      identityPoolId: this.identityPoolId,
      // Somebody who is in no group gets none.
      roleMappings: this.#mapOtherwise('Deny'),
    })
  }

  /** The role that the token names, which is that of the group; or else … */
  #mapOtherwise(ambiguousRoleResolution: 'Deny' | 'AuthenticatedRole') {
    return { desk: { identityProvider: this.#provider, type: 'Token', ambiguousRoleResolution } }
  }

  /** Whoever has signed in and is in no group of ours is lent this role. */
  lendToAll({ roleArn }: IamRole): void {
    this.#mapping.roles = { authenticated: roleArn }
    this.#mapping.roleMappings = this.#mapOtherwise('AuthenticatedRole')
  }

  /** May knock at the editors' door, and nothing else. What they may do there is written in their staff record. */
  createRole(role: Role): IamRole {
    const created = new IamRole(this, `Role-${role}`, {
      description: `Bantin: ${role}, signed in`,
      assumedBy: new WebIdentityPrincipal('cognito-identity.amazonaws.com', {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': this.identityPoolId },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      }),
    })
    const everyRequest = this.#api.arnForExecuteApi('*', '/*', '$default')
    allow(created, ['execute-api:Invoke'], [everyRequest])
    acknowledge(created, {
      [`AwsSolutions-IAM5[Resource::${this.#textOf(everyRequest)}]`]:
        'every request to this API: which of them a member of the staff may make, the API decides',
    })
    return created
  }

  /** An address as cdk-nag writes it: `<AWS::Region>`, `<EditorsDoorApi029BF330>`. */
  #textOf(arn: string): string {
    const stack = Stack.of(this)
    const parts: unknown = stack.resolve(arn)?.['Fn::Join']?.[1]
    if (!Array.isArray(parts)) throw new Error('the address of the API has another form than expected')
    return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('')
  }
}
