import { parseFragment, serialize } from 'parse5'
import { attribute, type Element } from '../../domain/body/tree.ts'
import type { Notice } from '../notice.ts'
import { allElements, byTag, textIn } from '../plan/html.ts'
import { isObject, type Raw } from './rest-values.ts'

/** The canvas of a modern page: controls that know their place, kept as HTML by lists and as JSON by `_api/sitepages`. */

interface Control {
  /** Zone, column, control: the order of reading. */
  position: readonly number[]
  html: string
  /** A web part that means nothing without its site. */
  leftOut?: string
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const escaped = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function parsed(json: string | undefined): Raw {
  try {
    const value: unknown = JSON.parse(json ?? '')
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function positionOf(control: Raw): number[] {
  const position = isObject(control.position) ? control.position : {}
  return ['zoneIndex', 'sectionIndex', 'controlIndex'].map((name) => Number(position[name] ?? 0))
}

const figure = (src: string, alt: string, caption: string) =>
  `<figure><img src="${escaped(src)}" alt="${escaped(alt)}">${caption === '' ? '' : `<figcaption>${escaped(caption)}</figcaption>`}</figure>`

function controlOf(node: Element): Control | undefined {
  const data = parsed(attribute(node, 'data-sp-controldata'))
  const position = positionOf(data)
  const rich = allElements(node).find((each) => attribute(each, 'data-sp-rte') !== undefined)
  if (rich) return { position, html: serialize(rich) }
  const part = allElements(node).find((each) => attribute(each, 'data-sp-webpart') !== undefined)
  if (!part) return undefined
  const told = parsed(attribute(part, 'data-sp-webpartdata'))
  const [picture] = byTag(part, 'img')
  const src = picture && attribute(picture, 'src')
  if (!picture || !src) return { position, html: '', leftOut: text(told.title) || text(told.id) }
  const caption = allElements(part).find((each) => attribute(each, 'data-sp-prop-name') === 'captionText')
  const properties = isObject(told.properties) ? told.properties : {}
  const alt = attribute(picture, 'alt') ?? text(properties.altText)
  return { position, html: figure(src, alt, caption ? textIn(caption).trim() : '') }
}

/** Pictures of a gallery: `images[0].url`, with `images[0].title` among the words. */
const galleryIn = (sources: Raw, words: Raw) =>
  Object.entries(sources)
    .filter(([name, src]) => /^images\[\d+\]\.url$/u.test(name) && text(src) !== '')
    .map(([name, src]) => {
      const said = (what: string) => text(words[name.replace(/url$/u, what)])
      return figure(text(src), said('altText') || said('title'), said('caption'))
    })
    .join('\n')

function controlIn(value: unknown): Control | undefined {
  if (!isObject(value)) return undefined
  const position = positionOf(value)
  if (typeof value.innerHTML === 'string') return { position, html: value.innerHTML }
  const part = isObject(value.webPartData) ? value.webPartData : undefined
  if (!part) return undefined
  const content = isObject(part.serverProcessedContent) ? part.serverProcessedContent : {}
  const sources = isObject(content.imageSources) ? content.imageSources : {}
  const words = isObject(content.searchablePlainTexts) ? content.searchablePlainTexts : {}
  const properties = isObject(part.properties) ? part.properties : {}
  const src = text(sources.imageSource)
  if (src !== '') return { position, html: figure(src, text(properties.altText), text(words.captionText)) }
  const pictures = galleryIn(sources, words)
  if (pictures !== '') return { position, html: pictures }
  return { position, html: '', leftOut: text(part.title) || text(value.webPartId) }
}

function controlsIn(canvas: string): Control[] {
  if (/^\s*\[/u.test(canvas)) {
    try {
      const value: unknown = JSON.parse(canvas)
      return Array.isArray(value) ? value.flatMap((each) => controlIn(each) ?? []) : []
    } catch {
      return []
    }
  }
  const nodes = allElements(parseFragment(canvas)).filter(
    (node) => attribute(node, 'data-sp-canvascontrol') !== undefined,
  )
  return nodes.flatMap((node) => controlOf(node) ?? [])
}

const inOrder = (one: Control, other: Control) => {
  const at = one.position.findIndex((each, index) => each !== other.position[index])
  return at < 0 ? 0 : (one.position[at] ?? 0) - (other.position[at] ?? 0)
}

/** The text of a canvas in the order of reading, and what of it cannot come along. */
export function canvasBody(canvas: string): { html: string; notices: Omit<Notice, 'place'>[] } {
  const controls = controlsIn(canvas).toSorted(inOrder)
  return {
    html: controls.map(({ html }) => html).join('\n'),
    notices: controls.flatMap(({ leftOut }) =>
      leftOut === undefined ? [] : [{ code: 'part-left-out' as const, value: leftOut }],
    ),
  }
}

export const isModernPage = (raw: Raw) => 'CanvasContent1' in raw || 'PromotedState' in raw

/** Where a page stands below its site. */
export function pageAddress(raw: Raw): string | undefined {
  const address = text(raw.FileRef) || text(raw.AbsoluteUrl) || text(raw.Url)
  if (!/\.aspx(?:$|\?)/iu.test(address)) return undefined
  return /^(?:https?:|\/)/iu.test(address) ? address : `/${address}`
}
