import type { RouterRoute } from 'hono/types'
import { oldFieldRows } from './old-fields.ts'
import { componentParameters, requestOf } from './request.ts'
import { answersOf, componentResponses } from './responses.ts'
import { isOpen, type Route, routesOf, templateOf } from './routes.ts'
import { createSchemaWriter, type SchemaWriter } from './schemas.ts'
import type { ApiDocument, ApiOperation, JsonSchema, Words } from './types.ts'

/** Of the API, not of the software: raised with a change that a client could trip over. */
const version = '1'

/** Nothing for a route that says nothing of itself; a test sees to it that there is none. */
function operationOf(route: Route, words: Words, schemas: SchemaWriter): ApiOperation | undefined {
  const { description, roles } = route
  if (!description) return undefined
  const { summary, text } = words.operations[description.id]
  return {
    operationId: description.id,
    tags: [words.tags[description.tag].name],
    summary,
    description: roles.length > 0 ? `${text}\n\n${words.page.roles}: ${roles.join(', ')}.` : text,
    ...requestOf(route, description, schemas),
    responses: answersOf(description, route, words, schemas),
    ...(isOpen(route) && { security: [] }),
  }
}

/** The fields of the old portal as a Markdown table, for those who read the document without the page. */
function oldFieldTable(words: Words): string {
  const rows = oldFieldRows(words).map(({ old, now, note }) => [
    old,
    now.map((each) => `\`${each}\``).join(', '),
    note,
  ])
  const head = [words.page.oldField, words.page.newField, words.page.remark]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function introduction(words: Words): string {
  const chapters = Object.values(words.about).map(({ title, text }) => `## ${title}\n\n${text}`)
  return [words.intro, ...chapters, `## ${words.page.oldFields}\n\n${oldFieldTable(words)}`].join('\n\n')
}

/** Each component by name, with what its name alone does not say. What is sent is told of as what is answered. */
function describedSchemas(components: Record<string, JsonSchema>, words: Words) {
  const texts: Record<string, string> = words.schemas
  const described = Object.entries(components).map(([name, schema]) => {
    const description = texts[name] ?? texts[name.replace(/Input$/u, '')]
    return [name, { ...(description && { description }), ...schema }] as const
  })
  return Object.fromEntries(described.toSorted(([a], [b]) => a.localeCompare(b)))
}

/**
 * The API as OpenAPI 3.1 in the words of one language, made of the routes of the app, what each says of itself, and the schemas by
 * which they parse: what it says of a request is what runs.
 */
export function createDocument(all: readonly RouterRoute[], words: Words): ApiDocument {
  const schemas = createSchemaWriter()
  const paths: ApiDocument['paths'] = {}
  for (const route of routesOf(all)) {
    const operation = operationOf(route, words, schemas)
    const path = templateOf(route)
    if (operation) paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  const refusals = componentResponses(words, schemas)
  return {
    openapi: '3.1.1',
    info: {
      title: words.title,
      version,
      description: introduction(words),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ signature: [] }],
    tags: Object.values(words.tags).map(({ name, text }) => ({ name, description: text })),
    paths,
    components: {
      schemas: describedSchemas(schemas.components, words),
      parameters: componentParameters(words),
      ...refusals,
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: words.about.signature.text,
          // How API Gateway writes down that it checks Signature Version 4 with IAM.
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  }
}
