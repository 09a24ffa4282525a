import { dateline } from '../domain/dates.ts'
import { filePath, type MediaFile, picturePath } from '../domain/library/file.ts'
import { mediaIn } from '../domain/library/media-address.ts'
import type { ArticlePage } from '../domain/site/shapes.ts'
import { type BodyNode, readBody, voidTags } from './body-tree.ts'
import { translator } from './i18n.tsx'

/** Attributes that mean something outside of our pages. */
const kept = ['alt', 'colspan', 'lang', 'reversed', 'rowspan', 'scope', 'srclang', 'start', 'title']

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Of a picture the form that every program opens. */
export function fileAttributes(file: MediaFile): { src: string; width?: string; height?: string } {
  if (file.kind !== 'picture') return { src: filePath(file) }
  const { width, height, fallback } = file
  return {
    src: picturePath(file, `${fallback}.jpg`),
    width: `${fallback}`,
    height: `${Math.round((height * fallback) / width)}`,
  }
}

/** What an address leads to, for somebody who is not on this site; undefined where it leads nowhere there. */
function absolute(address: string | undefined, siteUrl: string): string | undefined {
  if (address === undefined || address.startsWith('#')) return undefined
  return address.startsWith('/') ? siteUrl + address : address
}

/** What was corrected, the last first, as paragraphs to stand before the body. */
export function plainCorrections({ corrections = [], locale }: ArticlePage, weekdays?: 'number'): string {
  const t = translator(locale)
  return corrections
    .toReversed()
    .map(
      ({ at, text }) =>
        `<p><strong>${t('article.corrections')} (${dateline(at, locale, weekdays)}):</strong> ${escaped(text)}</p>`,
    )
    .join('')
}

/**
 * The body of an article as HTML that says the same wherever it is read: in a feed reader, by a program. Addresses are absolute,
 * files of the library stand under those of their public form, notes stay in their place in brackets.
 */
export function plainBody({ body, media }: Pick<ArticlePage, 'body' | 'media'>, siteUrl: string): string {
  const fileOf = (address: string | undefined) => {
    const id = mediaIn(address)
    return id === undefined ? undefined : media[id]
  }

  function attributesOf(tag: string, given: Record<string, string>): Record<string, string | undefined> {
    const plain = Object.fromEntries(Object.entries(given).filter(([name]) => kept.includes(name)))
    const file = fileOf(given.src ?? given.href)
    const { src = given.src, ...size } = file ? fileAttributes(file) : {}
    if (tag === 'a') return { ...plain, href: absolute(file ? src : given.href, siteUrl) }
    const still = fileOf(given.poster)
    return {
      ...plain,
      ...size,
      src: absolute(src, siteUrl),
      poster: still && absolute(fileAttributes(still).src, siteUrl),
      controls: tag === 'audio' || tag === 'video' ? '' : undefined,
    }
  }

  function written(node: BodyNode): string {
    if (typeof node === 'string') return escaped(node)
    const { tag, attributes, children } = node
    const inner = children.map(written).join('')
    if (tag === 'small') return ` (${inner})`
    const all = Object.entries(attributesOf(tag, attributes))
      .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
      .join('')
    return voidTags.has(tag) ? `<${tag}${all}>` : `<${tag}${all}>${inner}</${tag}>`
  }

  const nodes = readBody(body)
  // It was cleaned when it was published: what cannot be read here is safe.
  return nodes ? nodes.map(written).join('') : body
}
