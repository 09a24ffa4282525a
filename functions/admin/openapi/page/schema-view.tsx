import type { Child } from 'hono/jsx'
import type { JsonSchema, Words } from '../types.ts'

type Labels = Words['page']

interface SchemaProps {
  schema: JsonSchema
  labels: Labels
}

/** `Article` of `#/components/schemas/Article`. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

// `true` stands for any value; zod writes neither it nor `false` but for further fields.
const whole = (schema: JsonSchema | boolean | undefined): JsonSchema =>
  typeof schema === 'object' ? schema : {}

const itemsOf = ({ items }: JsonSchema): JsonSchema => whole(Array.isArray(items) ? items[0] : items)

function joined(parts: Child[], by: Child): Child[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [by, part]))
}

function typeName(type: string, { types }: Labels): string {
  const names: Record<string, string> = types
  return names[type] ?? type
}

/** What kind of value it is, in words. */
export function Type({ schema, labels }: SchemaProps): Child {
  const { $ref, enum: values, type, format, anyOf, oneOf } = schema
  const choices = anyOf ?? oneOf
  if ($ref) return <a href={`#schema-${nameOf($ref)}`}>{nameOf($ref)}</a>
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (values) {
    return (
      <>
        {labels.oneOf}{' '}
        {joined(
          values.map((each) => <code>{String(each)}</code>),
          ', ',
        )}
      </>
    )
  }
  if (choices)
    return (
      <>
        {joined(
          choices.map((each) => <Type schema={whole(each)} labels={labels} />),
          ' | ',
        )}
      </>
    )
  if (type === 'array') {
    return (
      <>
        {labels.listOf} <Type schema={itemsOf(schema)} labels={labels} />
        <Limits schema={itemsOf(schema)} labels={labels} />
      </>
    )
  }
  if (typeof type !== 'string') return <>{labels.anyValue}</>
  return (
    <>
      {typeName(type, labels)}
      {format && (
        <>
          {' '}
          <code>{format}</code>
        </>
      )}
    </>
  )
}

function range(least: number | undefined, most: number | undefined, of: string, labels: Labels): string[] {
  const bounds = [
    ...(least === undefined ? [] : [`${labels.atLeast} ${least}`]),
    ...(most === undefined ? [] : [`${labels.atMost} ${most}`]),
  ]
  return bounds.length > 0 ? [`${bounds.join(', ')} ${of}`.trim()] : []
}

/** Every limit that a value must keep. */
export function Limits({ schema, labels }: SchemaProps): Child {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, multipleOf, pattern, format } = schema
  const limits = [
    ...range(minLength, maxLength, labels.characters, labels),
    ...range(minItems, maxItems, labels.items, labels),
    ...range(minimum, maximum, '', labels),
    ...(multipleOf === undefined ? [] : [`${labels.multipleOf} ${multipleOf}`]),
    ...(schema.default === undefined ? [] : [`${labels.default}: ${JSON.stringify(schema.default)}`]),
  ]
  return (
    <>
      {limits.map((limit) => (
        <span class="limit">{limit}</span>
      ))}
      {/* A format says the same in a word. */}
      {pattern && !format && (
        <span class="limit">
          {labels.pattern} <code>{pattern}</code>
        </span>
      )}
    </>
  )
}

/** The object that a field holds, itself or in a list, where it is written out here. */
function innerObject(schema: JsonSchema): JsonSchema | undefined {
  const inner = schema.type === 'array' ? itemsOf(schema) : schema
  const isObject = inner.properties !== undefined || typeof inner.additionalProperties === 'object'
  return isObject && !inner.$ref ? inner : undefined
}

interface FieldProps extends SchemaProps {
  name: Child
  required?: boolean
  note?: string | undefined
}

export function Field({ name, schema, required, note, labels }: FieldProps) {
  const inner = innerObject(schema)
  return (
    <li>
      {name} <Type schema={schema} labels={labels} />
      {required && <strong class="limit">{labels.required}</strong>}
      <Limits schema={schema} labels={labels} />
      {note && <span class="field-note">{note}</span>}
      {inner && <Fields schema={inner} labels={labels} />}
    </li>
  )
}

/** The fields of an object, with those of the objects in it. */
export function Fields({ schema, labels }: SchemaProps) {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const names = whole(propertyNames).enum
  return (
    <ul class="fields">
      {Object.entries(properties).map(([name, each]) => (
        <Field
          name={<code class="name">{name}</code>}
          schema={whole(each)}
          required={required.includes(name)}
          labels={labels}
        />
      ))}
      {typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0 && (
        <Field
          name={
            names
              ? joined(
                  names.map((each) => <code class="name">{String(each)}</code>),
                  ', ',
                )
              : labels.otherFields
          }
          schema={additionalProperties}
          labels={labels}
        />
      )}
    </ul>
  )
}

/** A schema as a reader of the page sees it. */
export function Schema({ schema, labels }: SchemaProps) {
  const { description } = schema
  return (
    <>
      {description && <p>{description}</p>}
      {schema.properties ? (
        <>
          <Fields schema={schema} labels={labels} />
          {schema.additionalProperties === false && <p class="note">{labels.noOther}</p>}
        </>
      ) : (
        <p>
          <Type schema={schema} labels={labels} />
          <Limits schema={schema} labels={labels} />
        </p>
      )}
    </>
  )
}
