/** What a parameter of a rule holds; a refusal, where one is told within another. */
export type Parameter = string | number | readonly string[] | Nested

interface Nested {
  rule: string
  params: Readonly<Record<string, Parameter>>
}

/** What a parameter may be. Where none of these fits, it is text, shown as it is. */
export interface Kinds {
  text: string
  number: number
  /** Counted, with the word for what is counted. */
  characters: number
  items: number
  /** How many more there are than are named; nothing is said of none. */
  more: number
  list: readonly string[]
  /** Said in parentheses, where there is something to say. */
  aside: string
  /** UTC; said by the clock in Vietnam. */
  moment: string
  /** Of the calendar: `2026-07-01`. */
  day: string
  /** BCP 47; said as the name of the language. */
  locale: string
  status: string
  statuses: readonly string[]
  role: string
  roles: readonly string[]
  /** A permission, or an act of the workflow. */
  act: string
  /** What a value is in JSON. */
  shape: 'text' | 'number' | 'integer' | 'switch' | 'list' | 'object' | 'nothing'
  /** Of a file of the library. */
  file_status: string
  royalty_state: string
  /** Of a royalty, by its code. */
  warning: string
  warnings: readonly string[]
  media: string
  medias: readonly string[]
  /** What was not found. */
  thing: 'article' | 'file' | 'payee' | 'scheme' | 'royalty' | 'link' | 'subject'
  feature: 'id' | 'name' | 'slug'
  said: Nested
}
