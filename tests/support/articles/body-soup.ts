import fc from 'fast-check'

/** What hostile and careless editors hand in: tags, attributes and text in any order. */
export const tags = [
  ...'p div section h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table caption thead tbody tfoot tr td th colgroup col'.split(
    ' ',
  ),
  ...'a b i u s em strong span font sub sup code cite abbr br hr img input o:p dl dt dd center figure figure figcaption small small x-y body'.split(
    ' ',
  ),
]
const removed = [
  'script',
  'style',
  'svg',
  'math',
  'template',
  'noscript',
  'iframe',
  'select',
  'textarea',
  'audio',
  'video',
  'track',
  '!--',
]
const values = [
  '',
  'x',
  '2',
  '-1',
  'en',
  'vi-VN',
  'https://e.com/á b',
  '/x',
  'javascript:alert(1)',
  'media:4k7m2p9x1a',
  'media:4k7m2p9x1a',
  '"><p>',
  'col',
  'é',
  '#x',
  '#x',
  '#é',
  'note',
  'note',
  'https://youtu.be/abcdefghijk?t=9',
  'https://player.vimeo.com/video/12345678?h=abcdef12',
  'font-weight:700',
  'font-style:normal;font-weight:400',
  'mso-list:l0 level1 lfo1',
  'mso-list:l0 level3 lfo1',
  'mso-list:Ignore',
]
const attributes = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...'href src src alt lang title start reversed scope colspan rowspan style class id onclick rel name role role data-embed poster srclang'.split(
          ' ',
        ),
      ),
      fc.constantFrom(...values),
    ),
    { maxLength: 3 },
  )
  .map((list) => list.map(([name, value]) => ` ${name}='${value}'`).join(''))
const open = (names: string[]) =>
  fc.tuple(fc.constantFrom(...names), attributes).map(([tag, rest]) => `<${tag}${rest}>`)
const close = (names: string[]) => fc.constantFrom(...names).map((tag) => `</${tag}>`)
const word = fc.nat(9999).map((number) => `w${number}x`)
const space = fc.constantFrom(
  ' ',
  '\n',
  '&nbsp;',
  '\t',
  '<br>',
  '&#x301;',
  '&lt;',
  '&amp;',
  '&#x338;',
  '&#x202e;',
)
/** Parts of HTML with these tags, in which words are `w1x`. */
export const soup = (names: string[], ...more: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(open(names), open(names), close(names), word, word, space, ...more), { maxLength: 40 })
export const anySoup = soup(
  [...tags, ...removed],
  fc.constantFrom('<', '>', '"', "'", '-->', '</', '<!', '&', '\u0000', '=', '\ud800'),
)
