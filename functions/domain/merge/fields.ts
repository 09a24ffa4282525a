import canonicalize from 'canonicalize'
import type { Effort } from '../compare/words.ts'
import { hunksOf, regionsOf, settle } from './regions.ts'
import { tokensOfText, written } from './tokens.ts'
import { mergeWords } from './words.ts'

/** Three states of something: what both began with, and what each made of it. */
export interface Versions<Of> {
  base: Of
  mine: Of
  theirs: Of
}

/** A value that holds both, or the question which of them. */
export type Settled =
  | { value: unknown; isAsked?: undefined }
  | { isAsked: true; mine: unknown; theirs: unknown; both?: unknown }

const nameOf = (value: unknown) => canonicalize(value ?? null) ?? ''

function sameOrChanged({ base, mine, theirs }: Versions<unknown>): Settled | undefined {
  const [was, my, their] = [nameOf(base), nameOf(mine), nameOf(theirs)]
  if (my === their || their === was) return { value: mine }
  return my === was ? { value: theirs } : undefined
}

/** Lines of plain text, word by word. */
function mergeText({ base, mine, theirs }: Versions<string>, effort: Effort): Settled {
  const merged = mergeWords(tokensOfText(base), tokensOfText(mine), tokensOfText(theirs), effort)
  const text = (side: 'mine' | 'theirs' | 'both') => written(merged[side], '\n')
  if (!merged.isAsked) return { value: text('mine') }
  return { isAsked: true, mine: text('mine'), theirs: text('theirs'), both: text('both') }
}

/** Items without an order: all that either added, less what either took away. */
function mergeSet({ base, mine, theirs }: Versions<readonly unknown[]>): Settled {
  const [was, my, their] = [base, mine, theirs].map(
    (each) => new Map(each.map((item) => [nameOf(item), item])),
  )
  const kept = base.filter((item) => my?.has(nameOf(item)) && their?.has(nameOf(item)))
  const added = new Map([...(my ?? []), ...(their ?? [])].filter(([name]) => !was?.has(name)))
  // In the same order, whoever merges.
  const names = [...added.keys()].sort()
  return { value: [...kept, ...names.map((name) => added.get(name))] }
}

/** Items in an order, such as the names of a byline. */
function mergeList({ base, mine, theirs }: Versions<readonly unknown[]>, effort: Effort): Settled {
  const hunks = [
    hunksOf(base, { side: 'mine', items: mine }, nameOf, effort),
    hunksOf(base, { side: 'theirs', items: theirs }, nameOf, effort),
  ]
  if (hunks.includes(undefined)) return { isAsked: true, mine, theirs }
  const value: unknown[] = []
  for (const region of regionsOf(
    base,
    hunks.flatMap((each) => each ?? []),
    { touching: false },
  )) {
    const items = region.kept ?? settle(region, nameOf).items
    if (!items) return { isAsked: true, mine, theirs }
    value.push(...items)
  }
  return { value }
}

/** From which revision a text was translated. It claims no more than either: the older one. Nobody is asked. */
function mergeBasis({ mine, theirs }: Versions<unknown>): Settled {
  const revisionOf = (value: unknown) =>
    typeof value === 'object' && value !== null && 'revision' in value ? Number(value.revision) : 0
  const [older] = [mine, theirs].sort(
    (a, b) => revisionOf(a) - revisionOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
  return { value: older }
}

const texts = new Set(['title', 'summary', 'alt', 'caption', 'credit', 'correction'])
const sets = new Set(['tags', 'related'])
const lists = new Set(['byline', 'attachments'])

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function each<From, To>({ base, mine, theirs }: Versions<From>, read: (value: From) => To): Versions<To> {
  return { base: read(base), mine: read(mine), theirs: read(theirs) }
}

/** Merges a field that is not a body. What is not known to be a text or a list is taken as a whole. */
export function mergeField(field: string, versions: Versions<unknown>, effort: Effort): Settled {
  const settled = sameOrChanged(versions)
  if (settled) return settled
  if (texts.has(field)) return mergeText(each(versions, text), effort)
  if (sets.has(field)) return mergeSet(each(versions, list))
  if (lists.has(field)) return mergeList(each(versions, list), effort)
  if (field === 'basedOn') return mergeBasis(versions)
  return { isAsked: true, mine: versions.mine, theirs: versions.theirs }
}

/** Whether it is the same in both. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  // Bodies are long, and asked about at every key.
  if (typeof one === 'string' && typeof other === 'string') return false
  return nameOf(one) === nameOf(other)
}
