import { childOf, valOf, type XmlElement } from '../xml/xml.ts'
import type { Item } from './model.ts'
import type { Styles } from './styles.ts'

interface Level {
  format: string
  text: string
  start: number
}

/** What stands before a numbered paragraph: a place in a list, or words that a list of HTML cannot show (`Điều 3.`). */
export type Numbered = { item: Item } | { words: string } | undefined

const deepest = 8

function levelOf(element: XmlElement): Level {
  const start = Number(valOf(element, 'w:start') ?? 1)
  return {
    format: valOf(element, 'w:numFmt') ?? 'decimal',
    text: (valOf(element, 'w:lvlText') ?? '').slice(0, 100),
    start: Number.isInteger(start) && start >= 0 && start < 10_000 ? start : 1,
  }
}

function levelsOf(element: XmlElement | undefined): Map<number, Level> {
  const levels = (element?.children ?? []).filter(({ name }) => name === 'w:lvl')
  return new Map(levels.map((level) => [Number(level.attributes['w:ilvl'] ?? 0), levelOf(level)]))
}

function letters(number: number): string {
  // Word goes on with aa, bb after z.
  return number < 1
    ? ''
    : String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(5, Math.ceil(number / 26)))
}

const romanSigns = 'm 1000 cm 900 d 500 cd 400 c 100 xc 90 l 50 xl 40 x 10 ix 9 v 5 iv 4 i 1'.matchAll(
  /([a-z]+) (\d+)/gu,
)
const romanValues = [...romanSigns].map(([, sign = '', value]) => ({ sign, value: Number(value) }))

function roman(number: number): string {
  let rest = Math.min(number, 5000)
  let written = ''
  for (const { sign, value } of romanValues)
    while (rest >= value) {
      written += sign
      rest -= value
    }
  return written
}

const written: Record<string, (number: number) => string> = {
  lowerLetter: letters,
  upperLetter: (number) => letters(number).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (number) => roman(number).toUpperCase(),
  decimalZero: (number) => String(number).padStart(2, '0'),
}

/**
 * Counts the numbered paragraphs of a document in their order (`word/numbering.xml`). Plain numbers and bullets are lists;
 * what texts refer to by its sign (`điểm a`, `mục II`, `1.2`) keeps it as words.
 */
export function createNumbering(root: XmlElement | undefined, styles: Styles) {
  const elements = (name: string) => (root?.children ?? []).filter((child) => child.name === name)
  const abstracts = new Map(
    elements('w:abstractNum').map((each) => [each.attributes['w:abstractNumId'] ?? '', each]),
  )
  const numbers = new Map(elements('w:num').map((each) => [each.attributes['w:numId'] ?? '', each]))
  const counters = new Map<string, number[]>()
  const known = new Map<string, { abstractId: string; levels: Map<number, Level> }>()

  function definition(numId: string, isLink = false): { abstractId: string; levels: Map<number, Level> } {
    const number = numbers.get(numId)
    const abstractId = valOf(number, 'w:abstractNumId') ?? ''
    const abstract = abstracts.get(abstractId)
    const link = valOf(abstract, 'w:numStyleLink')
    const linked = link && !isLink ? styles.find(link).numId : undefined
    if (linked !== undefined) return definition(linked, true)
    const levels = levelsOf(abstract)
    for (const override of number?.children.filter(({ name }) => name === 'w:lvlOverride') ?? []) {
      const at = Number(override.attributes['w:ilvl'] ?? 0)
      for (const [, level] of levelsOf(override)) levels.set(at, level)
      const start = Number(valOf(override, 'w:startOverride') ?? Number.NaN)
      const level = levels.get(at)
      if (level && Number.isInteger(start) && start >= 0 && start < 10_000)
        levels.set(at, { ...level, start })
    }
    const restarts = number?.children.some((each) => childOf(each, 'w:startOverride'))
    return { abstractId: restarts ? `number ${numId}` : abstractId, levels }
  }

  return (numId: string | undefined, ilvl = '0'): Numbered => {
    // 0 takes the numbering of a style away.
    if (numId === undefined || numId === '0' || !/^[0-8]$/u.test(ilvl)) return undefined
    const found = known.get(numId) ?? definition(numId)
    known.set(numId, found)
    const { abstractId, levels } = found
    const depth = Math.min(deepest, Number(ilvl))
    const level = levels.get(depth)
    if (!level || level.format === 'none') return undefined
    const counts = counters.get(abstractId) ?? []
    for (let above = 0; above < depth; above += 1) counts[above] ??= levels.get(above)?.start ?? 1
    const before = counts[depth]
    const count = before === undefined ? level.start : before + 1
    counts.length = depth
    counts[depth] = count
    counters.set(abstractId, counts)

    const item = { level: depth, start: count, list: abstractId }
    if (level.format === 'bullet') return { item: { ...item, ordered: false } }
    const isPlain =
      level.format === 'decimal' && new RegExp(`^%${depth + 1}[.)]?$`, 'u').test(level.text.trim())
    if (isPlain) return { item: { ...item, ordered: true } }
    const words = level.text.replace(/%([1-9])/gu, (_, digit) => {
      const at = Number(digit) - 1
      const write = written[levels.get(at)?.format ?? ''] ?? String
      return write(counts[at] ?? levels.get(at)?.start ?? 1)
    })
    return words.trim() === '' ? undefined : { words: words.trim() }
  }
}
export type Numbering = ReturnType<typeof createNumbering>
