import * as z from 'zod'
import { type Locale, locales } from './locale.ts'

type Fields<Of> = { [Name in keyof Of]: Shape<Of[Name]> }
type Each<Name extends PropertyKey, Value> = z.ZodObject<
  { [Key in Name]: z.ZodOptional<Shape<Value>> },
  z.core.$strip
>

/** What `shapeOf` makes of a schema. */
export type Shape<Rule> =
  Rule extends z.ZodObject<infer Of>
    ? [keyof Of] extends [Locale]
      ? Each<Locale, Of[keyof Of]>
      : z.ZodObject<Fields<Of>, z.core.$strip>
    : Rule extends z.ZodRecord<infer Key extends z.ZodEnum, infer Value>
      ? Each<z.output<Key>, Value>
      : Rule extends z.ZodRecord<z.core.$ZodRecordKey, infer Value>
        ? z.ZodRecord<z.ZodString, Shape<Value> & z.ZodType>
        : Rule extends z.ZodArray<infer One>
          ? z.ZodArray<Shape<One> & z.ZodType>
          : Rule extends z.ZodOptional<infer Inner>
            ? z.ZodOptional<Shape<Inner> & z.ZodType>
            : Rule extends z.ZodDefault<infer Inner>
              ? z.ZodDefault<Shape<Inner> & z.ZodType>
              : Rule extends z.ZodNullable<infer Inner>
                ? z.ZodNullable<Shape<Inner> & z.ZodType>
                : Rule extends z.ZodEnum | z.ZodLiteral
                  ? Rule
                  : Rule extends z.ZodType
                    ? z.ZodType<z.output<Rule>>
                    : never

/**
 * A schema states a *rule*, by which a request is judged: how long, in which form, in every language. What a table holds
 * was judged by the rules of its day, so it is read by its *shape*: the same fields without limits and formats, what is not
 * known passed over. Of what is kept by language, or by another word of ours, any may be missing, because the list of them
 * grows. A shape only ever grows as well: a new field is optional or has a default, and no word leaves an enumeration.
 */
export function shapeOf<Rule extends z.ZodType>(rule: Rule): Shape<Rule> {
  // `Shape` says of types what `withoutRules` does to values; the compiler cannot see that they agree.
  return withoutRules(rule) as Shape<Rule>
}

const isByLocale = (fields: object) => Object.keys(fields).join() === locales.join()

function objectOf(fields: Readonly<Record<string, z.core.$ZodType>>, isPartial: boolean): z.ZodType {
  const shapes = Object.entries(fields).map(([name, rule]) => {
    const shape = withoutRules(rule)
    return [name, isPartial ? shape.optional() : shape]
  })
  return z.object(Object.fromEntries(shapes))
}

/** One shape for each rule, and each is its own: so they are known again where they are described by name. */
const known = new WeakMap<z.core.$ZodType, z.ZodType>()

function withoutRules(rule: z.core.$ZodType): z.ZodType {
  const shape = known.get(rule) ?? make(rule)
  known.set(rule, shape).set(shape, shape)
  return shape
}

function make(rule: z.core.$ZodType): z.ZodType {
  // Zod's own union of what a schema can be, for code that walks one.
  const { def } = (rule as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return z.string()
    case 'number':
      return z.number()
    case 'boolean':
      return z.boolean()
    case 'enum':
      return z.enum(def.entries)
    case 'literal':
      return z.literal(def.values)
    case 'array':
      return z.array(withoutRules(def.element))
    case 'optional':
      return withoutRules(def.innerType).optional()
    case 'nullable':
      return withoutRules(def.innerType).nullable()
    case 'default':
      return withoutRules(def.innerType).default(() => def.defaultValue)
    case 'union':
      return z.union(def.options.map(withoutRules))
    case 'record':
      return recordOf(def)
    case 'object':
      return objectOf(def.shape, isByLocale(def.shape))
    default:
      throw new Error(`the shape of ${def.type} is not known`)
  }
}

function recordOf({ keyType, valueType }: z.core.$ZodRecordDef): z.ZodType {
  const { def } = (keyType as z.core.$ZodTypes)._zod
  if (def.type !== 'enum') return z.record(z.string(), withoutRules(valueType))
  return objectOf(Object.fromEntries(Object.values(def.entries).map((name) => [name, valueType])), true)
}
