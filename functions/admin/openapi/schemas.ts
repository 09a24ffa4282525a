import * as z from 'zod'
import { articleInput, genre, openArticle, translation } from '../../domain/article/article.ts'
import { attachment, audio, source } from '../../domain/article/fields.ts'
import { bodyHtml } from '../../domain/body/html.ts'
import { mediaFile } from '../../domain/library/file.ts'
import { member } from '../../domain/people/member.ts'
import { actor } from '../../domain/role-schemas.ts'
import { calculation, contribution, work } from '../../domain/royalty/calculation.ts'
import { warning } from '../../domain/royalty/checks.ts'
import { payee, payeeInput } from '../../domain/royalty/payee.ts'
import { royalty, royaltyInput } from '../../domain/royalty/royalty.ts'
import { royaltyScheme, royaltySchemeInput } from '../../domain/royalty/scheme.ts'
import { textFacts } from '../../domain/royalty/text.ts'
import { section, settingsInput } from '../../domain/settings/settings.ts'
import { tag } from '../../domain/settings/tags.ts'
import { shapeOf } from '../../domain/shape.ts'
import { webAddress } from '../../domain/url-schemas.ts'
import { namedAnswers } from '../describe.ts'
import type { JsonSchema } from './types.ts'

/** What of the domain has a name in `components.schemas`; every schema without one is written where it is used. */
const ofDomain: Record<string, z.ZodType> = {
  ...{ Article: openArticle, ArticleInput: articleInput, Translation: translation, Genre: genre },
  TranslationInput: articleInput.shape.translations.shape.vi.unwrap(),
  ...{ Attachment: shapeOf(attachment), Audio: shapeOf(audio), Source: shapeOf(source) },
  ...{ AttachmentInput: attachment, AudioInput: audio, SourceInput: source },
  ...{ Actor: actor, Member: member, Settings: settingsInput, Section: section, Tag: tag },
  ...{ Payee: payee, PayeeInput: payeeInput, Royalty: royalty, RoyaltyInput: royaltyInput },
  ...{ RoyaltyScheme: royaltyScheme, RoyaltySchemeInput: royaltySchemeInput },
  ...{ Work: shapeOf(work), WorkInput: work, Contribution: shapeOf(contribution) },
  ...{ ContributionInput: contribution, Calculation: calculation, Warning: warning },
  TextFacts: textFacts,
  MediaFile: shapeOf(mediaFile),
}

/** What JSON Schema can say of a schema and zod cannot see, because the schema checks it by a function. */
const seen: [schema: z.ZodType, says: JsonSchema][] = [
  [bodyHtml, { maxLength: 200_000, contentMediaType: 'text/html' }],
  [webAddress, { format: 'uri' }],
]

type Direction = 'input' | 'output'

function registryOf(
  named: ReadonlyMap<string, z.ZodType>,
): z.core.$ZodRegistry<JsonSchema & { id?: string }> {
  const registry = z.registry<JsonSchema & { id?: string }>()
  for (const [schema, says] of seen) registry.add(schema, says)
  for (const [id, schema] of named) registry.add(schema, { id })
  return registry
}

/** Leaves out what says nothing: the bounds of JSON's own integers, and defaults of what is always answered. */
function tidy(jsonSchema: JsonSchema, io: Direction): void {
  if (io === 'output') delete jsonSchema.default
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.minLength === 0) delete jsonSchema.minLength
}

/** Turns schemas into JSON Schema (2020-12, which OpenAPI 3.1 is written in) and gathers what they refer to as components. */
export function createSchemaWriter() {
  const named = new Map([...Object.entries(ofDomain), ...namedAnswers])
  const metadata = registryOf(named)
  const components: Record<string, JsonSchema> = {}

  const convert = (schema: z.ZodType, io: Direction) =>
    z.toJSONSchema(schema, { io, metadata, override: ({ jsonSchema }) => tidy(jsonSchema, io) })

  const sentNames = new Map<string, string>()

  /** What is sent may leave out more than what is answered: then it has a name of its own. */
  function nameOf(id: string, io: Direction): string {
    const schema = named.get(id)
    if (io === 'output' || !schema || id.endsWith('Input')) return id
    const known = sentNames.get(id)
    if (known) return known
    const [sent, answered] = [convert(schema, 'input'), convert(schema, 'output')].map((it) =>
      JSON.stringify(it),
    )
    const name = sent === answered ? id : `${id}Input`
    sentNames.set(id, name)
    return name
  }

  function place(id: string, schema: JsonSchema, io: Direction): JsonSchema {
    const name = nameOf(id, io)
    components[name] ??= relocate(schema, io)
    return { $ref: `#/components/schemas/${name}` }
  }

  /** The same schema with its references led to the components. */
  function relocate({ $schema: _, $defs: __, id: ___, ...schema }: JsonSchema, io: Direction): JsonSchema {
    const text = JSON.stringify(schema, (key, value) =>
      key === '$ref' ? `#/components/schemas/${nameOf(String(value).replace('#/$defs/', ''), io)}` : value,
    )
    return JSON.parse(text)
  }

  /** The schema of what is sent (`input`) or answered (`output`). */
  function write(schema: z.ZodType, io: Direction): JsonSchema {
    const json = convert(schema, io)
    for (const [id, each] of Object.entries(json.$defs ?? {})) place(id, each, io)
    const { id } = metadata.get(schema) ?? {}
    return id ? place(id, json, io) : relocate(json, io)
  }

  return { write, components }
}

export type SchemaWriter = ReturnType<typeof createSchemaWriter>
