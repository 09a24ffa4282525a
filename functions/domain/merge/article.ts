import { readClean } from '#body/read'
import { cleanBody } from '../body/clean.ts'
import { type Effort, wholeEffort } from '../compare/words.ts'
import { type ByLocale, type Locale, locales } from '../locale.ts'
import { mergeBodies, type Piece, type Place, type Taken } from './blocks.ts'
import { isSame, mergeField, type Settled, type Versions } from './fields.ts'

/** What is the same in every language, or the text of one. */
export type Part = Locale | 'shared'

/** What somebody has written so far, finished or not. */
export type Fields = Readonly<Record<string, unknown>>

export interface ArticleContent {
  shared: Fields
  translations: ByLocale<Fields>
}

/** Both changed the same words: somebody has to say what holds. `both` is missing where only one of them can. */
export interface Conflict {
  id: string
  part: Part
  field: string
  /** The block of my text in which it is, counted from 1. */
  block?: number
  /** How the values are to be read. A `part` that one side took away is undefined there. */
  kind: 'text' | 'html' | 'value' | 'part'
  base?: unknown
  mine: unknown
  theirs: unknown
  both?: unknown
}

/** What came into my text from theirs without a question. */
export interface Merge {
  part: Part
  field: string
  block?: number
  kind: 'text' | 'html' | 'value' | 'part'
  mine: unknown
  merged: unknown
}

export type Answer = 'mine' | 'theirs' | 'both' | { write: unknown }
export type Answers = Readonly<Record<string, Answer>>

export interface PartMerge {
  merges: Merge[]
  conflicts: Conflict[]
  /** The part as it is to be written; what is not answered stays as it is in mine. Undefined for one that is no more. */
  resolve(answers?: Answers): Fields | undefined
}

function chosen(conflict: Conflict, answers: Answers): unknown {
  const answer = answers[conflict.id] ?? 'mine'
  return typeof answer === 'object' ? answer.write : answer === 'both' ? conflict.both : conflict[answer]
}

const stringOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Collects what becomes of the fields of a part. */
class PartMerger {
  readonly #part: Part
  readonly #effort: Effort = wholeEffort()
  readonly merges: Merge[] = []
  readonly conflicts: Conflict[] = []
  readonly #values = new Map<string, (answers: Answers) => unknown>()

  constructor(part: Part) {
    this.#part = part
  }

  add(field: string, versions: Versions<unknown>): void {
    const { base, mine, theirs } = versions
    const isTwice = !isSame(mine, theirs) && !isSame(mine, base) && !isSame(theirs, base)
    if (field === 'body' && isTwice) this.#addBody(versions)
    else this.#addValue(field, versions, mergeField(field, versions, this.#effort))
  }

  #addValue(field: string, { base, mine }: Versions<unknown>, settled: Settled): void {
    const part = this.#part
    if (settled.isAsked) {
      const { isAsked: _, ...sides } = settled
      const kind = typeof sides.both === 'string' ? 'text' : 'value'
      const conflict: Conflict = { id: `${part}.${field}`, part, field, kind, base, ...sides }
      this.conflicts.push(conflict)
      this.#values.set(field, (answers) => chosen(conflict, answers))
      return
    }
    const { value } = settled
    const kind = field === 'body' ? 'html' : typeof (value ?? mine) === 'string' ? 'text' : 'value'
    if (!isSame(mine, value)) this.merges.push({ part, field, kind, mine, merged: value })
    this.#values.set(field, () => value)
  }

  #addBody(versions: Versions<unknown>): void {
    const [part, field] = [this.#part, 'body']
    const read = (value: unknown) => readClean(stringOf(value)).childNodes
    const { base, mine, theirs } = versions
    const { pieces, taken } = mergeBodies(
      { base: read(base), mine: read(mine), theirs: read(theirs) },
      this.#effort,
    )
    this.merges.push(...taken.map((each: Taken): Merge => ({ part, field, kind: 'html', ...each })))
    const parts = pieces.map((piece: Piece) => (typeof piece === 'string' ? piece : this.#asked(piece)))
    this.#values.set(field, (answers) =>
      cleanBody(
        parts.map((each) => (typeof each === 'string' ? each : stringOf(chosen(each, answers)))).join(''),
      ),
    )
  }

  #asked(place: Place): Conflict {
    const part = this.#part
    const conflict: Conflict = {
      id: `${part}.body.${this.conflicts.length + 1}`,
      part,
      field: 'body',
      kind: 'html',
      ...place,
    }
    this.conflicts.push(conflict)
    return conflict
  }

  /** A field that nobody has any more is left out. */
  resolve(answers: Answers): Fields {
    const values = [...this.#values].map(([field, value]) => [field, value(answers)] as const)
    return Object.fromEntries(values.filter(([, value]) => value !== undefined))
  }
}

/** A part that one side does not have. */
function mergeWhole(part: Part, versions: Versions<Fields | undefined>): PartMerge | undefined {
  const { base, mine, theirs } = versions
  const kept = (value: Fields | undefined): PartMerge => ({
    merges: isSame(value, mine) ? [] : [{ part, field: '', kind: 'part', mine, merged: value }],
    conflicts: [],
    resolve: () => value,
  })
  if (isSame(theirs, base)) return kept(mine)
  if (isSame(mine, base)) return kept(theirs)
  if (mine && theirs) return undefined
  if (!mine && !theirs) return kept(undefined)
  const conflict: Conflict = { id: part, part, field: '', kind: 'part', base, mine, theirs }
  const resolve = (answers: Answers = {}) => (answers[part] === 'theirs' ? theirs : mine)
  return { merges: [], conflicts: [conflict], resolve }
}

/**
 * Merges what two people made of the same part: field by field, texts word by word, bodies by blocks first. Asks only where
 * both changed the same words; the words of both never stand mixed up.
 */
export function mergePart(part: Part, versions: Versions<Fields | undefined>): PartMerge {
  const whole = mergeWhole(part, versions)
  if (whole) return whole
  const { base = {}, mine = {}, theirs = {} } = versions
  const merger = new PartMerger(part)
  for (const field of new Set([mine, theirs, base].flatMap((each) => Object.keys(each))))
    merger.add(field, { base: base[field], mine: mine[field], theirs: theirs[field] })
  const { merges, conflicts } = merger
  return { merges, conflicts, resolve: (answers = {}) => merger.resolve(answers) }
}

export interface ArticleMerge {
  merges: Merge[]
  conflicts: Conflict[]
  resolve(answers?: Answers): ArticleContent
}

/** Merges every part of an article by itself. */
export function mergeArticle({ base, mine, theirs }: Versions<ArticleContent>): ArticleMerge {
  const shared = mergePart('shared', { base: base.shared, mine: mine.shared, theirs: theirs.shared })
  const texts = locales.map((locale) => {
    const of = ({ translations }: ArticleContent) => translations[locale]
    return { locale, text: mergePart(locale, { base: of(base), mine: of(mine), theirs: of(theirs) }) }
  })
  const all = [shared, ...texts.map(({ text }) => text)]
  return {
    merges: all.flatMap(({ merges }) => merges),
    conflicts: all.flatMap(({ conflicts }) => conflicts),
    resolve(answers = {}) {
      const translations: ByLocale<Fields> = {}
      for (const { locale, text } of texts) {
        const fields = text.resolve(answers)
        if (fields) translations[locale] = fields
      }
      return { shared: shared.resolve(answers) ?? {}, translations }
    },
  }
}
