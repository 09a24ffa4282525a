import { analyze } from '../analyze.ts'
import type { IndexedText } from '../indexed-text.ts'
import { fieldGap } from './format.ts'
import type { TextRow } from './head.ts'
import { type MadeSegment, SegmentWriter } from './segment-writer.ts'
import { ByteWriter } from './varint.ts'

/**
 * One posting: how far from the last text (the first from -1, less one), and how often. Once, and not in the title, is
 * `gap * 2 + 1`; else `gap * 2`, then `times * 2 + (in the title ? 1 : 0)`.
 */
export function writePosting(out: ByteWriter, gap: number, times: number, inTitle: boolean): void {
  if (times === 1 && !inTitle) out.varint(gap * 2 + 1)
  else {
    out.varint(gap * 2)
    out.varint(times * 2 + (inTitle ? 1 : 0))
  }
}

const longestId = 64
const utf8 = (text: string) => Buffer.from(text)

/** Numbers in threes that grow. */
class Triples {
  #numbers = new Uint32Array(3 << 12)
  count = 0

  add(a: number, b: number, c: number): void {
    const at = this.count * 3
    if (at === this.#numbers.length) {
      const grown = new Uint32Array(this.#numbers.length * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[at] = a
    this.#numbers[at + 1] = b
    this.#numbers[at + 2] = c
    this.count += 1
  }

  at(index: number, column: 0 | 1 | 2): number {
    return this.#numbers[index * 3 + column] ?? 0
  }
}

interface Term {
  number: number
  exact: string
  folded: string
  count: number
}

/** Makes a segment of texts, in memory: every word is noted as it comes, and put in order at the end. */
export class SegmentBuilder {
  readonly #rows: { row: TextRow; title: Uint8Array }[] = []
  readonly #terms = new Map<string, Term>()
  /** Term, text, position; texts and positions rise. */
  readonly #words = new Triples()
  #lastPosition = 0

  get texts(): number {
    return this.#rows.length
  }

  add(text: IndexedText): void {
    const { title, lead, body, byline = '' } = text
    const row = rowOf(text)
    let start = 0
    for (const [field, words] of [title, lead, body, byline].entries()) {
      const tokens = analyze(words)
      let next = start
      for (const { exact, folded, position, compound } of tokens) {
        this.#words.add(this.#numberOf(exact, folded), this.#rows.length, start + position)
        next = Math.max(next, start + position + (compound ?? 1))
      }
      row.length += tokens.length
      if (field === 0) row.titleLength = next
      start = next + fieldGap
    }
    this.#lastPosition = Math.max(this.#lastPosition, start)
    this.#rows.push({ row, title: utf8(title) })
  }

  /** What is the same by its exact key is the same by its folded one. */
  #numberOf(exact: string, folded: string): number {
    let term = this.#terms.get(exact)
    if (!term) {
      term = { number: this.#terms.size, exact, folded, count: 0 }
      this.#terms.set(exact, term)
    }
    term.count += 1
    return term.number
  }

  finish(made: { version: number; generation: number }): MadeSegment {
    const writer = new SegmentWriter()
    writer.lastPosition = this.#lastPosition
    for (const { row, title } of this.#rows) writer.text(row, title)
    const terms = [...this.#terms.values()]
    const { order, starts } = this.#byTerm(terms)
    const groups = Map.groupBy(terms, ({ folded }) => folded)
    for (const [folded, variants] of [...groups]
      .map(([key, group]) => [utf8(key), group] as const)
      .sort(byKey)) {
      const written = variants.map((term) => ({
        exact: utf8(term.exact),
        ...this.#write(order.subarray(starts[term.number], (starts[term.number] ?? 0) + term.count)),
      }))
      writer.group(
        folded,
        written.sort((a, b) => Buffer.compare(a.exact, b.exact)),
      )
    }
    return writer.finish(made)
  }

  /** Places in `#words`, term after term; within one, as they came. */
  #byTerm(terms: readonly Term[]) {
    const starts = new Uint32Array(terms.length)
    let sum = 0
    for (const { number, count } of terms) {
      starts[number] = sum
      sum += count
    }
    const next = starts.slice()
    const order = new Uint32Array(this.#words.count)
    for (let at = 0; at < order.length; at++) {
      const term = this.#words.at(at, 0)
      const place = next[term] ?? 0
      order[place] = at
      next[term] = place + 1
    }
    return { order, starts }
  }

  #write(places: Uint32Array) {
    const [postings, positions] = [new ByteWriter(), new ByteWriter()]
    let texts = 0
    let last = -1
    for (let at = 0; at < places.length; ) {
      const text = this.#words.at(places[at] ?? 0, 1)
      const first = at
      let previous = 0
      for (; at < places.length && this.#words.at(places[at] ?? 0, 1) === text; at++) {
        const position = this.#words.at(places[at] ?? 0, 2)
        positions.varint(position - previous)
        previous = position
      }
      const titleLength = this.#rows[text]?.row.titleLength ?? 0
      writePosting(postings, text - last - 1, at - first, this.#words.at(places[first] ?? 0, 2) < titleLength)
      last = text
      texts += 1
    }
    return { texts, last, postings: [postings.view()], positions: [positions.view()] }
  }
}

const byKey = ([a]: readonly [Uint8Array, unknown], [b]: readonly [Uint8Array, unknown]) =>
  Buffer.compare(a, b)

function rowOf(text: IndexedText): TextRow {
  const id = utf8(text.id)
  if (id.length === 0 || id.length > longestId)
    throw new RangeError(`an id of ${id.length} bytes: ${text.id}`)
  const moment = Date.parse(text.moment)
  if (Number.isNaN(moment)) throw new RangeError(`no instant: ${text.moment}`)
  return { id, seq: text.seq, moment, section: text.section, length: 0, titleLength: 0 }
}
