import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import { editorsCors } from '../routes.ts'
import { acknowledge } from './allow.ts'

interface EditorsDoorProps {
  admin: IFunction
  /** Where the desk is served from: the only origin whose scripts may read answers. */
  siteUrl: string
  logRetention: RetentionDays
}

/**
 * Who did what, with which result. Never a query, a header or a body. All who signed in at the desk share a role, and so a
 * principal: they are told apart by the provider, which ends in the `sub` of their account.
 */
const line = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  principal: '$context.identity.user',
  caller: '$context.identity.caller',
  signedIn: '$context.identity.cognitoAuthenticationProvider',
  identity: '$context.identity.cognitoIdentityId',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  error: '$context.error.responseType',
}

/** What everybody may ask for has a rate of its own, so that a flood of it does not use up that of the editors. */
function limitOpenRoutes(stage: HttpStage, routes: readonly HttpRoute[]): void {
  // A rate can be given only to routes that are there.
  stage.node.addDependency(...routes)
  if (!(stage.node.defaultChild instanceof CfnStage)) throw new Error('the stage has no resource')
  const limits = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 }
  stage.node.defaultChild.routeSettings = Object.fromEntries(openPaths.map((path) => [`GET ${path}`, limits]))
}

/** The editors' API. AWS checks the signature of every request before the function runs, but for its description. */
export class EditorsDoor extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { admin, siteUrl, logRetention }: EditorsDoorProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName} editors`,
      description: "Bantin: the editors' door",
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [siteUrl],
        allowMethods: editorsCors.methods.map((method) => CorsHttpMethod[method]),
        allowHeaders: [...editorsCors.headers],
        exposeHeaders: [...editorsCors.exposed],
        maxAge: Duration.seconds(editorsCors.maxAgeSeconds),
      },
    })
    const integration = new HttpLambdaIntegration('Admin', admin)
    this.api.addRoutes({
      path: '/{proxy+}',
      // Not ANY, which would ask a preflight (OPTIONS) for a signature that no browser can give it.
      methods: [
        HttpMethod.GET,
        HttpMethod.HEAD,
        HttpMethod.PUT,
        HttpMethod.POST,
        HttpMethod.PATCH,
        HttpMethod.DELETE,
      ],
      authorizer: new HttpIamAuthorizer(),
      integration,
    })
    const open = openPaths.flatMap((path) =>
      this.api.addRoutes({
        path,
        methods: [HttpMethod.GET],
        authorizer: new HttpNoneAuthorizer(),
        integration,
      }),
    )
    for (const route of open) {
      acknowledge(route, {
        'AwsSolutions-APIG4': 'it answers the description of the API, which holds nothing of the newsroom',
      })
    }
    const logs = new LogGroup(this, 'Access', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // A newsroom and its importer stay far below.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(line)),
      },
    })
    limitOpenRoutes(stage, open)
  }
}
