import { analyze, type Token } from '../analyze.ts'
import type { IndexedText } from '../indexed-text.ts'
import { fieldGap } from './format.ts'
import type { TextRow } from './head.ts'
import { type MadeSegment, SegmentWriter } from './segment-writer.ts'
import { ByteWriter } from './varint.ts'

/** What is known of one word while texts come in. */
class Term {
  readonly postings = new ByteWriter()
  readonly positions = new ByteWriter()
  texts = 0
  last = -1

  /** Positions in rising order. */
  add(text: number, places: readonly number[], titleLength: number): void {
    const inTitle = (places[0] ?? titleLength) < titleLength
    writePosting(this.postings, text - this.last - 1, places.length, inTitle)
    let previous = 0
    for (const place of places) {
      this.positions.varint(place - previous)
      previous = place
    }
    this.last = text
    this.texts += 1
  }
}

export function writePosting(out: ByteWriter, gap: number, times: number, inTitle: boolean): void {
  if (times === 1 && !inTitle) out.varint(gap * 2 + 1)
  else {
    out.varint(gap * 2)
    out.varint(times * 2 + (inTitle ? 1 : 0))
  }
}

const longestId = 64
const utf8 = (text: string) => Buffer.from(text)

/** Makes a segment of texts, in memory. */
export class SegmentBuilder {
  readonly #rows: { row: TextRow; title: Uint8Array }[] = []
  /** By folded key, then by exact key. */
  readonly #terms = new Map<string, Map<string, Term>>()
  #lastPosition = 0

  get texts(): number {
    return this.#rows.length
  }

  add(text: IndexedText): void {
    const at = this.#rows.length
    const { tokens, titleLength, last } = this.#readFields(text)
    for (const [folded, variants] of Map.groupBy(tokens, (token) => token.folded))
      for (const [exact, same] of Map.groupBy(variants, (token) => token.exact))
        this.#term(folded, exact).add(
          at,
          same.map(({ position }) => position),
          titleLength,
        )
    this.#lastPosition = Math.max(this.#lastPosition, last)
    this.#rows.push({ row: rowOf(text, tokens.length, titleLength), title: utf8(text.title) })
  }

  #readFields({ title, lead, body, byline = '' }: IndexedText) {
    const tokens: Token[] = []
    let start = 0
    let titleLength = 0
    for (const [field, words] of [title, lead, body, byline].entries()) {
      let next = start
      for (const token of analyze(words)) {
        token.position += start
        next = Math.max(next, token.position + (token.compound ?? 1))
        tokens.push(token)
      }
      if (field === 0) titleLength = next
      start = next + fieldGap
    }
    return { tokens, titleLength, last: start }
  }

  #term(folded: string, exact: string): Term {
    let variants = this.#terms.get(folded)
    if (!variants) {
      variants = new Map()
      this.#terms.set(folded, variants)
    }
    let term = variants.get(exact)
    if (!term) {
      term = new Term()
      variants.set(exact, term)
    }
    return term
  }

  finish(made: { version: number; generation: number }): MadeSegment {
    const writer = new SegmentWriter()
    writer.lastPosition = this.#lastPosition
    for (const { row, title } of this.#rows) writer.text(row, title)
    for (const { key, variants } of inOrder(this.#terms))
      writer.group(
        key,
        variants.map(({ key: exact, value: { texts, last, postings, positions } }) => ({
          exact,
          texts,
          last,
          postings: [postings.view()],
          positions: [positions.view()],
        })),
      )
    return writer.finish(made)
  }
}

const byKey = (a: { key: Uint8Array }, b: { key: Uint8Array }) => Buffer.compare(a.key, b.key)
const sorted = <T>(map: Map<string, T>) =>
  [...map].map(([key, value]) => ({ key: utf8(key), value })).sort(byKey)
const inOrder = (terms: Map<string, Map<string, Term>>) =>
  sorted(terms).map(({ key, value }) => ({ key, variants: sorted(value) }))

function rowOf(text: IndexedText, length: number, titleLength: number): TextRow {
  const id = utf8(text.id)
  if (id.length === 0 || id.length > longestId)
    throw new RangeError(`an id of ${id.length} bytes: ${text.id}`)
  const moment = Date.parse(text.moment)
  if (Number.isNaN(moment)) throw new RangeError(`no instant: ${text.moment}`)
  return { id, seq: text.seq, moment, section: text.section, length, titleLength }
}
