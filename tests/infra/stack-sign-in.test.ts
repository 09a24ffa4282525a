import { beforeAll, describe, expect, it } from 'vitest'
import { principal } from '../../functions/domain/people/staff.ts'
import { role } from '../../functions/domain/role-schemas.ts'
import { type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith({ adminEmail: 'newsroom@example.org' })
})
const ofOne = (type: string): Json => stack.only(`AWS::Cognito::${type}`).Properties
const desk = () => `https://${stack.only('AWS::CloudFront::Distribution').id}.DomainName/desk/`

describe('who may sign in', () => {
  it('is who was invited: nobody signs up by themselves', () => {
    expect(ofOne('UserPool').AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true)
  })

  it('needs a strong password, and a second factor, for there is no other way to enforce one, and finds back in by a confirmed e-mail', () => {
    const pool = ofOne('UserPool')
    expect(pool.Policies.PasswordPolicy).toMatchObject({
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    })
    expect(pool.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(12)
    expect([pool.MfaConfiguration, pool.EnabledMfas]).toEqual(['ON', ['SOFTWARE_TOKEN_MFA']])
    expect(pool.AccountRecoverySetting.RecoveryMechanisms).toEqual([{ Name: 'verified_email', Priority: 1 }])
  })

  it('is kept: the pool outlives the stack and cannot be deleted by mistake', () => {
    const pool = stack.only('AWS::Cognito::UserPool')
    expect(pool.DeletionPolicy).toBe('Retain')
    expect(pool.Properties.DeletionProtection).toBe('ACTIVE')
  })

  it('is written to by a function of ours, which knows the languages and the address of the desk', () => {
    const mails = stack.functionOf('Mails')
    expect(ofOne('UserPool').LambdaConfig).toEqual({ CustomMessage: { 'Fn::GetAtt': [mails.id, 'Arn'] } })
    const { SITE_URL, LOCALES } = mails.Properties.Environment.Variables
    expect([`${textOf(SITE_URL)}/desk/`, LOCALES]).toEqual([desk(), 'vi,en'])
    const permission = stack
      .all('AWS::Lambda::Permission')
      .find(({ Properties }) => Properties.Principal === 'cognito-idp.amazonaws.com')
    expect(textOf(permission?.Properties.FunctionName)).toBe(mails.id)
    expect(textOf(permission?.Properties.SourceArn)).toBe(stack.only('AWS::Cognito::UserPool').id)
    const { Variables } = stackWith({ locales: 'en,vi' }).functionOf('Mails').Properties.Environment
    expect(Variables.LOCALES).toBe('en,vi')
  })
})

describe('the desk', () => {
  it('is a public client of the code flow, and of no other', () => {
    const client = ofOne('UserPoolClient')
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email'],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    })
    // Tokens are handed to the desk's own addresses alone.
    expect([client.CallbackURLs, client.LogoutURLs].map((urls) => urls.map(textOf))).toEqual([
      [desk(), `${desk()}signed-in`],
      [desk()],
    ])
  })

  it('holds tokens that soon end, and a refresh token that can be used once', () => {
    const client = ofOne('UserPoolClient')
    expect(client.TokenValidityUnits).toEqual({
      AccessToken: 'minutes',
      IdToken: 'minutes',
      RefreshToken: 'minutes',
    })
    expect(client.AccessTokenValidity).toBeLessThanOrEqual(15)
    expect(client.IdTokenValidity).toBeLessThanOrEqual(15)
    expect(client.RefreshTokenValidity).toBeLessThanOrEqual(24 * 60)
    expect(client.RefreshTokenRotation.Feature).toBe('ENABLED')
    // Cognito refuses a client that rotates and has the flow that does not.
    expect(client.ExplicitAuthFlows).not.toContain('ALLOW_REFRESH_TOKEN_AUTH')
  })

  it('has its login pages at an address that is the same each time, and no other account has', () => {
    const { Domain, ManagedLoginVersion } = ofOne('UserPoolDomain')
    expect([textOf(Domain), ManagedLoginVersion]).toEqual(['bantin-AWS::AccountId', 2])
    expect(ofOne('ManagedLoginBranding')).toMatchObject({
      ClientId: { Ref: stack.only('AWS::Cognito::UserPoolClient').id },
      UseCognitoProvidedValues: true,
    })
  })
})

describe('the credentials that are lent', () => {
  it('are for who has signed in at this pool through this desk', () => {
    const pool = ofOne('IdentityPool')
    expect([pool.AllowUnauthenticatedIdentities, pool.AllowClassicFlow]).toEqual([false, false])
    expect(pool.CognitoIdentityProviders).toEqual([
      {
        ProviderName: { 'Fn::GetAtt': [stack.only('AWS::Cognito::UserPool').id, 'ProviderName'] },
        ClientId: { Ref: stack.only('AWS::Cognito::UserPoolClient').id },
        ServerSideTokenCheck: true,
      },
    ])
  })

  it('are those of the group, and none at all for who is in no group', () => {
    const { RoleMappings, Roles } = ofOne('IdentityPoolRoleAttachment')
    expect(Roles).toBeUndefined()
    expect(Object.values(RoleMappings)).toEqual([
      expect.objectContaining({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }),
    ])
  })

  it('differ by role: each of the four has a group with a role of its own', () => {
    const groups = stack.all('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties)
    expect(groups.map(({ GroupName }) => GroupName).sort()).toEqual(role.options.toSorted())
    expect(new Set(groups.map(({ RoleArn }) => textOf(RoleArn))).size).toBe(groups.length)
    // Otherwise Cognito finds two equal ones ambiguous, and denies.
    expect(new Set(groups.map(({ Precedence }) => Precedence)).size).toBe(groups.length)
    expect(groups.toSorted((a, b) => a.Precedence - b.Precedence)[0]?.GroupName).toBe('admin')
  })

  it("open the editors' door and nothing else, and are for this identity pool alone", () => {
    const identities = stack.only('AWS::Cognito::IdentityPool').id
    const api = stack.only('AWS::ApiGatewayV2::Api', 'EditorsDoor').id
    for (const { RoleArn } of stack.all('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties)) {
      const { Properties } = stack.only('AWS::IAM::Role', textOf(RoleArn))
      expect([Properties.ManagedPolicyArns, Properties.Policies]).toEqual([undefined, undefined])
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: identities } },
            'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
          },
        },
      ])
      const statements = stack
        .all('AWS::IAM::Policy')
        .filter(({ Properties }) => Properties.Roles.map(textOf).includes(textOf(RoleArn)))
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      expect(statements.map(({ Effect, Action }) => [Effect, listOf(Action)])).toEqual([
        ['Allow', ['execute-api:Invoke']],
      ])
      expect(textOf(statements[0].Resource)).toMatch(new RegExp(`:${api}/\\$default/\\*/\\*$`, 'u'))
    }
  })
})

describe('the first administrator', () => {
  const calls = () =>
    stack.all('Custom::AWS').map((each) => ({ ...each, call: JSON.parse(textOf(each.Properties.Create)) }))
  const callOf = (action: string) => calls().find(({ call }) => call.action === action)

  it('is invited by e-mail into the group of administrators; one who is there already is taken as they are', () => {
    const [user, membership] = [callOf('AdminCreateUser'), callOf('AdminAddUserToGroup')]
    expect(user?.call).toMatchObject({
      parameters: {
        Username: 'newsroom@example.org',
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: expect.arrayContaining([{ Name: 'email_verified', Value: 'true' }]),
      },
      ignoreErrorCodesMatching: 'UsernameExistsException',
    })
    const group = stack.template.Resources[membership?.call.parameters.GroupName]
    expect(group.Properties.GroupName).toBe('admin')
    expect(membership?.DependsOn).toContain(user?.id)
    // Nothing takes them away: neither another name, nor none.
    for (const { Properties } of [user, membership] as Json[]) expect(Properties.Delete).toBeUndefined()
    // The invitation is written by a function, which Cognito must be let ask.
    const permission = stack
      .all('AWS::Lambda::Permission')
      .find(({ Properties }) => Properties.Principal === 'cognito-idp.amazonaws.com')
    expect(user?.DependsOn).toContain(permission?.id)
  })

  it('is put on the staff under the name by which the API sees them: the pool, and the subject found in it', () => {
    const finding = callOf('AdminGetUser')
    expect(finding?.call.parameters).toMatchObject({ Username: 'newsroom@example.org' })
    expect(finding?.DependsOn).toContain(callOf('AdminAddUserToGroup')?.id)
    const writing = callOf('PutItem')
    const id = `${stack.only('AWS::Cognito::UserPool').id}:${finding?.id}.Username`
    expect(writing?.call.parameters).toMatchObject({
      Item: { pk: { S: 'STAFF' }, sk: { S: id }, id: { S: id }, role: { S: 'admin' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    expect(principal.safeParse('ap-southeast-1_Ab3dEf7hI:0f1c2d3e-4b5a-6978-8a9b-acbdcedfe0f1').success).toBe(
      true,
    )
  })

  it('is nobody where no address is given', () => {
    const without = stackWith()
    expect(without.all('Custom::AWS').filter(({ id }) => !id.startsWith('Release'))).toEqual([])
  })
})
