import { parseFragment, serialize } from 'parse5'
import { clean } from '../../domain/body/clean.ts'
import { embedOf } from '../../domain/body/embed.ts'
import { appendText, attribute, element, type Parent, remove, setAttribute } from '../../domain/body/tree.ts'
import { withTypedLists } from '../../domain/import/typed-lists.ts'
import { mediaIn } from '../../domain/library/media-address.ts'
import { toText } from '../../domain/text.ts'
import { anySite, parseUrl } from '../../domain/url.ts'
import type { NoticeCode } from '../notice.ts'
import { isCaptioned, readCaptions } from './captions.ts'
import { allElements, byTag, flatten, replaceWith, textIn } from './html.ts'
import { convertLetters } from './letters.ts'
import { partTypedItems, readDrawnItems } from './lines.ts'
import { readTables } from './tables.ts'
import { isMarkup } from './values.ts'

/** What a body has to say of itself, by its kind: what it is about, and how often. */
export interface Told {
  code: NoticeCode
  values: string[]
}

/** What addresses in a body lead to. */
export interface Resolver {
  /** `media:<id>` where there is a file for it or a place is kept; undefined where it goes. */
  picture(
    address: string,
    tell: (code: NoticeCode, value: string) => void,
    around?: { isCaptioned: boolean },
  ): string | undefined
  /** Where it leads now; undefined where it is no link any more. */
  link(address: string, tell: (code: NoticeCode, value: string) => void): string | undefined
}

/** Beyond this, markup is not read: it takes seconds, and an article holds 200,000 characters. */
const mostMarkup = 4_000_000
const mostBody = 200_000

export type Body =
  | { html: string; told: Told[]; isPlain: boolean; unreadable?: 'partly' | 'wholly' }
  | { tooLong: number }

/** Names of pictures that only keep a place open. */
const furniture =
  /(?:^|\/)(?:blank|spacer|pixel|clear|transparent|1x1|sitepagethumbnail|loading|gears_an\w*|sn_\w*)\.(?:gif|png|jpe?g)(?:$|\?)/iu

const escapeText = (text: string) =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

const mojibake = /Ã[\u0080-\u00bf\u0152-\u017e]|á[º»][\u0080-\u00bf\u0152-\u2122]|Ä[\u0090\u0091‘]/u

/**
 * UTF-8 that was read as windows-1252: `Sá»Ÿ`. It could be mended, but whoever wrote it should look. A text in which most words
 * are such says nothing as it stands.
 */
export function unreadableIn(text: string): 'partly' | 'wholly' | undefined {
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word))
  const spoilt = words.filter((word) => mojibake.test(word)).length
  if (spoilt < 3) return undefined
  return spoilt * 2 > words.length ? 'wholly' : 'partly'
}

/** What holds no markup may be escaped all the same: whole (`&lt;p&gt;`), or as rich text that somebody only typed (`A &amp; B&#58;`). */
function unescapedText(text: string): string {
  if (!/&(?:#\d+|#x[0-9a-f]+|[a-z]+);/iu.test(text)) return text
  const plain = textIn(parseFragment(text))
  // A text may speak of markup; one that was escaped as a whole begins with it.
  return isMarkup(plain) && !/^\s*<[a-z][^>]*>/iu.test(plain) ? text : plain
}

/** Lines of a text without markup. */
const fromLines = (text: string) =>
  text
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('')

class Reader {
  readonly told = new Map<NoticeCode, string[]>()
  readonly #root: Parent
  readonly #resolver: Resolver
  readonly #tell = (code: NoticeCode, value: string) => {
    this.told.set(code, [...(this.told.get(code) ?? []), value])
  }

  constructor(html: string, resolver: Resolver) {
    this.#root = parseFragment(html)
    this.#resolver = resolver
  }

  read(): string {
    flatten(this.#root)
    const { encodings, byFont } = convertLetters(this.#root)
    for (const encoding of encodings) this.#tell(byFont ? 'legacy-font' : 'legacy-text', encoding)
    this.#leaveOut()
    this.#embeds()
    readCaptions(this.#root)
    this.#pictures()
    this.#links()
    readTables(this.#root)
    readDrawnItems(this.#root)
    partTypedItems(this.#root)
    return serialize(this.#root)
  }

  /** Programs, and what nobody saw. */
  #leaveOut(): void {
    for (const node of allElements(this.#root)) {
      const style = attribute(node, 'style') ?? ''
      if (node.tagName === 'script') {
        this.#tell('script-removed', textIn(node).slice(0, 60))
        remove(node)
      } else if (/display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style) || node.tagName === 'style')
        remove(node)
    }
  }

  /** A film in a frame is one, or a link to where it is shown; other frames show pages that nobody can bring along. */
  #embeds(): void {
    for (const node of byTag(this.#root, 'iframe', 'object', 'embed')) {
      if (!node.parentNode) continue
      const inner = byTag(node, 'embed', 'param').map(
        (each) => attribute(each, 'src') ?? attribute(each, 'value'),
      )
      const src =
        attribute(node, 'src') ??
        attribute(node, 'data') ??
        inner.find((each) => /^(?:https?:)?\/\//iu.test(each ?? '')) ??
        ''
      const url = parseUrl(src.trim(), anySite)
      if (!url?.hostname.includes('.') || !/^(?:https?:)?\/\//iu.test(src.trim())) {
        if (src !== '') this.#tell('embed-removed', src)
        remove(node)
        continue
      }
      const host = /youtu\.?be/iu.test(url.hostname) ? 'youtube' : url.hostname.replace(/^www\./u, '')
      this.#tell('embed-as-link', host)
      const embed = embedOf(url.href)
      if (embed && node.tagName === 'iframe') continue
      const id = host === 'youtube' ? /^\/(?:embed|v)\/([^/?]+)/u.exec(url.pathname)?.[1] : undefined
      const href = embed?.href ?? (id ? `https://www.youtube.com/watch?v=${id}` : url.href)
      const link = element('a', { href })
      appendText(link, attribute(node, 'title')?.trim() || href)
      replaceWith(node, link)
    }
  }

  #pictures(): void {
    for (const node of byTag(this.#root, 'img')) {
      const src = (attribute(node, 'src') ?? attribute(node, 'data-src') ?? '').trim()
      const media =
        src === '' || furniture.test(src)
          ? undefined
          : this.#resolver.picture(src, this.#tell, { isCaptioned: isCaptioned(node) })
      if (!media) {
        remove(node)
        continue
      }
      setAttribute(node, 'src', media)
      const alt = attribute(node, 'alt') ?? attribute(node, 'title')
      if (alt === undefined) this.#tell('picture-without-description', src)
      setAttribute(node, 'alt', alt ?? '')
    }
    for (const node of byTag(this.#root, 'audio', 'video', 'source')) {
      const src = attribute(node, 'src')?.trim()
      const media = src && this.#resolver.picture(src, this.#tell)
      if (src && media) setAttribute(node, 'src', media)
    }
  }

  #links(): void {
    for (const node of byTag(this.#root, 'a')) {
      const given = attribute(node, 'href')?.trim()
      if (given === undefined || given.startsWith('#') || mediaIn(given)) continue
      if (/^(?:java|vb|live)script:|^data:/iu.test(given.replaceAll(/[\s\p{Cc}]/gu, ''))) {
        this.#tell('script-removed', given.slice(0, 60))
        remove(node, true)
        continue
      }
      const href = this.#resolver.link(given, this.#tell)
      if (href === undefined) remove(node, true)
      else setAttribute(node, 'href', href)
    }
  }
}

/** Films that `clean` keeps stand in a figure; one that it drops is told by `embed-as-link` already. */
export function readBody(given: string, resolver: Resolver): Body {
  if (given.length > mostMarkup) return { tooLong: given.length }
  const said = isMarkup(given) ? given : unescapedText(given)
  const isPlain = !isMarkup(said)
  const text = isPlain ? fromLines(said) : said
  const reader = new Reader(text, resolver)
  const tidy = reader.read()
  // What is as long as this is not cleaned at all.
  if (tidy.length > 4 * mostBody) return { tooLong: tidy.length }
  const html = withTypedLists(clean(toText(tidy)).html)
  if (html.length > mostBody) return { tooLong: html.length }
  const unreadable = unreadableIn(textIn(parseFragment(html)))
  return {
    html,
    isPlain,
    ...(unreadable && { unreadable }),
    told: [...reader.told].map(([code, values]) => ({ code, values })),
  }
}
