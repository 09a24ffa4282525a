import sanitize from 'sanitize-html'
import { mediaIn } from '../library/file.ts'
import { linkHref } from '../url.ts'
import { type DropList, kindOfTag } from './dropped.ts'
import { inlineName } from './inline.ts'
import { isWordMarker, styledMarks, wordListOf } from './pasted.ts'

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
  ...{
    sub: 'sub',
    sup: 'sup',
    u: 'u',
    font: 'span',
    b: 'strong',
    i: 'em',
    strike: 's',
    del: 's',
    tt: 'code',
  },
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** Elements without content that are taken out, too. */
const removedVoid = ['embed', 'input', 'link', 'meta', 'base']

type Transformer = (tag: string, attributes: sanitize.Attributes) => sanitize.Tag

const addressOf = ({ src, href, data }: sanitize.Attributes) => src ?? href ?? data ?? ''

/** Whether a link leads somewhere; one within the text is looked at when all of it is known. */
function leads(href: string): boolean {
  const given = href.trim()
  return given.startsWith('#') || mediaIn(given) !== undefined || linkHref(given) !== undefined
}

/** How elements are renamed, which tells `notes` what is taken out. */
function transformersTo(notes: DropList): Record<string, Transformer> {
  const drop: Transformer = (tagName, attribs) => {
    notes.add(kindOfTag(tagName, addressOf(attribs)), addressOf(attribs))
    return { tagName, attribs }
  }
  const asInline =
    (kept: string): Transformer =>
    (_, { style, ...attribs }) => {
      if (kept === 'a' && attribs.href !== undefined && !leads(attribs.href)) notes.add('link', attribs.href)
      const marks = styledMarks(style)
      const isUndone = marks.split(' ').includes(`-${kept}`)
      return {
        tagName: inlineName(isUndone ? 'span' : kept),
        attribs: { ...attribs, marks, 'word-marker': isWordMarker(style) ? 'yes' : '' },
      }
    }
  const asBlock: Transformer = (_, { style, ...attribs }) => ({
    tagName: 'div',
    attribs: { ...attribs, 'word-list': wordListOf(style) ?? '' },
  })
  return {
    ...Object.fromEntries([...removed, ...removedVoid].map((tag) => [tag, drop])),
    ...Object.fromEntries(plainBlocks.map((tag) => [tag, asBlock])),
    ...Object.fromEntries(Object.entries(inline).map(([tag, kept]) => [tag, asInline(kept)])),
  }
}

const inlineAttributes = ['marks', 'word-marker']

const allowList: sanitize.IOptions = {
  allowedTags: [
    ...['div', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr', 'br', ...headings],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['figure', 'figcaption', 'img', 'audio'],
    ...Object.values(inline).map(inlineName),
  ],
  // No id or name of the author's own comes out: they would shadow properties of the page's scripts (DOM clobbering).
  allowedAttributes: {
    '*': ['lang', 'id'],
    ...Object.fromEntries(Object.values(inline).map((tag) => [inlineName(tag), inlineAttributes])),
    [inlineName('a')]: ['href', 'name', ...inlineAttributes],
    [inlineName('abbr')]: ['title', ...inlineAttributes],
    div: ['word-list'],
    img: ['src', 'alt'],
    audio: ['src'],
    ol: ['start', 'reversed'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'media'],
  allowProtocolRelative: false,
  // An attribute that is set and says nothing goes.
  nonBooleanAttributes: ['marks', 'word-marker', 'word-list', 'id', 'name', 'href'],
  nonTextTags: removed,
  // More than `blocksOf` ever writes, so that cleaning what is clean changes nothing.
  nestingLimit: 100,
}

/** HTML of the elements that may stand in a body, under the names that `blocksOf` knows; `notes` is told what goes. */
export function sanitized(html: string, notes: DropList): string {
  return sanitize(html, {
    ...allowList,
    transformTags: { ...transformersTo(notes), menu: 'ul', dir: 'ul' },
    // What is not in the media library goes with all that it holds; only there is it known who may be shown what.
    exclusiveFilter: ({ tag, attribs }) => {
      const isForeign = (tag === 'img' || tag === 'audio') && !mediaIn(attribs.src?.trim())
      if (isForeign) notes.add(tag === 'img' ? 'external_picture' : 'external_sound', attribs.src)
      return isForeign
    },
  })
}
