import type { Kinds, Parameter } from './rule-kinds.ts'
import { rules } from './rule-table.ts'

export type Rule = keyof typeof rules

/** What must be told of a rule, by name. */
export type ParametersOf<Name extends Rule> = {
  -readonly [Each in keyof (typeof rules)[Name]]: (typeof rules)[Name][Each] extends keyof Kinds
    ? Kinds[(typeof rules)[Name][Each]]
    : never
}

/** One reason, with what it tells. */
export interface Refusal {
  rule: Rule
  params: Readonly<Record<string, Parameter>>
}

type Told<Name extends Rule> = keyof (typeof rules)[Name] extends never ? [] : [params: ParametersOf<Name>]

export function refusal<Name extends Rule>(rule: Name, ...[params]: Told<Name>): Refusal {
  return { rule, params: { ...params } }
}

/** A reason as one line of text: what a validator hands on, and what a log says. */
export function asLine({ rule, params }: Refusal): string {
  return Object.keys(params).length > 0 ? `${rule} ${JSON.stringify(params)}` : rule
}

/** The line of a rule, as a schema gives it for its error. */
export function says<Name extends Rule>(rule: Name, ...told: Told<Name>): string {
  return asLine(refusal(rule, ...told))
}

export const isRule = (name: string): name is Rule => Object.hasOwn(rules, name)

/** The reason that a line says; undefined for any other text. */
export function fromLine(line: string): Refusal | undefined {
  const { rule = '', params = '{}' } = /^(?<rule>[a-z_]+)(?: (?<params>\{.*\}))?$/su.exec(line)?.groups ?? {}
  return isRule(rule) ? { rule, params: JSON.parse(params) } : undefined
}
