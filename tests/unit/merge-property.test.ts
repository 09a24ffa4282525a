import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { type Answer, type Conflict, mergePart } from '../../functions/domain/merge/article.ts'
import { textOf } from '../support/articles/body.ts'
import { anySoup } from '../support/articles/body-soup.ts'

const merge = (base: string, mine: string, theirs: string) =>
  mergePart('vi', { base: { body: base }, mine: { body: mine }, theirs: { body: theirs } })

type Merged = ReturnType<typeof merge>

const answered = ({ conflicts, resolve }: Merged, answer: Answer) =>
  String(resolve(Object.fromEntries(conflicts.map(({ id }) => [id, answer])))?.body ?? '')

const wordsOf = (html: string): string[] =>
  textOf(html.replaceAll(/<(?=\/?(?:p|li|td|br|h\d))/g, ' <')).match(/\S+/g) ?? []
const count = (words: readonly string[], word: string) => words.filter((each) => each === word).length
const inConflict = (conflicts: readonly Conflict[], side: 'base' | 'mine' | 'theirs') =>
  new Set(conflicts.flatMap((each) => wordsOf(String(each[side]))))

/** A body of paragraphs, items and cells, in which no word stands twice. */
interface Block {
  tag: 'p' | 'li' | 'td'
  words: string[]
}
const print = ({ tag, words }: Block) =>
  tag === 'td'
    ? `<table><tr><td>${words.join(' ')}</td><td>x</td></tr></table>`
    : tag === 'li'
      ? `<ul><li>${words.join(' ')}</li></ul>`
      : `<p>${words.join(' ')}</p>`
const printed = (blocks: readonly Block[]) =>
  cleanBody(blocks.map(print).join('').replaceAll('</ul><ul>', ''))

const shapes = fc.array(
  fc.record({
    tag: fc.constantFrom('p' as const, 'p' as const, 'li' as const, 'td' as const),
    length: fc.integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 7 },
)
const blocksOf = (shape: { tag: Block['tag']; length: number }[]): Block[] =>
  shape.map(({ tag, length }, block) => ({
    tag,
    words: Array.from({ length }, (_, word) => `b${block}_${word}`),
  }))

interface Edit {
  kind: 'insert' | 'replace' | 'delete' | 'embolden' | 'deleteBlock' | 'insertBlock' | 'move'
  block: number
  word: number
}
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>(
      'insert',
      'replace',
      'delete',
      'embolden',
      'deleteBlock',
      'insertBlock',
      'move',
    ),
    block: fc.nat(6),
    word: fc.nat(7),
  }),
  { maxLength: 5 },
)

function edited(base: readonly Block[], list: readonly Edit[], sign: string): Block[] {
  const blocks = base.map(({ tag, words }) => ({ tag, words: [...words] }))
  list.forEach(({ kind, block: at, word }, number) => {
    const block = blocks[at % (blocks.length || 1)]
    const added = `${sign}${number}`
    if (kind === 'insertBlock' || !block)
      blocks.splice(at, 0, { tag: 'p', words: [`${added}a`, `${added}b`] })
    else if (kind === 'deleteBlock') blocks.splice(blocks.indexOf(block), 1)
    else if (kind === 'move')
      blocks.splice(word % blocks.length, 0, ...blocks.splice(blocks.indexOf(block), 1))
    else if (kind === 'insert') block.words.splice(word, 0, added)
    else if (kind === 'replace') block.words.splice(word % (block.words.length || 1), 1, added)
    else if (kind === 'delete') block.words.splice(word % (block.words.length || 1), 1)
    else block.words = block.words.map((each, index) => (index === word ? `<strong>${each}</strong>` : each))
  })
  return blocks
}

const soup = anySoup.map((parts) => parts.join(''))
const runs = { numRuns: 150 }

describe('a merge of any two versions', () => {
  it('loses and doubles no word that is not asked about', () => {
    fc.assert(
      fc.property(shapes, edits, edits, (shape, mineEdits, theirEdits) => {
        const [old, my, their] = [
          printed(blocksOf(shape)),
          printed(edited(blocksOf(shape), mineEdits, 'm')),
          printed(edited(blocksOf(shape), theirEdits, 't')),
        ]
        const merged = merge(old, my, their)
        const [base, mine, theirs] = [wordsOf(old), wordsOf(my), wordsOf(their)]
        const asked = {
          mine: inConflict(merged.conflicts, 'mine'),
          theirs: inConflict(merged.conflicts, 'theirs'),
        }
        const results = (['mine', 'theirs', 'both'] as const).map((answer) =>
          wordsOf(answered(merged, answer)),
        )
        for (const word of new Set([...base, ...mine, ...theirs].filter((each) => each !== 'x'))) {
          const isAsked = asked.mine.has(word) || asked.theirs.has(word)
          if (isAsked) {
            // Whatever a side has can be chosen, with it and with both.
            for (const [index, side] of (['mine', 'theirs'] as const).entries())
              if (asked[side].has(word)) {
                expect(count(results[index]!, word), word).toBeGreaterThan(0)
                expect(count(results[2]!, word), word).toBeGreaterThan(0)
              }
            continue
          }
          const isKept = base.includes(word)
            ? mine.includes(word) && theirs.includes(word)
            : mine.includes(word) || theirs.includes(word)
          for (const result of results) expect(count(result, word), word).toBe(isKept ? 1 : 0)
        }
      }),
      runs,
    )
  })

  it('is the same for both of them', () => {
    fc.assert(
      fc.property(shapes, edits, edits, (shape, mineEdits, theirEdits) => {
        const [base, mine, theirs] = [
          printed(blocksOf(shape)),
          printed(edited(blocksOf(shape), mineEdits, 'm')),
          printed(edited(blocksOf(shape), theirEdits, 't')),
        ]
        const [one, other] = [merge(base, mine, theirs), merge(base, theirs, mine)]
        expect(answered(one, 'mine')).toBe(answered(other, 'theirs'))
        expect(answered(one, 'theirs')).toBe(answered(other, 'mine'))
        expect(one.conflicts.length).toBe(other.conflicts.length)
      }),
      {
        ...runs,
        // One took a word out; the other made it bold and wrote another before it.
        examples: [
          [
            [{ tag: 'p', length: 2 }],
            [{ kind: 'delete', block: 0, word: 3 }],
            [
              { kind: 'embolden', block: 0, word: 1 },
              { kind: 'insert', block: 0, word: 0 },
              { kind: 'insert', block: 0, word: 2 },
            ],
          ],
        ],
      },
    )
  })

  it('is what one of them wrote where the other wrote nothing, or the same', () => {
    fc.assert(
      fc.property(shapes, edits, (shape, list) => {
        const [base, text] = [printed(blocksOf(shape)), printed(edited(blocksOf(shape), list, 'm'))]
        for (const merged of [merge(base, text, base), merge(base, base, text), merge(base, text, text)]) {
          expect(merged.conflicts).toEqual([])
          expect(answered(merged, 'mine')).toBe(text)
        }
      }),
      runs,
    )
  })

  it('holds both where they changed different words, with one between them that neither did', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 8, max: 14 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom('mine', 'theirs', 'none'), { minLength: 70, maxLength: 70 }),
        fc.constantFrom<Edit['kind']>('replace', 'embolden'),
        (lengths, turns, kind) => {
          const blocks = blocksOf(lengths.map((length) => ({ tag: 'p', length })))
          const mark = (words: string[], who: string[], block: number) =>
            words.map((word, index) => {
              // Every fourth word, so that the paragraph stays the same one.
              if (index % 4 !== 1 || !who.includes(turns[block * 14 + index] ?? '')) return word
              return kind === 'replace' ? `${word}'` : `<em>${word}</em>`
            })
          const version = (...who: string[]) =>
            printed(blocks.map(({ tag, words }, block) => ({ tag, words: mark(words, who, block) })))
          const merged = merge(printed(blocks), version('mine'), version('theirs'))
          expect(merged.conflicts).toEqual([])
          expect(answered(merged, 'mine')).toBe(version('mine', 'theirs'))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is a body that may stand on a page, whatever is answered', () => {
    fc.assert(
      fc.property(soup, soup, soup, fc.constantFrom<Answer>('mine', 'theirs', 'both'), (a, b, c, answer) => {
        const [base, mine, theirs] = [a, a + b, c + a].map(cleanBody) as [string, string, string]
        const body = answered(merge(base, mine, theirs), answer)
        expect(cleanBody(body)).toBe(body)
        expect(answered(merge(base, mine, mine), answer)).toBe(mine)
      }),
      { numRuns: 120 },
    )
  })
})
