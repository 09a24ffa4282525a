import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { functionsWithData, type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith({ adminPrincipal: 'AIDAEXAMPLEEXAMPLE01' })
})

const editorsRoutes = () =>
  stack.all('AWS::ApiGatewayV2::Route').filter(({ id }) => id.startsWith('EditorsDoor'))
const newsroomOf = (stack: Stack): string => stack.only('AWS::DynamoDB::Table', 'Newsroom').id

describe('who may do what', () => {
  it("gives the reader's function no statement on the newsroom", () => {
    const site = stack.only('AWS::DynamoDB::Table', 'Site').id
    const resources = stack.statementsOf('Site').flatMap(({ Resource }) => listOf(Resource).map(textOf))
    expect(resources.filter((each) => each.includes(newsroomOf(stack)))).toEqual([])
    const allowed = [site, stack.only('AWS::Logs::LogGroup', 'SiteFunctionLogs').id]
    const address = 'arn:AWS::Partition:ssm:AWS::Region:AWS::AccountId:parameter/Bantin/site-url'
    expect(new Set(resources)).toEqual(new Set([...allowed, address]))
  })

  it("lets the reader's function read, and change nothing", () => {
    const site = stack.only('AWS::DynamoDB::Table', 'Site').id
    const statements = stack.statementsOf('Site').filter(({ Resource }) => textOf(Resource) === site)
    expect(statements).toEqual([
      expect.objectContaining({ Action: ['dynamodb:BatchGetItem', 'dynamodb:Query'], Effect: 'Allow' }),
    ])
  })

  const onlyViews = {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'views'] },
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ARTICLE#*'] },
    // Or a request that names nothing would pass.
    Null: { 'dynamodb:Attributes': 'false', 'dynamodb:LeadingKeys': 'false' },
  }
  const writesOf = (name: string) =>
    stack
      .statementsOf(name)
      .filter(({ Action }) => listOf(Action).some((each) => /Put|Update|Delete|Write/u.test(each)))
      .filter(({ Action }) => !listOf(Action).some((each) => each.startsWith('logs:')))

  it('lets the counter of views write counters, in a table of their own, and the read model not at all', () => {
    const table = stack.only('AWS::DynamoDB::Table', 'Views').id
    const writes = writesOf('Counter')
    expect(writes.map(({ Action, Resource }) => [Action, textOf(Resource)])).toEqual([
      ['dynamodb:PutItem', table],
      ['dynamodb:UpdateItem', table],
      ['dynamodb:UpdateItem', table],
    ])
    // And what was asked for in vain.
    expect(writes[2]?.Condition).toMatchObject({
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'address', 'times', 'expires'] },
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['LOST'] },
    })
    expect(writes[0]?.Condition).toMatchObject(onlyViews)
    // And to those of days: `2026-11-27.vi`.
    expect(writes[1]?.Condition).toMatchObject({
      'ForAllValues:StringLike': {
        'dynamodb:Attributes': ['pk', 'sk', 'views', '20*'],
        'dynamodb:LeadingKeys': ['ARTICLE#*'],
      },
      Null: onlyViews.Null,
    })
  })

  it('lets sums of views be written into the read model, and beside it days and months, and nothing else', () => {
    const [site, views] = ['Site', 'Views'].map((name) => stack.only('AWS::DynamoDB::Table', name).id)
    const writes = writesOf('Tally')
    expect(writes.map(({ Action, Resource }) => [listOf(Action), textOf(Resource)])).toEqual([
      [['dynamodb:PutItem', 'dynamodb:Query'], views],
      [['dynamodb:UpdateItem'], views],
      [['dynamodb:UpdateItem'], site],
    ])
    expect(writes[0]?.Condition).toMatchObject({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['MONTH#*', 'READERS'] },
    })
    // A day that is past is taken from a counter; its sum is not touched.
    expect(writes[1]?.Condition).toMatchObject({
      'ForAllValues:StringLike': {
        'dynamodb:Attributes': ['pk', 'sk', '20*'],
        'dynamodb:LeadingKeys': ['ARTICLE#*'],
      },
    })
    expect(writes[2]?.Condition).toMatchObject(onlyViews)
  })

  it('gives views instances and units of their own: a flood of them takes none of those of pages and their writer', () => {
    expect(stack.functionOf('Counter').Properties.ReservedConcurrentExecutions).toBe(10)
    const { OnDemandThroughput } = stack.only('AWS::DynamoDB::Table', 'Views').Properties
    expect(OnDemandThroughput).toEqual({ MaxReadRequestUnits: 500, MaxWriteRequestUnits: 500 })
    const mapping = stack
      .all('AWS::Lambda::EventSourceMapping')
      .find(({ Properties }) => textOf(Properties.FunctionName) === stack.functionOf('Tally').id)
    expect(mapping?.Properties).toMatchObject({
      MaximumBatchingWindowInSeconds: 60,
      BatchSize: 5000,
      // Not what the tally itself has written.
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"sk":{"S":["VIEWS"]}}}}' }] },
    })
  })

  it('lets the function that searches read the public table and the index, and note what was searched for in vain', () => {
    const [site, index] = [
      stack.only('AWS::DynamoDB::Table', 'Site').id,
      stack.only('AWS::S3::Bucket', 'FilesIndex').id,
    ]
    const statements = stack.statementsOf('Search')
    const resources = statements.flatMap(({ Resource }) => listOf(Resource).map(textOf))
    const address = 'arn:AWS::Partition:ssm:AWS::Region:AWS::AccountId:parameter/Bantin/site-url'
    const own = stack.only('AWS::Logs::LogGroup', 'SearchFunctionLogs').id
    expect(new Set(resources)).toEqual(new Set([site, index, `${index}/search/*`, own, address]))
    const ofSite = statements.filter(({ Resource }) => textOf(Resource) === site)
    expect(ofSite.map(({ Action }) => Action)).toEqual(['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'])
    expect(ofSite[1]?.Condition).toMatchObject({
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'query', 'times', 'expires'] },
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['MISSED'] },
      StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE'] },
    })
    const ofIndex = statements.filter(({ Resource }) => textOf(Resource).startsWith(index))
    expect(ofIndex.flatMap(({ Action }) => Action).sort()).toEqual(['s3:GetObject', 's3:ListBucket'])
  })

  it('lets the function that asks other sites read the settings and what is public, and write what it found, and nothing else', () => {
    const [site, newsroom] = [stack.only('AWS::DynamoDB::Table', 'Site').id, newsroomOf(stack)]
    const own = stack.only('AWS::Logs::LogGroup', 'OutwardFunctionLogs').id
    const told = stack
      .statementsOf('Outward')
      .map(({ Action, Resource, Condition }) => [
        textOf(Resource),
        listOf(Action),
        Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
      ])
    expect(told.filter(([resource]) => resource !== own)).toEqual([
      [newsroom, ['dynamodb:Query'], ['SETTINGS#*']],
      [site, ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'], undefined],
      [site, ['dynamodb:DeleteItem', 'dynamodb:PutItem'], ['OUTWARD']],
    ])
    // It stands in no network of ours: it reaches other sites, and nothing inside.
    for (const { Properties } of stack.all('AWS::Lambda::Function'))
      expect(Properties.VpcConfig).toBeUndefined()
  })

  it('lets the editors’ door say what becomes of a link, and make none', () => {
    const site = stack.only('AWS::DynamoDB::Table', 'Site').id
    const put = stack
      .statementsOf('Admin')
      .find(({ Action, Resource }) => Action === 'dynamodb:PutItem' && textOf(Resource) === site)
    expect(put?.Condition).toMatchObject({
      'ForAllValues:StringEquals': {
        'dynamodb:Attributes': ['pk', 'sk', 'act', 'number', 'at', 'by', 'expires'],
      },
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['OUTWARD'] },
      Null: { 'dynamodb:Attributes': 'false', 'dynamodb:LeadingKeys': 'false' },
    })
  })

  it('lets the editors’ door invite people to the one pool and lock them out of it, and give nobody a password or a factor', () => {
    const actionsOf = (name: string) =>
      stack
        .statementsOf(name)
        .filter(({ Action }) => listOf(Action).some((each) => each.startsWith('cognito-idp:')))
    const calls = ['AddUserToGroup', 'CreateUser', 'DisableUser', 'EnableUser', 'GetUser']
    expect(actionsOf('Admin')).toEqual([
      expect.objectContaining({ Action: calls.map((each) => `cognito-idp:Admin${each}`) }),
    ])
    const pool = stack.only('AWS::Cognito::UserPool', 'SignIn').id
    expect(textOf(actionsOf('Admin')[0]?.Resource)).toBe(pool)
    expect(textOf(stack.functionOf('Admin').Properties.Environment.Variables.USER_POOL)).toBe(pool)
  })

  it('permits no role to delete or update what stands in a chain', () => {
    const statements = stack
      .all('AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Resource }) => listOf(Resource).map(textOf).includes(newsroomOf(stack)))
    const other = statements.filter(
      ({ Action }) =>
        !listOf(Action).every((each: string) =>
          /:(?:(?:Batch)?GetItem|GetResourcePolicy|Query|Scan|PutItem)$/u.test(each),
        ),
    )
    expect(other.map(({ Action, Condition }) => [Action, Condition['ForAllValues:StringLike']])).toEqual([
      ['dynamodb:DeleteItem', { 'dynamodb:LeadingKeys': ['MOVE#*'] }],
      // What somebody is typing, which is no revision yet; and what is moved in, which becomes some.
      ['dynamodb:DeleteItem', { 'dynamodb:LeadingKeys': ['WORKING-OF#*', 'WORKING#*', 'MOVE#*'] }],
      ['dynamodb:BatchWriteItem', { 'dynamodb:LeadingKeys': ['ROYALTY-FOR#*'] }],
    ])
  })

  it('denies everyone, account administrators too, to change or delete what stands in a chain', () => {
    const { ResourcePolicy } = stack.only('AWS::DynamoDB::Table', 'Newsroom').Properties
    expect(ResourcePolicy.PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'dynamodb:BatchWriteItem',
          'dynamodb:DeleteItem',
          'dynamodb:PartiQLDelete',
          'dynamodb:PartiQLUpdate',
          'dynamodb:UpdateItem',
        ],
        Condition: {
          'ForAnyValue:StringLike': {
            'dynamodb:LeadingKeys': [
              ...['ARTICLE#*', 'SETTINGS#*', 'STAFF#*', 'LINK#*'],
              ...['SCHEME#*', 'PAYEE#*', 'ROYALTY#*', 'MEDIA#*', 'SLOT#*', 'NOTES#*', 'RELEASE#*'],
            ],
          },
        },
      }),
    ])
  })

  it.each(['Admin', 'Preview', 'Scheduler', 'Publisher', 'Mover'])(
    'does not let the %s function say who the first administrator is',
    (name) => {
      const puts = stack
        .statementsOf(name)
        .filter(
          ({ Action, Resource }) =>
            listOf(Action).includes('dynamodb:PutItem') && textOf(Resource) === newsroomOf(stack),
        )
      expect(puts).toHaveLength(1)
      const keys: string[] = puts[0]?.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']
      expect(keys.length).toBeGreaterThan(0)
      expect(keys.filter((key) => key === 'STAFF' || key.startsWith('*'))).toEqual([])
      // Who works here is written by administrators, at the editors' door alone.
      expect(keys.includes('STAFF#*')).toBe(name === 'Admin')
    },
  )

  it('does not let the publisher write what makes a revision', () => {
    const put = stack
      .statementsOf('Publisher')
      .find(({ Action, Resource }) => Action === 'dynamodb:PutItem' && textOf(Resource) === newsroomOf(stack))
    const attributes = put?.Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes']
    for (const own of ['state', 'hash', 'previous', 'actor', 'action']) expect(attributes).not.toContain(own)
  })

  it('lets the publisher write all that stands beside a chain', async () => {
    const room = aNewsroom()
    const id = newId()
    await room.live(id)
    await room.publish([id])
    const items = await Array.fromAsync(room.newsroomTable.scan())
    const beside = items.filter(
      ({ sk, pk }) => sk.startsWith('DESK') || sk === 'FILES' || pk.startsWith('ACTS#'),
    )
    expect(beside.some(({ shown }) => shown)).toBe(true)
    const { Condition } =
      stack
        .statementsOf('Publisher')
        .find(
          ({ Action, Resource }) => Action === 'dynamodb:PutItem' && textOf(Resource) === newsroomOf(stack),
        ) ?? {}
    const attributes = Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes']
    expect(attributes).toEqual(
      expect.arrayContaining([...new Set(beside.flatMap((item) => Object.keys(item)))]),
    )
    const keys: string[] = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']
    for (const { pk } of beside)
      expect(keys.some((key) => pk.startsWith(key.split('*', 1)[0] ?? ''))).toBe(true)
  })

  it('names every action and every resource, but for every request to its own API, every page of the mirror, every file, every piece of the index and the names of streams', () => {
    const statements = stack
      .all('AWS::IAM::Policy')
      // CDK's own, for the files of a deployment; the test of the desk says what it may write.
      .filter(({ id }) => !id.startsWith('CustomCDKBucketDeployment'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    const actions = statements.flatMap(({ Action }) => listOf(Action))
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([])
    const wild = statements.filter(({ Resource }) =>
      listOf(Resource)
        .map(textOf)
        .some((each) => each.includes('*')),
    )
    const own = wild.filter(
      ({ Action, Resource }) =>
        Action === 'execute-api:Invoke' &&
        textOf(Resource).endsWith(`:${stack.only('AWS::ApiGatewayV2::Api', 'EditorsDoor').id}/$default/*/*`),
    )
    expect(own).toHaveLength(4)
    const others = wild.filter((each) => !own.includes(each))
    const told = others.flatMap(({ Action, Resource }) =>
      listOf(Resource).map(
        (each) =>
          `${listOf(Action).join(' ')} ${textOf(each).replace(/^Files(Site|Media|Uploads|Index)\w{8}/u, '$1')}`,
      ),
    )
    expect(new Set(told)).toEqual(
      new Set([
        'dynamodb:ListStreams *',
        's3:DeleteObject Media/media/*',
        's3:DeleteObject s3:GetObject s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObject Uploads/incoming/*',
        's3:DeleteObject s3:GetObject s3:PutObject Index/newsroom/*',
        's3:DeleteObject s3:GetObject s3:PutObject Index/search/*',
        's3:GetObject Index/newsroom/*',
        's3:DeleteObject s3:PutObject Site/*',
        's3:GetObject Index/search/*',
        's3:GetObject s3:PutObject Uploads/originals/*',
        's3:PutObject Media/media/*',
        's3:PutObject Uploads/incoming/*',
        's3:DeleteObject s3:GetObject s3:PutObject Uploads/moves/*',
      ]),
    )
    expect(told).toHaveLength(15)
  })

  it('lets nobody but the editors’ door and the publisher read the index of texts in any state', () => {
    const readers = stack
      .all('AWS::IAM::Policy')
      .filter(({ Properties }) =>
        Properties.PolicyDocument.Statement.some(
          ({ Action, Resource }: { Action: string | string[]; Resource: unknown }) =>
            listOf(Action).includes('s3:GetObject') && JSON.stringify(Resource).includes('/newsroom/*'),
        ),
      )
      .map(({ id }) => id.replace(/Function.*$/u, ''))
    expect(readers.sort()).toEqual(['Admin', 'Publisher'])
  })

  it('gives each function a role of its own, with no policy of someone else', () => {
    const roles = functionsWithData.map((name) => textOf(stack.functionOf(name).Properties.Role))
    expect(new Set(roles).size).toBe(functionsWithData.length)
    for (const role of roles) {
      const { Properties } = stack.only('AWS::IAM::Role', role)
      expect(Properties.ManagedPolicyArns).toBeUndefined()
      expect(Properties.Policies).toBeUndefined()
    }
  })

  it.each(['Site', 'Counter', 'Search'])(
    'lets nobody but this distribution call the function %s, and asks for a signature',
    (name) => {
      const { id: url, Properties: asks } = stack.only('AWS::Lambda::Url', `${name}Function`)
      expect(asks.AuthType).toBe('AWS_IAM')
      const permissions = stack
        .all('AWS::Lambda::Permission')
        .filter(({ Properties }) => JSON.stringify(Properties.FunctionName).includes(url))
      // Twice each where it is asked by itself, and as the first of the group that fails over to the mirror.
      const granted = permissions.map(({ Properties }) => `${Properties.Action} ${Properties.Principal}`)
      expect([...new Set(granted)].sort()).toEqual([
        'lambda:InvokeFunction cloudfront.amazonaws.com',
        'lambda:InvokeFunctionUrl cloudfront.amazonaws.com',
      ])
      const distribution = stack.only('AWS::CloudFront::Distribution').id
      for (const { Properties } of permissions) {
        expect(textOf(Properties.SourceArn)).toMatch(new RegExp(`:distribution/${distribution}$`, 'u'))
        if (Properties.Action === 'lambda:InvokeFunction') expect(Properties.InvokedViaFunctionUrl).toBe(true)
      }
    },
  )

  it("asks for a signature at every address of the editors' door but those that describe it", () => {
    const routes = editorsRoutes().map(({ Properties }) => Properties)
    expect(routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]).sort()).toEqual([
      ['DELETE /{proxy+}', 'AWS_IAM'],
      ['GET /docs', 'NONE'],
      ['GET /openapi.json', 'NONE'],
      ['GET /{proxy+}', 'AWS_IAM'],
      ['HEAD /{proxy+}', 'AWS_IAM'],
      ['PATCH /{proxy+}', 'AWS_IAM'],
      ['POST /{proxy+}', 'AWS_IAM'],
      ['PUT /{proxy+}', 'AWS_IAM'],
    ])
    const integration = stack.only('AWS::ApiGatewayV2::Integration', 'EditorsDoor')
    expect(integration.Properties.PayloadFormatVersion).toBe('2.0')
  })

  it('gives what everybody may ask for a rate of its own, far below that of the editors', () => {
    const { DependsOn, Properties } = stack.only('AWS::ApiGatewayV2::Stage', 'EditorsDoor')
    const { DefaultRouteSettings, RouteSettings } = Properties
    expect(Object.keys(RouteSettings).sort()).toEqual(['GET /docs', 'GET /openapi.json'])
    for (const { ThrottlingRateLimit } of Object.values<Json>(RouteSettings))
      expect(ThrottlingRateLimit * 10).toBeLessThanOrEqual(DefaultRouteSettings.ThrottlingRateLimit)
    // CloudFormation knows no rate of a route that is not there yet.
    const open = editorsRoutes().filter(({ Properties }) => Properties.AuthorizationType === 'NONE')
    expect(listOf(DependsOn)).toEqual(expect.arrayContaining(open.map(({ id }) => id)))
  })

  it('lets who comes by a link ask for previews alone, at a rate of their own, and logs no path', () => {
    const routes = stack.all('AWS::ApiGatewayV2::Route').filter(({ id }) => id.startsWith('PreviewDoor'))
    expect(
      routes.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]).sort(),
    ).toEqual(['GET', 'HEAD', 'POST'].map((method) => [`${method} /preview/{proxy+}`, 'NONE']))
    const { Properties } = stack.only('AWS::ApiGatewayV2::Stage', 'PreviewDoor')
    expect(Properties.DefaultRouteSettings.ThrottlingRateLimit).toBeLessThanOrEqual(10)
    expect(Properties.AccessLogSettings.Format).not.toMatch(/path|uri|url|routeKey/iu)
    expect(stack.only('AWS::ApiGatewayV2::Api', 'PreviewDoor').Properties.CorsConfiguration).toBeUndefined()
  })

  it('lets the mover add to articles and files alone, and keep what it moves in', () => {
    const statements = stack
      .statementsOf('Mover')
      .filter(({ Resource }) => listOf(Resource).map(textOf).includes(newsroomOf(stack)))
    const writes = statements.filter(({ Condition }) => Condition)
    expect(writes.map(({ Action, Condition }) => [Action, Condition?.['ForAllValues:StringLike']])).toEqual([
      [
        'dynamodb:PutItem',
        { 'dynamodb:LeadingKeys': ['ARTICLE#*', 'MEDIA#*', 'SCHEDULE', 'USES#*', 'MOVE#*', 'MOVER'] },
      ],
      ['dynamodb:DeleteItem', { 'dynamodb:LeadingKeys': ['MOVE#*'] }],
    ])
    const { Properties } = stack.functionOf('Mover')
    expect(Properties).toMatchObject({
      ...{ ReservedConcurrentExecutions: 1, Timeout: 900 },
      EphemeralStorage: { Size: 10_240 },
    })
    const buckets = stack.only('AWS::S3::Bucket', 'FilesUploads').Properties
    expect(buckets.LifecycleConfiguration.Rules).toContainEqual({
      ...{ Prefix: 'moves/', ExpirationInDays: 30, Status: 'Enabled' },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    })
  })

  it('lets the door for previews read, and add to articles and links alone', () => {
    const statements = stack
      .statementsOf('Preview')
      .filter(({ Resource }) => listOf(Resource).map(textOf).includes(newsroomOf(stack)))
    expect(
      statements.map(({ Action, Condition }) => [Action, Condition?.['ForAllValues:StringLike']]),
    ).toEqual([
      [['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'], undefined],
      ['dynamodb:PutItem', { 'dynamodb:LeadingKeys': ['ARTICLE#*', 'LINK#*', 'SCHEDULE', 'USES#*'] }],
    ])
    const resources = stack.statementsOf('Preview').flatMap(({ Resource }) => listOf(Resource).map(textOf))
    expect(new Set(resources)).toEqual(
      new Set([newsroomOf(stack), stack.only('AWS::Logs::LogGroup', 'PreviewFunctionLogs').id]),
    )
  })

  it("lets scripts of the site's own origin, and of no other, read the editors' door", () => {
    const { AllowOrigins, AllowCredentials } = stack.only('AWS::ApiGatewayV2::Api', 'EditorsDoor').Properties
      .CorsConfiguration
    expect(AllowOrigins.map(textOf)).toEqual([
      `https://${stack.only('AWS::CloudFront::Distribution').id}.DomainName`,
    ])
    expect(AllowCredentials).toBeUndefined()
  })

  it('puts the first administrator on the staff if nobody by that name is there, and takes nobody off', () => {
    const { Create, Update, Delete } = stack.only('Custom::AWS', 'FirstAdmin').Properties
    expect(Delete).toBeUndefined()
    expect(textOf(Update)).toBe(textOf(Create))
    const call = JSON.parse(textOf(Create))
    expect(call.parameters).toMatchObject({
      Item: { pk: { S: 'STAFF' }, sk: { S: 'AIDAEXAMPLEEXAMPLE01' }, role: { S: 'admin' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    const policy = stack.only('AWS::IAM::Policy', 'FirstAdmin').Properties.PolicyDocument.Statement
    expect(policy).toHaveLength(1)
    expect(policy[0].Condition['ForAllValues:StringEquals']).toEqual({ 'dynamodb:LeadingKeys': ['STAFF'] })
    const others = stackWith().all('Custom::AWS')
    expect(others.filter(({ id }) => !id.startsWith('Release'))).toEqual([])
  })
})
