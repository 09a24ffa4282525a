import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPool,
  CfnUserPoolClient,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct, type IConstruct } from 'constructs'
import { secondWindow } from '../../functions/desk/session/config.ts'
import type { OfficeSignIn } from '../options.ts'
import { rolesInOrder } from '../role-order.ts'
import type { Settings } from '../settings.ts'
import { acknowledge } from './allow.ts'
import { createDeploymentCall } from './deployment-call.ts'
import { addOfficeProvider } from './office-provider.ts'
import { SignedCallers } from './signed-callers.ts'

interface SignInProps extends Pick<Settings, 'mailFrom' | 'mailIdentityArn' | 'officeSignIn'> {
  /** Where the desk is served from. */
  siteUrl: string
  api: HttpApi
  /** Writes what the pool mails. */
  mails: IFunction
  logRetention: RetentionDays
}

/** How people come to sign requests: they sign in with a password and a code, and are lent the credentials of their group's role. */
export class SignIn extends Construct {
  readonly users: UserPool
  readonly client: UserPoolClient
  readonly identityPoolId: string
  readonly loginUrl: string
  readonly #admins: UserPoolGroup
  readonly #logRetention: RetentionDays

  constructor(scope: Construct, id: string, { siteUrl, api, logRetention, ...props }: SignInProps) {
    super(scope, id)
    this.#logRetention = logRetention
    const desk = `${siteUrl}/desk/`
    this.users = this.#createUsers(props)
    this.client = this.#createClient(desk)
    if (props.officeSignIn) this.#letIn(props.officeSignIn)
    this.loginUrl = this.#createLogin()

    const callers = new SignedCallers(this, 'Callers', { users: this.users, client: this.client, api })
    this.identityPoolId = callers.identityPoolId
    const groups = rolesInOrder.map((role, precedence) => {
      const group = { userPool: this.users, groupName: role, precedence, role: callers.createRole(role) }
      // Nobody puts people of an office into a group: they get the least, and the staff says the rest.
      if (props.officeSignIn && role === 'contributor') callers.lendToAll(group.role)
      return new UserPoolGroup(this, `Group-${role}`, group)
    })
    const [admins] = groups
    if (!admins) throw new Error('there is no group of administrators')
    this.#admins = admins
  }

  /**
   * Cognito sets whatever an update leaves out to its default, and CloudFormation sends what it should not (below): so the
   * pool holds nothing that another domain, language or setting would change, but by whom its mails are sent. Words and
   * addresses are those of `mails`.
   */
  #createUsers({
    mails,
    mailFrom,
    mailIdentityArn,
  }: Pick<SignInProps, 'mails' | 'mailFrom' | 'mailIdentityArn'>): UserPool {
    const users = new UserPool(this, 'Users', {
      // The plan with the newer login pages. A newsroom has fewer people than cost anything in any plan.
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // Who changes their address keeps the old one until the new one is confirmed.
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
        passwordHistorySize: 5,
      },
      // Of everybody: no claim and no event of Cognito tells who used one, so nobody but Cognito itself can ask for it. Its
      // pages show whoever has none how to get one before they are let in.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      lambdaTriggers: { customMessage: mails },
      deletionProtection: true,
      // Even by a first deployment that fails, as tables are.
      removalPolicy: RemovalPolicy.RETAIN,
    })
    const { defaultChild } = users.node
    if (!(defaultChild instanceof CfnUserPool)) throw new Error('there is no user pool')
    // With every update CloudFormation would send it again, which Cognito refuses. That people have an e-mail address
    // follows from their signing in by it.
    defaultChild.addPropertyDeletionOverride('Schema')
    if (mailFrom && mailIdentityArn)
      defaultChild.emailConfiguration = {
        emailSendingAccount: 'DEVELOPER',
        from: mailFrom,
        sourceArn: mailIdentityArn,
      }
    acknowledge(users, {
      'AwsSolutions-COG8':
        'the plus plan costs 0.02 USD a person and month, and nobody can sign up by themselves',
    })
    return users
  }

  /** A public client, as a web page can keep no secret: what protects a code on its way is PKCE. */
  #createClient(desk: string): UserPoolClient {
    return new UserPoolClient(this, 'Desk', {
      userPool: this.users,
      generateSecret: false,
      // Without one being named, Cognito allows several; the login pages need none of them.
      authFlows: { userSrp: true },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [desk, desk + secondWindow],
        logoutUrls: [desk],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      // A working day; each token can be used once.
      refreshTokenValidity: Duration.hours(12),
      refreshTokenRotationGracePeriod: Duration.seconds(10),
    })
  }

  /** Beside those who were invited, and have a password. Cognito asks people of an office for no code: the office does. */
  #letIn(office: OfficeSignIn): void {
    const provider = addOfficeProvider(this, this.users, office)
    const { defaultChild } = this.client.node
    if (!(defaultChild instanceof CfnUserPoolClient)) throw new Error('there is no client')
    defaultChild.supportedIdentityProviders = ['COGNITO', office.name]
    defaultChild.addResourceDependency(provider)
  }

  #createLogin(): string {
    // Prefixes are shared by all customers of a region, hence the account.
    const domainPrefix = `${Stack.of(this).stackName.toLowerCase()}-${Aws.ACCOUNT_ID}`
    const domain = this.users.addDomain('Login', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    // Without a style, if only Cognito's own, the pages are not shown.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: this.users.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    return domain.baseUrl()
  }

  /**
   * Invites the first administrator by e-mail, and answers how the API will see them. They are never taken away again; who is
   * there already, or was left by an earlier stack, is taken as they are.
   */
  inviteAdmin(email: string): string {
    const { userPoolId, userPoolArn } = this.users
    const who = { UserPoolId: userPoolId, Username: email }
    const ask = (id: string, call: string, more: object, other: Partial<AwsSdkCall>, after: IConstruct) => {
      const asked = createDeploymentCall(this, id, {
        call: {
          service: 'cognito-identity-provider',
          action: call,
          parameters: { ...who, ...more },
          physicalResourceId: PhysicalResourceId.of(email),
          // What else they answer of somebody is nobody's business.
          outputPaths: [],
          ...other,
        },
        permissions: [new PolicyStatement({ actions: [`cognito-idp:${call}`], resources: [userPoolArn] })],
        logRetention: this.#logRetention,
      })
      asked.node.addDependency(after)
      return asked
    }
    const user = ask(
      'FirstUser',
      'AdminCreateUser',
      {
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
      },
      { ignoreErrorCodesMatching: 'UsernameExistsException' },
      // With the permission to ask the function that writes the invitation.
      this.users,
    )
    const { groupName } = this.#admins
    const member = ask('FirstMembership', 'AdminAddUserToGroup', { GroupName: groupName }, {}, user)
    // Where people sign in by e-mail, this is what their tokens call "sub".
    const found = ask('FirstSubject', 'AdminGetUser', {}, { outputPaths: ['Username'] }, member)
    return `${userPoolId}:${found.getResponseField('Username')}`
  }
}
