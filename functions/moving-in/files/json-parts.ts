import { decodeStream } from './decode.ts'
import type { InputFile } from './input-file.ts'
import { withoutLongValues } from './too-long.ts'

/** A piece of a JSON file: an element of its list of items, or a member of an object around that list. */
export interface JsonPart {
  /** Where it stands: `value`, `d.results`, `d`, or nothing for the outermost. */
  path: string
  /** Of a member; an element has none. */
  key?: string
  text: string
  /** Where it begins, from 1. */
  line: number
}

/** Frames that answers have around their items. */
const objects = new Set(['', 'd'])
const lists = new Set(['', 'd', 'value', 'results', 'd.results'])

interface Frame {
  kind: '{' | '['
  path: string
}

interface Taken extends Omit<JsonPart, 'text'> {
  pieces: string[]
  depth: number
}

class Scanner {
  readonly #frames: Frame[] = []
  readonly #done: JsonPart[] = []
  #taken: Taken | undefined
  /** The text of a member's name while it is read, then the name until its value is taken. */
  #name: string | undefined
  #isName = false
  #inString = false
  #isEscaped = false
  #line = 1
  #isOver = false

  /** Parts that ended in this piece of the file. */
  read(text: string): JsonPart[] {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const sign = text[at] ?? ''
      if (sign === '\n') this.#line += 1
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false
        else if (sign === '\\') this.#isEscaped = true
        else if (sign === '"') {
          this.#inString = false
          if (this.#isName) {
            this.#name = `${this.#name ?? ''}${text.slice(from, at)}`
            this.#isName = false
          } else if (this.#taken?.depth === 0) from = this.#end(text, from, at + 1)
        }
        continue
      }
      if (sign === '"') {
        this.#inString = true
        if (this.#taken) continue
        from = at
        if (this.#frames.at(-1)?.kind === '{' && this.#name === undefined) {
          this.#isName = true
          from = at + 1
        } else this.#begin()
      } else if (this.#taken) {
        if (sign === '{' || sign === '[') this.#taken.depth += 1
        else if (sign === '}' || sign === ']' || sign === ',') {
          const isBare = this.#taken.depth === 0
          if (isBare) {
            from = this.#end(text, from, at)
            this.#close(sign)
          } else if (sign !== ',') {
            this.#taken.depth -= 1
            if (this.#taken.depth === 0) from = this.#end(text, from, at + 1)
          }
        }
      } else if (sign === '{' || sign === '[') {
        if (!this.#enter(sign)) {
          from = at
          this.#begin(1)
        }
      } else if (/[\d\w-]/u.test(sign)) {
        from = at
        this.#begin()
      } else this.#close(sign)
    }
    if (this.#isName) this.#name = `${this.#name ?? ''}${text.slice(from)}`
    else this.#taken?.pieces.push(text.slice(from))
    return this.#done.splice(0)
  }

  get isWhole(): boolean {
    return this.#isOver && this.#frames.length === 0 && !this.#taken
  }

  get line(): number {
    return this.#line
  }

  #pathHere(): string {
    const around = this.#frames.at(-1)
    if (!around) return ''
    return this.#name === undefined ? around.path : [around.path, this.#name].filter(Boolean).join('.')
  }

  /** Goes into what is a frame of the items. */
  #enter(kind: '{' | '['): boolean {
    const path = this.#pathHere()
    const around = this.#frames.at(-1)
    const isFrame = around?.kind !== '[' && (kind === '{' ? objects : lists).has(path)
    if (!isFrame) return false
    this.#frames.push({ kind, path })
    this.#name = undefined
    return true
  }

  #close(sign: string): void {
    if (sign !== '}' && sign !== ']') return
    this.#frames.pop()
    this.#name = undefined
    if (this.#frames.length === 0) this.#isOver = true
  }

  #begin(depth = 0): void {
    const path = this.#frames.at(-1)?.path ?? ''
    const key = this.#name
    this.#taken = { path, ...(key !== undefined && { key }), line: this.#line, depth, pieces: [] }
    this.#name = undefined
  }

  #end(text: string, from: number, to: number): number {
    if (!this.#taken) return to
    const { pieces, depth: _, ...part } = this.#taken
    pieces.push(text.slice(from, to))
    this.#done.push({ ...part, text: pieces.join('').trim() })
    this.#taken = undefined
    return to
  }
}

/**
 * The parts of a JSON file one at a time, so that neither a file of gigabytes nor a value of 50 MB fills memory: a list of
 * items in any of the frames that answers have, or the members of a single one. Throws where the file ends in the middle,
 * after all that came before.
 */
export async function* jsonParts(file: InputFile): AsyncGenerator<JsonPart> {
  const scanner = new Scanner()
  for await (const text of withoutLongValues(decodeStream(file.stream()), 'json'))
    yield* scanner.read(text.replaceAll('\ufeff', ''))
  if (!scanner.isWhole) throw new Error(`line ${scanner.line}: the file ends in the middle; export it again`)
}
