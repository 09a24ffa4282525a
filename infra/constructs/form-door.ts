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

interface FormDoorTraits {
  /** First part of the paths that are asked for here. */
  below: string
  /** What the API is called, after the name of the stack, and what it is for. */
  name: string
  description: string
  /** Requests a second, and at once, that are let through. */
  throttle: { rateLimit: number; burstLimit: number }
  /** Why nobody has to say who they are. */
  openBecause: string
}

interface FormDoorProps extends FormDoorTraits {
  logRetention: RetentionDays
}

/** What each of these doors is. */
export const formDoors = {
  preview: {
    below: 'preview',
    name: 'previews',
    description: 'Bantin: previews, for who comes by a link',
    // Some people read one page each; more is somebody who guesses.
    throttle: { rateLimit: 10, burstLimit: 40 },
    openBecause: 'who comes by a link has no account; the secret in the link is what opens it',
  },
  feedback: {
    below: 'feedback',
    name: 'feedback',
    description: 'Bantin: takes what readers write',
    // People write a message now and then; more is a flood, and takes no more instances than this.
    throttle: { rateLimit: 5, burstLimit: 20 },
    openBecause: 'readers have no account; what they send is bounded, and is read by nobody but editors',
  },
} satisfies Record<string, FormDoorTraits>

/** Never the path: in that of a preview stands the secret that opens a link. */
const line = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  status: '$context.status',
  error: '$context.error.responseType',
}

/**
 * Where the CDN asks a function that takes forms. An API of its own, and no function URL, whose signature a browser's form
 * cannot give for its body; apart from the editors' one, so that it has other logs and a flood of it costs the editors nothing.
 */
export class FormDoor extends Construct {
  readonly api: HttpApi
  /** Its host, for the CDN. */
  readonly host: string
  readonly #props: FormDoorProps

  constructor(scope: Construct, id: string, props: FormDoorProps) {
    super(scope, id)
    this.#props = props
    this.api = new HttpApi(this, 'Api', {
      apiName: `${Stack.of(this).stackName} ${props.name}`,
      description: props.description,
      createDefaultStage: false,
    })
    this.host = Fn.select(2, Fn.split('/', this.api.apiEndpoint))
    const logs = new LogGroup(this, 'Access', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: props.throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(line)),
      },
    })
  }

  /** Later than the API: the function must know the CDN's address, and the CDN the API's. */
  open(id: string, answers: IFunction): void {
    const { below, openBecause } = this.#props
    const routes = this.api.addRoutes({
      path: `/${below}/{proxy+}`,
      methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
      authorizer: new HttpNoneAuthorizer(),
      integration: new HttpLambdaIntegration(id, answers),
    })
    for (const route of routes) {
      acknowledge(route, { 'AwsSolutions-APIG4': openBecause })
    }
  }
}
