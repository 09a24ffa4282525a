import canonicalize from 'canonicalize'
import { serialize } from 'parse5'
import type { Article, Translation } from '../article/article.ts'
import { openly } from '../article/openly.ts'
import { fragment } from '../body/tree.ts'
import { type Locale, locales } from '../locale.ts'
import { compareBodies, compareRuns } from './body.ts'
import { type Effort, wholeEffort } from './words.ts'

/** A field that is not running text: what it was and what it is, null where it was not given. */
export interface FieldChange {
  field: string
  from: unknown
  to: unknown
}

/** A text as one may read both: HTML with `ins` and `del`. */
export interface TextChange {
  changed: boolean
  html: string
}

export interface TranslationComparison {
  change: 'added' | 'removed' | 'changed' | 'none'
  title: TextChange
  summary: TextChange
  body: TextChange
  /** Everything else of the text: its slug, its status, what of it is live. */
  fields: FieldChange[]
}

export interface Comparison {
  /** What is the same in every language. */
  shared: FieldChange[]
  translations: Partial<Record<Locale, TranslationComparison>>
}

function changedFields(from: object, to: object): FieldChange[] {
  const [before, after] = [from, to].map((each) => new Map<string, unknown>(Object.entries(each)))
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  return [...names].flatMap((field) => {
    const change = { field, from: before?.get(field) ?? null, to: after?.get(field) ?? null }
    return canonicalize(change.from) === canonicalize(change.to) ? [] : [change]
  })
}

/**
 * Plain text, in which a line break is a line break. U+0338 at the start of a line goes: composed with the `>` of a tag
 * before it, it would break that tag as soon as somebody normalised the text.
 */
function compareText(from: string, to: string, effort: Effort): string {
  const runs = (text: string) => [{ text: text.replace(/^\u0338+/gmu, ''), marks: [] }]
  return serialize(fragment(compareRuns(runs(from), runs(to), effort)))
}

const nothing: Partial<Translation> = {}

function compareTranslation(from: Partial<Translation>, to: Partial<Translation>): TranslationComparison {
  const effort = wholeEffort()
  const {
    title: oldTitle = '',
    summary: oldSummary = '',
    body: oldBody = '',
    changes: _,
    submitted: __,
    returned: ___,
    ...oldFields
  } = from
  const {
    title = '',
    summary = '',
    body = '',
    changes: ____,
    submitted: _____,
    returned: ______,
    ...fields
  } = to
  const texts = {
    title: { changed: oldTitle !== title, html: compareText(oldTitle, title, effort) },
    summary: { changed: oldSummary !== summary, html: compareText(oldSummary, summary, effort) },
    body: { changed: oldBody !== body, html: compareBodies(oldBody, body, effort) },
  }
  const others = changedFields(oldFields, fields)
  const isChanged = others.length > 0 || Object.values(texts).some(({ changed }) => changed)
  const change = from === nothing ? 'added' : to === nothing ? 'removed' : isChanged ? 'changed' : 'none'
  return { change, ...texts, fields: others }
}

/** What changed from one state of an article to another, whichever of them is the older, as everybody of the newsroom reads it. */
export function compareArticles(from: Article, to: Article): Comparison {
  const { translations: before, id: _, changedIn: __, ...oldShared } = openly(from)
  const { translations: after, id: ___, changedIn: ____, ...shared } = openly(to)
  const translations = locales.flatMap((locale) => {
    const [old, next] = [before[locale], after[locale]]
    return old || next ? [[locale, compareTranslation(old ?? nothing, next ?? nothing)] as const] : []
  })
  return { shared: changedFields(oldShared, shared), translations: Object.fromEntries(translations) }
}
