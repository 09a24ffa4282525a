import { parseFragment, serialize } from 'parse5'
import sanitize from 'sanitize-html'
import * as z from 'zod'
import { mediaIn } from '../library/file.ts'
import { findForbidden } from '../text.ts'
import { blocksOf } from './blocks.ts'
import { inlineName } from './inline.ts'
import { fragment } from './tree.ts'

const maxLength = 200_000
const maxTags = 20_000

/** Elements that go with all that they hold: their content is not text of the article. */
const removed = [
  ...['script', 'style', 'template', 'noscript', 'iframe', 'object', 'applet', 'svg', 'math', 'canvas'],
  ...['video', 'title', 'xml', 'noembed', 'noframes', 'plaintext', 'xmp'],
  ...['button', 'select', 'option', 'datalist', 'textarea', 'output', 'meter', 'progress'],
]

/**
 * Boxes of text. They stay as `div` until `blocksOf`, or words on either side would join; bare text becomes `p` there. A
 * `form` is one of them: every page of the old portal stands in one.
 */
const plainBlocks = [
  ...['address', 'article', 'aside', 'body', 'center', 'dd', 'details', 'dialog', 'dl', 'dt', 'fieldset'],
  ...['footer', 'form', 'header', 'hgroup', 'legend', 'listing', 'main', 'nav', 'p'],
  ...['search', 'section', 'summary'],
]

/** Elements of running text, with the name that each is kept under. */
const inline = {
  ...{ a: 'a', abbr: 'abbr', cite: 'cite', code: 'code', em: 'em', s: 's', span: 'span', strong: 'strong' },
  ...{ sub: 'sub', sup: 'sup', u: 'u', b: 'strong', i: 'em', strike: 's', del: 's', tt: 'code' },
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

const allowList: sanitize.IOptions = {
  allowedTags: [
    ...['div', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr', 'br', ...headings],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['figure', 'figcaption', 'img', 'audio'],
    ...Object.values(inline).map(inlineName),
  ],
  // No id or name: they would shadow properties of the page's own scripts (DOM clobbering).
  allowedAttributes: {
    '*': ['lang'],
    [inlineName('a')]: ['href'],
    [inlineName('abbr')]: ['title'],
    img: ['src', 'alt'],
    audio: ['src'],
    ol: ['start', 'reversed'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'media'],
  // What is not in the media library goes with all that it holds; only there is it known who may be shown what.
  exclusiveFilter: ({ tag, attribs }) => (tag === 'img' || tag === 'audio') && !mediaIn(attribs.src?.trim()),
  allowProtocolRelative: false,
  nonTextTags: removed,
  transformTags: {
    ...Object.fromEntries(plainBlocks.map((tag) => [tag, 'div'])),
    ...Object.fromEntries(Object.entries(inline).map(([tag, kept]) => [tag, inlineName(kept)])),
    ...{ menu: 'ul', dir: 'ul' },
  },
  // More than `blocksOf` ever writes, so that cleaning what is clean changes nothing.
  nestingLimit: 100,
}

/**
 * The body of an article as it may stand on a page: safe, semantic, valid below an `h1`, and the same when cleaned again.
 * sanitize-html comes first, because it takes time in proportion to its input, where a browser's parser copies unclosed
 * elements with all their attributes. What that parser makes of the rest is written anew element by element
 * (`blocksOf`), so nothing that the two read differently can reach the page.
 */
export function cleanBody(html: string): string {
  return serialize(fragment(blocksOf(parseFragment(sanitize(html, allowList)))))
}

function countTags(html: string): number {
  return html.match(/<[/a-z]/giu)?.length ?? 0
}

const tooLong = (text: string) => `has ${text.length} characters; at most ${maxLength} are allowed`

/** HTML that an editor hands in, cleaned. Each refusal ends the check, so that hostile input is not cleaned at all. */
export const bodyHtml = z
  .string()
  .refine((html) => html.length <= maxLength, { abort: true, error: ({ input }) => tooLong(String(input)) })
  .refine((html) => findForbidden(html) === undefined, {
    abort: true,
    error: ({ input }) => `holds the control character ${findForbidden(String(input))}; remove it`,
  })
  .refine((html) => countTags(html) <= maxTags, {
    abort: true,
    error: ({ input }) => `has ${countTags(String(input))} tags; at most ${maxTags} are allowed`,
  })
  .overwrite(cleanBody)
  // A link around many blocks is written into each of them.
  .refine((html) => html.length <= maxLength, {
    error: ({ input }) => `once cleaned ${tooLong(String(input))}`,
  })
