import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

interface EditorsDoorProps {
  admin: IFunction
  /** Where the desk is served from: the only origin whose scripts may read answers. */
  siteUrl: string
  logRetention: RetentionDays
}

/** Who did what, with which result. Never a query, a header or a body. */
const line = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  principal: '$context.identity.user',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  error: '$context.error.responseType',
}

/** The editors' API. AWS checks the signature of every request before the function runs. */
export class EditorsDoor extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { admin, siteUrl, logRetention }: EditorsDoorProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      description: "Bantin: the editors' door",
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [siteUrl],
        allowMethods: [
          CorsHttpMethod.GET,
          CorsHttpMethod.PUT,
          CorsHttpMethod.POST,
          CorsHttpMethod.PATCH,
          CorsHttpMethod.DELETE,
        ],
        allowHeaders: [
          ...['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'],
          ...['content-type', 'if-match', 'if-none-match', 'idempotency-key'],
        ],
        exposeHeaders: ['etag', 'location', 'retry-after'],
        maxAge: Duration.hours(1),
      },
    })
    this.api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      authorizer: new HttpIamAuthorizer(),
      integration: new HttpLambdaIntegration('Admin', admin),
    })
    const logs = new LogGroup(this, 'Access', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new HttpStage(this, 'Stage', {
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
  }
}
