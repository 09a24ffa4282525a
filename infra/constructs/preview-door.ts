import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { acknowledge } from './allow.ts'

interface PreviewDoorProps {
  logRetention: RetentionDays
}

/** Never the path: in it stands the secret that opens a link. */
const line = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  status: '$context.status',
  error: '$context.error.responseType',
}

/**
 * Where the CDN asks for previews. An API of its own, and no function URL, whose signature a browser's form cannot give
 * for its body; apart from the editors' one, so that it has other logs and a flood of it costs the editors nothing.
 */
export class PreviewDoor extends Construct {
  readonly api: HttpApi
  /** Its host, for the CDN. */
  readonly host: string

  constructor(scope: Construct, id: string, { logRetention }: PreviewDoorProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName} previews`,
      description: 'Bantin: previews, for who comes by a link',
      createDefaultStage: false,
    })
    this.host = Fn.select(2, Fn.split('/', this.api.apiEndpoint))
    const logs = new LogGroup(this, 'Access', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Some people read one page each; more is somebody who guesses.
      throttle: { rateLimit: 10, burstLimit: 40 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(line)),
      },
    })
  }

  /** Later than the API: the function must know the CDN's address, and the CDN the API's. */
  open(preview: IFunction): void {
    const routes = this.api.addRoutes({
      path: '/preview/{proxy+}',
      methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
      authorizer: new HttpNoneAuthorizer(),
      integration: new HttpLambdaIntegration('Preview', preview),
    })
    for (const route of routes) {
      acknowledge(route, {
        'AwsSolutions-APIG4': 'who comes by a link has no account; the secret in the link is what opens it',
      })
    }
  }
}
