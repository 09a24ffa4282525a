import { mediaIn } from '../library/media-address.ts'
import { embedOf } from './embed.ts'
import type { Context } from './flow.ts'
import { appendLines, toTextLines, withoutLang } from './inline.ts'
import { isEmbed, isMedium, mediumOf } from './medium.ts'
import { runsOf } from './table.ts'
import {
  append,
  attribute,
  type Element,
  element,
  isElement,
  isText,
  langOf,
  type Node,
  type Parent,
} from './tree.ts'

interface Parts {
  media: Element[]
  /** Figures within, each with what it holds. */
  figures: Parts[]
  /** Whatever else stands in it: its caption. */
  words: Node[]
}

const holdsMedium = (node: Node): boolean =>
  isElement(node) && (isMedium(node) ? mediumOf(node) !== undefined : node.childNodes.some(holdsMedium))

/** The media in what a figure holds, however deep, and the nodes that hold none. */
function partsOf(nodes: readonly Node[]): Parts {
  const parts: Parts = { media: [], figures: [], words: [] }
  for (const node of nodes) {
    if (!isElement(node) || !holdsMedium(node)) parts.words.push(node)
    else if (node.tagName === 'figure') parts.figures.push(partsOf(node.childNodes))
    else if (isMedium(node)) {
      if (isEmbed(node)) {
        parts.media.push(...[mediumOf(node)].flatMap((each) => each ?? []))
        continue
      }
      const inner = partsOf(node.childNodes)
      parts.media.push(...[mediumOf(node)].flatMap((each) => each ?? []), ...inner.media)
      parts.words.push(...inner.words)
    } else {
      const inner = partsOf(node.childNodes)
      parts.media.push(...inner.media)
      parts.figures.push(...inner.figures)
      parts.words.push(...inner.words)
    }
  }
  return parts
}

const isCaption = (node: Node): node is Element => isElement(node) && node.tagName === 'figcaption'

function captionOf(words: readonly Node[], { marks }: Context): Element[] {
  const [caption, ...others] = words.filter(
    (node) => isElement(node) || (isText(node) && /\S/u.test(node.value)),
  )
  const only = caption && others.length === 0 && isCaption(caption) ? caption : undefined
  const lang = only && langOf(only)
  const runs = runsOf(only ? only.childNodes : words, lang ? withoutLang(marks) : marks)
  const lines = toTextLines(runs).filter((line) => line.length > 0)
  if (lines.length === 0) return []
  const made = element('figcaption', { lang })
  appendLines(made, lines)
  return [made]
}

function figure(children: readonly Node[], lang?: string): Element {
  const made = element('figure', { lang })
  append(made, children)
  return made
}

/** Each medium in a figure of its own; the words of a figure that holds one are its caption. */
function single(parts: Parts, context: Context): Element[] {
  const inner = parts.figures.flatMap((each) => single(each, context))
  const [first, ...others] = parts.media
  if (!first) return inner
  const caption = captionOf(parts.words, context)
  return [figure([first, ...caption]), ...others.map((each) => figure([each])), ...inner]
}

/**
 * A figure with the picture or sound of the library that it holds, and its caption; with several, a gallery: a figure of
 * figures, one level deep. Undefined where it holds none.
 */
export function figureOf(node: Element, context: Context): Element | undefined {
  const lang = langOf(node) ?? context.paragraph.lang
  const parts = partsOf([node])
  const whole = parts.figures[0] ?? parts
  const outer = whole.figures.length > 0 || whole.media.length > 1
  if (!outer) {
    const [medium] = whole.media
    return medium && figure([medium, ...captionOf(whole.words, context)], lang)
  }
  const inner = [
    ...whole.media.map((medium) => figure([medium])),
    ...whole.figures.flatMap((each) => single(each, context)),
  ]
  const caption = captionOf(whole.words, context)
  const [only] = inner
  return inner.length === 1 && only && caption.length === 0
    ? figure([...only.childNodes], lang)
    : figure([...inner, ...caption], lang)
}

/** What is shown in a body: ids of files, addresses of films on other sites. */
function mediaOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return []
    const isFilm = isEmbed(node) || attribute(node, 'data-embed') !== undefined
    if (isFilm) return [embedOf(attribute(node, 'href'))?.href ?? '', ...mediaOf(node.childNodes)]
    const id = isMedium(node) ? mediaIn(attribute(node, 'src')?.trim()) : undefined
    return [...(id ? [id] : []), ...mediaOf(node.childNodes)]
  })
}

/** Pictures, sound and films that stood where none may, such as in the caption of a table. */
export function lostMedia(body: Parent, blocks: readonly Element[]): string[] {
  const shown = new Set(mediaOf(blocks))
  return mediaOf(body.childNodes).filter((name) => !shown.has(name))
}
