import { mediaIn } from '../library/media-address.ts'
import { linkHref } from '../url.ts'
import { type DropList, type DroppedKind, kindOfTag } from './dropped.ts'
import { embedOf } from './embed.ts'
import { inlineName, noteTag } from './inline.ts'
import { embedFrame, embedLink, mediaTags } from './medium.ts'
import { isWordMarker, styledMarks, wordListOf } from './pasted.ts'

/**
 * Which elements may stand in what is handed in, and under what name `blocksOf` knows each. Two readers follow it: the
 * function (`read.ts`) and the desk in the browser.
 */

/** Elements that go with all that they hold: their content is not text of the article. */
export const removed = [
  ...['script', 'style', 'template', 'noscript', 'iframe', 'object', 'applet', 'svg', 'math', 'canvas'],
  ...['title', 'xml', 'noembed', 'noframes', 'plaintext', 'xmp'],
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

export type Attributes = Record<string, string>

/** An element under the name that it is kept by, with what it says. */
export interface Renamed {
  tagName: string
  attribs: Attributes
}

type Transformer = (tag: string, attributes: Attributes) => Renamed

const addressOf = ({ src, href, data }: Attributes) => src ?? href ?? data ?? ''

/** Whether a link leads somewhere; one within the text is looked at when all of it is known. */
function leads(href: string): boolean {
  const given = href.trim()
  return given.startsWith('#') || mediaIn(given) !== undefined || linkHref(given) !== undefined
}

/** How elements are renamed, which tells `notes` what is taken out. */
export function transformersTo(notes: DropList): Record<string, Transformer> {
  const drop: Transformer = (tagName, attribs) => {
    notes.add(kindOfTag(tagName, addressOf(attribs)), addressOf(attribs))
    return { tagName, attribs }
  }
  const asFrame: Transformer = (tagName, attribs) => {
    const embed = embedOf(attribs.src)
    if (!embed) return drop(tagName, attribs)
    return { tagName: embedFrame, attribs: { href: embed.href, title: attribs.title ?? '' } }
  }
  const asLink: Transformer = (tagName, attribs) => {
    const embed = attribs['data-embed'] === undefined ? undefined : embedOf(attribs.href)
    return embed ? { tagName: embedLink, attribs: { href: embed.href } } : asInline('a')(tagName, attribs)
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
  /** Small print of other programs is no note. */
  const asNote: Transformer = (tagName, attribs) =>
    attribs.role === 'note' ? { tagName: inlineName(noteTag), attribs } : { tagName, attribs }
  const asBlock: Transformer = (_, { style, ...attribs }) => ({
    tagName: 'div',
    attribs: { ...attribs, 'word-list': wordListOf(style) ?? '' },
  })
  const asList: Transformer = (_, attribs) => ({ tagName: 'ul', attribs })
  return {
    ...Object.fromEntries([...removed, ...removedVoid].map((tag) => [tag, drop])),
    ...Object.fromEntries(plainBlocks.map((tag) => [tag, asBlock])),
    ...Object.fromEntries(Object.entries(inline).map(([tag, kept]) => [tag, asInline(kept)])),
    a: asLink,
    iframe: asFrame,
    [noteTag]: asNote,
    menu: asList,
    dir: asList,
  }
}

const inlineAttributes = ['marks', 'word-marker']

export const allowedTags = [
  ...['div', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr', 'br', ...headings],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['figure', 'figcaption', 'track', ...mediaTags],
  ...[...Object.values(inline), noteTag].map(inlineName),
]

/** No id or name of the author's own comes out: they would shadow properties of the page's scripts (DOM clobbering). */
export const allowedAttributes: Record<string, string[]> = {
  '*': ['lang', 'id'],
  ...Object.fromEntries(Object.values(inline).map((tag) => [inlineName(tag), inlineAttributes])),
  [inlineName('a')]: ['href', 'name', ...inlineAttributes],
  [inlineName('abbr')]: ['title', ...inlineAttributes],
  div: ['word-list'],
  img: ['src', 'alt'],
  audio: ['src'],
  video: ['src', 'poster'],
  track: ['src', 'srclang'],
  [embedLink]: ['href'],
  [embedFrame]: ['href', 'title'],
  ol: ['start', 'reversed'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
}

/** An attribute of these that is set and says nothing goes. */
export const valuedAttributes = ['marks', 'word-marker', 'word-list', 'id', 'name', 'href']

/** More than `blocksOf` ever writes, so that cleaning what is clean changes nothing. */
export const deepest = 100

const foreign: Record<string, DroppedKind> = {
  img: 'external_picture',
  audio: 'external_sound',
  video: 'video',
}

/** What is not in the media library goes with all that it holds; only there is it known who may be shown what. */
export function isForeign({ tagName, attribs }: Renamed, notes: DropList): boolean {
  const kind = foreign[tagName]
  if (!kind || mediaIn(attribs.src?.trim())) return false
  notes.add(kind, attribs.src)
  return true
}
