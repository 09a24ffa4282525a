import { mediaIn, mediaScheme } from '../library/media-address.ts'
import { toLine, toText } from '../text.ts'
import { embedOf } from './embed.ts'
import {
  append,
  appendText,
  attribute,
  type Element,
  element,
  isElement,
  isText,
  langOf,
  type Node,
} from './tree.ts'

/** Longer descriptions belong into the text (WCAG technique G95). */
const longestAlt = 500
const longestTitle = 200

/**
 * Names under which a film of another site comes: a link that says it is one (`data-embed`), and a frame of a player. What
 * stands in the one are its words; in the other it is for browsers without frames.
 */
export const embedLink = 'embed-link'
export const embedFrame = 'embed-frame'

/** What a figure is made for. */
export const mediaTags = ['img', 'audio', 'video', embedLink, embedFrame]

export const isMedium = ({ tagName }: Element): boolean => mediaTags.includes(tagName)

/** Whether what stands in it is said by the medium itself. */
export const isEmbed = ({ tagName }: Element): boolean => tagName === embedLink || tagName === embedFrame

const lineOf = (text: string, most: number) => toLine(toText(text)).slice(0, most).trim()

function textOf(node: Node): string {
  if (isText(node)) return node.value
  return isElement(node) ? ` ${node.childNodes.map(textOf).join('')} ` : ''
}

/** Titles of frames that say nothing of the film. */
const nameless = /^(?:youtube video player|vimeo-player|video player)$/iu

/** A film of another site as a link to it: a page without its player still leads there. */
function linkOf(node: Element): Element | undefined {
  const embed = embedOf(attribute(node, 'href'))
  if (!embed) return undefined
  const given = node.tagName === embedFrame ? (attribute(node, 'title') ?? '') : textOf(node)
  const title = lineOf(given.replace(/\s+/gu, ' '), longestTitle)
  const made = element('a', { href: embed.href, 'data-embed': '' })
  appendText(made, title === '' || nameless.test(title) ? embed.href : title)
  return made
}

/** Words of what is said in a film, for each language once. */
function tracksOf(node: Element): Element[] {
  const tracks = new Map<string, Element>()
  for (const child of node.childNodes) {
    if (!isElement(child) || child.tagName !== 'track') continue
    const src = mediaIn(attribute(child, 'src')?.trim())
    const language = langOf(element('track', { lang: attribute(child, 'srclang') }))
    if (src && language && !tracks.has(language))
      tracks.set(language, element('track', { src: mediaScheme + src, srclang: language }))
  }
  return [...tracks.values()]
}

/**
 * A picture, a sound or a film, written again. Without `alt` a picture is yet to be described; an empty one says that it only
 * decorates (HTML, 4.8.4.4).
 */
export function mediumOf(node: Element): Element | undefined {
  if (isEmbed(node)) return linkOf(node)
  const id = mediaIn(attribute(node, 'src')?.trim())
  if (!id) return undefined
  const src = mediaScheme + id
  if (node.tagName === 'img') {
    const alt = attribute(node, 'alt')
    return element('img', { src, alt: alt === undefined ? undefined : lineOf(alt, longestAlt) })
  }
  if (node.tagName !== 'video') return element(node.tagName, { src })
  const poster = mediaIn(attribute(node, 'poster')?.trim())
  const made = element('video', { src, poster: poster && mediaScheme + poster })
  append(made, tracksOf(node))
  return made
}
