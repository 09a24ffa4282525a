import * as z from 'zod'
import { apiPath } from '../../domain/site/paths.ts'
import type { SiteChrome } from '../../domain/site/shapes.ts'
import { translator } from '../../views/i18n.tsx'
import { listQuery, localeQuery, searchQuery } from './queries.ts'
import * as shapes from './shapes.ts'

const answers = {
  Articles: shapes.summaries,
  Article: shapes.text,
  Names: shapes.names,
  Results: shapes.results,
  Problem: shapes.problem,
}
type Answer = keyof typeof answers

const operations = {
  articles: { path: 'articles', query: listQuery, answer: 'Articles', refusals: [422] },
  article: { path: 'articles/{id}', query: localeQuery, answer: 'Article', refusals: [404, 410, 422] },
  sections: { path: 'sections', query: localeQuery, answer: 'Names', refusals: [422] },
  tags: { path: 'tags', query: localeQuery, answer: 'Names', refusals: [422] },
  search: { path: 'search', query: searchQuery, answer: 'Results', refusals: [422, 503] },
} as const satisfies Record<
  string,
  { path: string; query: z.ZodObject; answer: Answer; refusals: readonly number[] }
>

const refer = (name: Answer) => ({ $ref: `#/components/schemas/${name}` })

/** A schema as OpenAPI 3.1 has it, which names the dialect once for all. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io })
  return written
}

function parametersOf(path: string, query: z.ZodObject) {
  const asked = Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: jsonSchema(schema, 'input'),
  }))
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  return path.includes('{id}') ? [id, ...asked] : asked
}

/** The open API as OpenAPI 3.1, made of the schemas by which it parses what is asked and what it answers. */
export function createDocument({ chrome, siteUrl }: { chrome: SiteChrome; siteUrl: string }) {
  const t = translator(chrome.locale)
  const paths = Object.entries(operations).map(([id, { path, query, answer, refusals }]) => {
    const refused = refusals.map((status) => [
      status,
      {
        description: t('openData.refused'),
        content: { 'application/problem+json': { schema: refer('Problem') } },
      },
    ])
    const operation = {
      operationId: id,
      summary: t(`openData.operations.${id as keyof typeof operations}`),
      parameters: parametersOf(path, query),
      responses: {
        200: {
          description: t('openData.answered'),
          content: { 'application/json': { schema: refer(answer) } },
        },
        ...Object.fromEntries(refused),
      },
    }
    return [apiPath(path), { get: operation }]
  })
  return {
    openapi: '3.1.1',
    info: {
      title: `${t('openData.title')} – ${chrome.name}`,
      version: '1',
      description: t('openData.text'),
    },
    servers: [{ url: siteUrl }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(
        Object.entries(answers).map(([name, schema]) => [name, jsonSchema(schema, 'output')]),
      ),
    },
  }
}
