import fc from 'fast-check'
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { compareBodies } from '../../functions/domain/compare/body.ts'
import { wholeEffort } from '../../functions/domain/compare/words.ts'
import { complaints } from '../support/articles/body.ts'

const compare = (from: string, to: string) => compareBodies(from, to, wholeEffort())

const word = fc.constantFrom(
  ...'Sở Ngoại vụ Việt Nam hội nghị đối ngoại Đoàn công tác và 15/07/2019 1.234 A&B <'.split(' '),
)
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const run = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('', '', 'strong', 'em', 'a', 'br', 'small'),
  )
  .map(([words, tag]) => {
    const text = escaped(words.join(' '))
    if (tag === 'br') return `${text}<br>`
    if (tag === 'small') return `<small role="note">${text}</small>`
    return tag === '' ? `${text} ` : `<${tag}${tag === 'a' ? ' href="/x"' : ''}>${text}</${tag}> `
  })
const text = fc.array(run, { minLength: 1, maxLength: 4 }).map((runs) => runs.join(''))
const paragraph = fc
  .tuple(fc.constantFrom('p', 'p', 'p', 'h2', 'h3'), text)
  .map(([tag, inner]) => `<${tag}>${inner}</${tag}>`)
const list = fc
  .tuple(
    fc.constantFrom('ul', 'ol'),
    fc.array(fc.tuple(text, fc.option(text)), { minLength: 1, maxLength: 4 }),
  )
  .map(([tag, items]) => {
    const inner = items.map(
      ([own, nested]) => `<li>${own}${nested ? `<ul><li>${nested}</li></ul>` : ''}</li>`,
    )
    return `<${tag}>${inner.join('')}</${tag}>`
  })
const quote = fc
  .array(paragraph, { minLength: 1, maxLength: 3 })
  .map((inner) => `<blockquote>${inner.join('')}</blockquote>`)
const table = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.boolean(),
    fc.option(text),
    fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([columns, head, caption, rows]) => {
    const cells = (row: string[], tag: string) =>
      row
        .slice(0, columns)
        .map((cell) => `<${tag}>${cell}</${tag}>`)
        .join('')
    const inner = rows.map((row, index) => `<tr>${cells(row, head && index === 0 ? 'th' : 'td')}</tr>`)
    return `<table>${caption ? `<caption>${caption}</caption>` : ''}${inner.join('')}</table>`
  })
const plainBlock = fc.oneof({ weight: 4, arbitrary: paragraph }, list, quote, fc.constant('<hr>'))
const anyBlock = fc.oneof({ weight: 3, arbitrary: plainBlock }, table)

/** A body and what became of it: blocks left out, added and moved, words replaced, formatting changed. */
function revised(block: fc.Arbitrary<string>) {
  return fc.array(block, { minLength: 1, maxLength: 6 }).chain((blocks) =>
    fc
      .tuple(
        fc.array(block, { maxLength: 2 }).chain((added) => fc.shuffledSubarray([...blocks, ...added])),
        fc.constantFrom(...'hội công nghị - <strong> </p> <li>'.split(' ')),
        fc.constantFrom('họp', 'Lào và', '', 'ngoại giao'),
      )
      .map(([others, what, by]) => {
        const isTag = what.startsWith('<')
        const to = isTag ? others.join('').replaceAll('strong>', 'em>') : others.join('').replaceAll(what, by)
        return [cleanBody(blocks.join('')), cleanBody(to)] as const
      }),
  )
}

const isElement = (node: Tree.ChildNode): node is Tree.Element => 'tagName' in node

/** The text of one of both sides, with what `without` says left out, and a border where blocks end. */
function side(nodes: readonly Tree.ChildNode[], without: string, border: string): string {
  return nodes
    .map((node) => {
      if (node.nodeName === '#text') return (node as Tree.TextNode).value
      if (!isElement(node) || node.tagName === without) return ''
      const inner = side(node.childNodes, without, border)
      if (node.tagName === 'ins' || node.tagName === 'del') return border + inner + border
      return /^(?:br|p|h\d|hr|[uo]l|li|blockquote|table|t[dhr]|caption|small)$/.test(node.tagName)
        ? ` ${inner} `
        : inner
    })
    .join('')
}

const tidy = (value: string) => value.replace(/\s+/g, ' ').trim()
const textOf = (html: string, without = '') => tidy(side(parseFragment(html).childNodes, without, ''))
const segmenter = new Intl.Segmenter('vi', { granularity: 'word' })
const wordsOf = (value: string) =>
  [...segmenter.segment(value)].flatMap((it) => (it.isWordLike ? [it.segment] : []))

/** What may stand in a comparison, beside what may stand in a body. */
function elementsOf(nodes: readonly Tree.ChildNode[]): Tree.Element[] {
  return nodes.filter(isElement).flatMap((node) => [node, ...elementsOf(node.childNodes)])
}

describe('whatever was changed', { timeout: 60_000 }, () => {
  it('shows all of the old text and all of the new one, each in its order', () => {
    fc.assert(
      fc.property(revised(anyBlock), ([from, to]) => {
        const html = compare(from, to)
        expect(textOf(html, 'ins')).toBe(textOf(from))
        expect(textOf(html, 'del')).toBe(textOf(to))
      }),
      { numRuns: 100 },
    )
  })

  it('is the new body again when what was removed is left out', () => {
    fc.assert(
      fc.property(revised(plainBlock), ([from, to]) => {
        const html = compare(from, to)
          .replace(/<del>.*?<\/del>/gsu, '')
          .replace(/<\/?ins>/gu, '')
        expect(cleanBody(html)).toBe(to)
      }),
      { numRuns: 100 },
    )
  })

  it('marks whole words only', () => {
    fc.assert(
      fc.property(revised(anyBlock), ([from, to]) => {
        const { childNodes } = parseFragment(compare(from, to))
        for (const [without, body] of [
          ['del', to],
          ['ins', from],
        ] as const) {
          const pieces = side(childNodes, without, '\n\n').split('\n\n')
          expect(pieces.flatMap(wordsOf)).toEqual(wordsOf(textOf(body)))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is valid HTML that a browser reads as it is written', () => {
    fc.assert(
      fc.property(revised(anyBlock), ([from, to]) => {
        const html = compare(from, to)
        expect(serialize(parseFragment(html))).toBe(html)
        const before = [from, to].flatMap(complaints)
        expect(
          complaints(html).filter((each) => !before.includes(each)),
          html,
        ).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})

describe('a hostile body', { timeout: 60_000 }, () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        ...[
          '<p>',
          '</p>',
          '<a href="javascript:alert(1)">',
          '</a>',
          '<ins onclick=x()>',
          '<del id=a class=b>',
          '</del>',
        ],
        ...[
          '<script>x()</script>',
          '<img src=x onerror=x()>',
          '<svg><style>',
          '<table><tr><td>',
          '<li>',
          '<math><mi>',
        ],
        ...[
          'từ',
          ' ',
          '\u0338',
          '&lt;script&gt;',
          '&#x338;',
          '<b>',
          '</b>',
          '<iframe srcdoc="<p>">',
          '<noscript>',
          '-->',
        ],
      ),
      { maxLength: 15 },
    )
    .map((parts) => parts.join(''))

  it('puts nothing into the comparison that may not stand in a body, whatever was stored', () => {
    fc.assert(
      fc.property(hostile, hostile, (from, to) => {
        const html = compare(from, to)
        const inBodies = new Set(
          [from, to]
            .flatMap((body) => elementsOf(parseFragment(cleanBody(body)).childNodes))
            .map(({ tagName }) => tagName),
        )
        for (const { tagName, attrs } of elementsOf(parseFragment(html).childNodes)) {
          if (tagName === 'ins' || tagName === 'del') expect(attrs).toEqual([])
          else expect(inBodies).toContain(tagName)
          for (const { name, value } of attrs)
            expect(`${name}=${value}`).not.toMatch(/^(?:on|style|id|class|name)|script:/i)
        }
        expect(serialize(parseFragment(html))).toBe(html)
        expect(html.normalize('NFC')).toBe(html)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a long body', { timeout: 60_000 }, () => {
  const vocabulary = Array.from({ length: 3_000 }, (_, n) => `từ${n.toString(36)}`)
  let seed = 1
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const words = (count: number) =>
    Array.from({ length: count }, () => vocabulary[Math.floor(random() * 3_000)]!)
  const many = words(38_000)
  const changed = (share: number) => many.map((each) => (random() < share ? words(1)[0]! : each))
  const paragraphs = (all: string[], size: number) =>
    Array.from(
      { length: Math.ceil(all.length / size) },
      (_, n) => `<p>${all.slice(n * size, (n + 1) * size).join(' ')}</p>`,
    )
      .join('')
      .slice(0, 199_000)

  it.each([
    ['every word of one paragraph', paragraphs(many, 38_000), paragraphs(words(38_000), 38_000)],
    ['half of thousands of lines', paragraphs(many, 5), paragraphs(changed(0.5), 5)],
  ])(
    'is compared within seconds and loses nothing when it changes %s',
    (_what, from, to) => {
      const start = process.threadCpuUsage()
      const html = compare(from, to)
      const seconds = process.threadCpuUsage(start).user / 1e6
      // About one on the machine it was made on, when that does nothing else.
      expect(seconds).toBeLessThan(4)
      expect(textOf(html, 'ins')).toBe(textOf(cleanBody(from)))
      expect(textOf(html, 'del')).toBe(textOf(cleanBody(to)))
      expect(html.length).toBeLessThan(6 * (from.length + to.length))
    },
    60_000,
  )

  it('is compared the same way each time', () => {
    const [from, to] = [many, changed(0.4)].map((all) => paragraphs(all.slice(0, 5_000), 50))
    expect(compare(from!, to!)).toBe(compare(from!, to!))
  })

  it('still shows single words where few of them changed', () => {
    const to = many.with(20_000, 'Khác')
    const html = compare(paragraphs(many, 38_000), paragraphs(to, 38_000))
    expect(html).toContain(`<del>${many[20_000]}</del><ins>Khác</ins>`)
  })
})
