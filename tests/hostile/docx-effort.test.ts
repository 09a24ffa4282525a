import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { aDocx, p, r, style } from '../support/documents/docx.ts'

const bold = '<w:b/>'

interface Effort {
  outcome: string
  seconds: number
  megabytes: number
}

/** Imports in a process of its own, with the memory of a small function. */
async function effortOf(bytes: Uint8Array): Promise<Effort> {
  const args = ['--max-old-space-size=300', 'tests/support/documents/import-docx.ts']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(bytes)
  return json(child.stdout) as Promise<Effort>
}

const many = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join('')

/** What does not pack well, or archives would be refused for packing too well. */
const mixed = (index: number) => ((index * 2_654_435_761) % 4_294_967_296).toString(36)

describe('a file that is made to hurt', () => {
  it.each<[string, () => Uint8Array, outcome: RegExp]>([
    [
      'as much text as one part may hold',
      () => aDocx({ body: p(many(4_000_000, (i) => (i % 100 ? 'ế ' : mixed(i)))) }),
      /^too_complex$/,
    ],
    // The parser keeps each of these in a piece of its own.
    [
      'ends of lines and nothing else',
      () => aDocx({ body: p(r(`${'\r'.repeat(19_000_000)}${many(20_000, mixed)}`)) }),
      /^too_complex$/,
    ],
    [
      'ends of lines in many paragraphs',
      () => aDocx({ body: many(200, (i) => p(r('\r'.repeat(90_000) + many(300, (j) => mixed(i + j))))) }),
      /^too_complex$/,
    ],
    [
      'a comment of dashes',
      () => aDocx({ body: `<!--${'- '.repeat(9_500_000)}${many(20_000, mixed)}-->` }),
      /^too_complex$/,
    ],
    [
      'as many attributes as elements may have',
      () =>
        aDocx({
          body: many(
            4000,
            (i) => `<w:p ${many(480, (j) => `w:a${j}="" `)} b="${many(9, (j) => mixed(i + j))}"/>`,
          ),
        }),
      /^too_complex$/,
    ],
    [
      'headers as large as the text',
      () => {
        const names = Array.from({ length: 12 }, (_, i) => `header${i}.xml`)
        const content = many(240_000, (i) => (i % 16 ? '<w:p/>' : `<w:p b="${mixed(i)}"/>`))
        const root = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:hdr>`
        const relation = (name: string) =>
          `<Relationship Id="${name}" Type="http://x/header" Target="${name}"/>`
        const links = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map(relation).join('')}</Relationships>`
        const files = Object.fromEntries(names.map((name) => [`word/${name}`, root]))
        return aDocx({ body: p('x'), files: { ...files, 'word/_rels/document.xml.rels': links } })
      },
      /^too_complex$/,
    ],
    [
      'as many runs as a part may hold',
      () => aDocx({ body: `<w:p>${many(60_000, (i) => r('a', i % 2 ? bold : ''))}</w:p>` }),
      /^too_complex$/,
    ],
    ['paragraphs that say nothing', () => aDocx({ body: '<w:p/>'.repeat(249_000) }), /^taken$/],
    [
      'text boxes in text boxes',
      () => {
        const box = [
          '<w:p><w:r><w:drawing><wp:anchor><w:txbxContent>',
          '</w:txbxContent></wp:anchor></w:drawing></w:r></w:p>',
        ] as const
        return aDocx({ body: box[0].repeat(15) + '<w:p><w:r/></w:p>'.repeat(80_000) + box[1].repeat(15) })
      },
      /^taken$/,
    ],
    [
      'fields that open and never close',
      () => {
        const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>   </w:instrText></w:r>'
        return aDocx({ body: `<w:p>${open.repeat(40_000)}${r('a').repeat(10_000)}</w:p>` })
      },
      /^taken$/,
    ],
    [
      'one long note, referred to from everywhere',
      () =>
        aDocx({
          footnotes: `<w:footnote w:id="1">${p('n'.repeat(100_000))}</w:footnote>`,
          body: p('<w:r><w:footnoteReference w:id="1"/></w:r>').repeat(8000),
        }),
      /^taken$/,
    ],
    [
      'styles that are based on each other',
      () =>
        aDocx({
          styles: many(40_000, (i) => style(`s${i}`, `${i}`, `<w:basedOn w:val="s${(i + 1) % 40_000}"/>`)),
          body: many(9000, (i) => p('a', `s${i}`)),
        }),
      /^taken$/,
    ],
  ])(
    'with %s takes less than 512 MB and few seconds',
    async (_what, make, outcome) => {
      const effort = await effortOf(make())
      expect(effort.outcome).toMatch(outcome)
      // Seconds of work, not of waiting: twice what is promised, because processors differ.
      expect(effort.seconds).toBeLessThan(10)
      expect(effort.megabytes).toBeLessThan(512)
    },
    60_000,
  )
})
