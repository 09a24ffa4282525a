/** Events as AWS documents and sends them: with all that our own gateway leaves out. */

const http = (method: string, path: string, domainName: string) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  headers: {
    accept: 'text/html',
    host: domainName,
    'user-agent': 'Mozilla/5.0',
    'x-amzn-trace-id': 'Root=1-69a1b2c3-4d5e6f708192a3b4c5d6e7f8',
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  },
  requestContext: {
    accountId: '111122223333',
    apiId: 'r3pmxmplak',
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Mozilla/5.0' },
    requestId: 'JKJaXmPLvHcESHA=',
    stage: '$default',
    time: '10/Mar/2026:05:16:23 +0000',
    timeEpoch: 1773119783375,
  },
  isBase64Encoded: false,
})

/** HTTP API with the IAM authorizer, payload format 2.0. */
export function apiEvent(method: string, path: string, iam: object) {
  const event = http(method, path, 'r3pmxmplak.execute-api.ap-southeast-1.amazonaws.com')
  const routeKey = 'ANY /{proxy+}'
  return {
    ...event,
    routeKey,
    cookies: ['seen=1'],
    pathParameters: { proxy: path.slice(1) },
    requestContext: { ...event.requestContext, routeKey, authorizer: { iam } },
  }
}

const account = { accountId: '111122223333', principalOrgId: null }

/** Somebody with keys of their own. */
export const aUser = {
  ...account,
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  callerId: 'AIDAEXAMPLEEXAMPLE01',
  userId: 'AIDAEXAMPLEEXAMPLE01',
  userArn: 'arn:aws:iam::111122223333:user/newsroom',
  cognitoIdentity: null,
}

/** Function URL that CloudFront asks, signing as itself. */
export function functionUrlEvent(path: string) {
  const event = http('GET', path, 'abcdefghij.lambda-url.ap-southeast-1.on.aws')
  const iam = { ...aUser, accessKey: 'ASIAIOSFODNN7EXAMPLE', userId: 'AIDACLOUDFRONT', cognitoIdentity: null }
  return {
    ...event,
    routeKey: '$default',
    requestContext: { ...event.requestContext, routeKey: '$default', authorizer: { iam } },
  }
}

/** A stream of keys only. */
export const streamEvent = {
  Records: [
    {
      eventID: '7de3041dd709b024af6f29e4fa13d34c',
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'ap-southeast-1',
      dynamodb: {
        ApproximateCreationDateTime: 1773119783,
        Keys: { pk: { S: 'SETTINGS#site' }, sk: { S: 'R#00000001' } },
        SequenceNumber: '4421584500000000017450439091',
        SizeBytes: 26,
        StreamViewType: 'KEYS_ONLY',
      },
      eventSourceARN:
        'arn:aws:dynamodb:ap-southeast-1:111122223333:table/newsroom/stream/2026-03-10T05:16:23.000',
    },
  ],
}

/** A rule with a rate. */
export const scheduledEvent = {
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '111122223333',
  time: '2026-03-10T05:16:23Z',
  region: 'ap-southeast-1',
  resources: ['arn:aws:events:ap-southeast-1:111122223333:rule/Bantin-Minute'],
  detail: {},
}
