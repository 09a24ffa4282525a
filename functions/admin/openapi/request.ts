import type { Validation } from '../../http/validate.ts'
import type { Description } from '../describe.ts'
import type { Route } from './routes.ts'
import type { SchemaWriter } from './schemas.ts'
import type { ApiDocument, ApiOperation, JsonSchema, Parameter, Reference, Words } from './types.ts'

const places = { param: 'path', query: 'query', header: 'header' } as const

const parameter = (name: string): Reference => ({ $ref: `#/components/parameters/${name}` })

/** One parameter for each field of the schema by which a path, a query or headers are parsed. */
function parametersOf({ target, schema }: Validation, schemas: SchemaWriter): Parameter[] {
  if (target !== 'param' && target !== 'query' && target !== 'header') return []
  const { properties = {}, required = [] } = schemas.write(schema, 'input')
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: places[target],
    required: required.includes(name),
    // `true` and `false` are schemas, too, but zod writes none.
    schema: typeof each === 'boolean' ? {} : each,
  }))
}

/** What a write must say that it knows, and how it may be repeated. */
function headersOf({ writes, makes, mayKnow, kept }: Description, isWrite: boolean): Reference[] {
  return [
    ...(writes === 'put' || mayKnow ? [parameter('IfMatch'), parameter('IfNoneMatch')] : []),
    ...(kept ? [parameter('IfNoneMatchTag')] : []),
    ...(writes === 'change' ? [parameter('IfMatchRequired')] : []),
    ...(isWrite ? [parameter(makes ? 'IdempotencyKeyRequired' : 'IdempotencyKey')] : []),
  ]
}

/** What is sent: from the validators that run, and what the route says of headers that are read elsewhere. */
export function requestOf(
  { method, validations }: Route,
  description: Description,
  schemas: SchemaWriter,
): Pick<ApiOperation, 'parameters' | 'requestBody'> {
  const { example } = description
  const parameters = [
    ...validations.flatMap((each) => parametersOf(each, schemas)),
    ...headersOf(description, method !== 'GET'),
  ]
  const body = validations.find(({ target }) => target === 'json')
  const json = body && { schema: schemas.write(body.schema, 'input') }
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(json && {
      requestBody: {
        required: true,
        content: {
          'application/json': { ...json, ...(example !== undefined && { example }) },
        },
      },
    }),
  }
}

const entityTag: JsonSchema = { type: 'string', examples: ['"3-9f86d081"'] }

/** The headers of `preconditionOf` and of repeated requests. */
export function componentParameters({ headers }: Words): ApiDocument['components']['parameters'] {
  const header = (name: string, description: string, schema: JsonSchema, required = false): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    schema,
  })
  const key: JsonSchema = { type: 'string', pattern: '^[\\x21-\\x7e]{1,64}$', maxLength: 64 }
  return {
    IfMatch: header('If-Match', headers.ifMatch, entityTag),
    IfMatchRequired: header('If-Match', headers.ifMatch, entityTag, true),
    IfNoneMatchTag: header('If-None-Match', headers.kept, entityTag),
    IfNoneMatch: header('If-None-Match', headers.ifNoneMatch, { type: 'string', const: '*' }),
    IdempotencyKey: header('Idempotency-Key', headers.idempotencyKey, key),
    IdempotencyKeyRequired: header('Idempotency-Key', headers.idempotencyKey, key, true),
  }
}
