import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDocx } from '../../functions/media/word/docx.ts'
import { aDocx, cell, type DocxParts, p, r, row, style, table } from '../support/documents/docx.ts'

const look = fc.constantFrom('', '<w:b/>', '<w:i/>', '<w:u w:val="single"/>', '<w:b/><w:strike/>')
const place = fc.constantFrom('', '', '', 'h1', 'h2', 'quote', 'caption')
const numbered = fc
  .tuple(fc.constantFrom(1, 2, 3), fc.constantFrom(0, 0, 1, 2))
  .map(([id, level]) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`)

/** Where a sentence stands is marked by `§`, and numbered once the document is made. */
const sentence = fc
  .tuple(look, fc.constantFrom('§', '§ ', ' §.', '§ & <b>'))
  .map(([how, text]) => r(text, how))
const field = (instruction: string, content: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${content}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
const around: ((content: string) => string)[] = [
  (content) => `<w:hyperlink r:id="link">${content}</w:hyperlink>`,
  (content) => field(' HYPERLINK "https://b.example/" ', content),
  (content) => field(' REF muc_1 ', content),
  (content) => `<w:fldSimple w:instr=" REF muc_2 ">${content}</w:fldSimple>`,
  (content) => `<w:ins w:id="1">${content}</w:ins>`,
  (content) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`,
  (content) => `${content}<w:del w:id="2"><w:r><w:delText>xóa</w:delText></w:r></w:del>`,
]
const characters = ['<w:tab/>', '<w:br/>', '<w:br w:type="page"/>', '<w:noBreakHyphen/>', '<w:softHyphen/>']

const { blocks } = fc.letrec<{ inline: string; blocks: string }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: sentence },
    { weight: 2, arbitrary: fc.constantFrom(...characters).map((each) => `<w:r>${each}</w:r>`) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...around), tie('inline')).map(([put, it]) => put(it)) },
    {
      weight: 1,
      arbitrary: tie('blocks').map(
        (box) =>
          `<w:r><w:drawing><wp:anchor><w:txbxContent>${box}</w:txbxContent></wp:anchor></w:drawing></w:r>`,
      ),
    },
  ),
  blocks: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        {
          weight: 8,
          arbitrary: fc
            .tuple(
              fc.array(tie('inline'), { minLength: 1, maxLength: 4 }),
              place,
              fc.oneof(
                fc.constantFrom('', '<w:jc w:val="center"/>', '<w:rPr><w:del w:id="3"/></w:rPr>'),
                fc.constant('<w:framePr w:dropCap="drop"/>'),
                numbered,
              ),
            )
            .map(([content, id, more]) => p(content.join(''), id, more)),
        },
        {
          weight: 1,
          arbitrary: fc
            .array(fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
            .map((rows) => table(...rows.map((cells) => row(...cells.map((each) => cell(each)))))),
        },
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((all) => all.join('')),
}))

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const parts: DocxParts = {
  styles: [
    style('h1', 'heading 1'),
    style('h2', 'heading 2'),
    style('quote', 'Quote'),
    style('caption', 'caption'),
  ].join(''),
  numbering: [
    `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}${level(2, 'bullet', '-')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '-')}${level(1, 'bullet', '+')}${level(2, 'decimal', '%3.')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="3">${level(0, 'decimal', 'Điều %1.')}${level(1, 'decimal', '%2.')}${level(2, 'lowerRoman', '%3.')}</w:abstractNum>`,
    ...[1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`),
  ].join(''),
  links: { link: 'external:https://a.example/' },
}

it('loses no sentence of a Word file and adds none, whatever it is built of', async () => {
  await fc.assert(
    fc.asyncProperty(blocks, async (marked) => {
      let count = 0
      const body = marked.replaceAll('§', () => `câu${++count}x`)
      const read = await readDocx(aDocx({ ...parts, body }), { pictureId: () => 'abcdefgh00' })
      const found = `${read.title} ${read.summary} ${read.body}`.match(/câu\d+x/gu) ?? []
      const numberOf = (each: string) => Number(each.slice(3, -1))
      expect(found.map(numberOf).sort((one, other) => one - other)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      )
    }),
    { numRuns: 60 },
  )
})
