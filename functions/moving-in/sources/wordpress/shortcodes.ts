import { unescaped } from '../../files/find-file.ts'
import { plainText } from '../../plan/values.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const attributeOf = (attributes: string, name: string) =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'\\]]+))`, 'iu')
    .exec(attributes)
    ?.slice(1)
    .find((each) => each !== undefined)

/** A file of the library of WordPress. */
export interface Upload {
  url: string
  alt: string
}

export interface Shortcodes {
  upload(id: string): Upload | undefined
  /** The files that were uploaded for a post, by its number; of this one where none is told. */
  uploadsOf(post: string | undefined): readonly string[]
  isPicture(url: string): boolean
  /** An upload that is named, but is no picture or is not there. */
  missing(what: string): void
  /** A film or a page that was shown within the text, by its site. */
  embed(site: string): void
  /** Codes of plugins, which mean nothing without them. */
  unknown(name: string): void
}

const siteOf = (url: string) =>
  /youtu\.?be/iu.test(url) ? 'youtube' : (/^https?:\/\/(?:www\.)?([^/?#]+)/iu.exec(url)?.[1] ?? url)

/** Where a code leads that shows a document, or is a button. */
const addressIn = (attributes: string) =>
  ['url', 'file', 'src', 'source', 'href', 'link', 'pdf']
    .map((name) => attributeOf(attributes, name))
    .find((each) => each !== undefined && isAddress(each))
const isAddress = (text: string) => /^(?:https?:\/\/|\/)\S+$/iu.test(text)

/** What an address is called that has no other name. */
function nameIn(address: string): string {
  const last = address.split(/[?#]/u)[0]?.split('/').at(-1) ?? ''
  return unescaped(last).normalize('NFC') || address
}

/** `[[gallery]]` speaks of the code, and is none. */
const literal = '\ue0f2'
const withLiteral = (text: string) =>
  text.replaceAll(/\[(\[\/?[a-z][^[\]]*\])\]/gu, (_, code: string) => literal + code.slice(1))

/** Codes of plugins have attributes, or end in a slash; names are in small letters of English. `[1]` and `[Ảnh]` are text. */
const attributes = String.raw`((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'\]]+))+)`
const paired = new RegExp(String.raw`\[([a-z][\w-]*)${attributes}\s*\]([^[\]]*)\[\/\1\]`, 'gu')
const single = new RegExp(String.raw`\[([a-z][\w-]*)(?:${attributes}\s*\/?|\s*\/)\]`, 'gu')
const bare = /\[(\/?)([a-z][\w-]*)\]/gu
/** Names that no text has in brackets. */
const isPlugin = (name: string) =>
  name.includes('_') || /^(?:contact-form-7|(?:ez-|lwp)?toc|su-[\w-]+|rev-slider)$/u.test(name)

/** Markup for what WordPress writes in square brackets: captions, galleries, films, sound. */
export function withoutShortcodes(text: string, around: Shortcodes): string {
  const linkTo = (url: string) => {
    around.embed(siteOf(url))
    return `\n\n<p><a href="${escaped(url)}">${escaped(url)}</a></p>\n\n`
  }
  /** Without a list a gallery shows the pictures of its post. */
  const inGallery = (attributes: string) =>
    (attributeOf(attributes, 'ids') ?? attributeOf(attributes, 'include'))?.split(',') ??
    around
      .uploadsOf(attributeOf(attributes, 'id'))
      .filter((id) => around.isPicture(around.upload(id)?.url ?? ''))
  const gallery = (attributes: string) =>
    inGallery(attributes)
      .map((id) => id.trim())
      .filter((id) => id !== '')
      .map((id) => {
        const upload = around.upload(id)
        if (upload && around.isPicture(upload.url))
          return `<figure><img src="${escaped(upload.url)}" alt="${escaped(upload.alt)}"></figure>`
        around.missing(upload?.url ?? `?attachment_id=${id}`)
        return ''
      })
      .join('\n\n')
  const captioned = (attributes: string, inner: string) => {
    const picture = /(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/iu.exec(inner)?.[0] ?? ''
    const words = attributeOf(attributes, 'caption') ?? inner.replace(picture, '').trim()
    return `\n\n<figure>${picture}<figcaption>${words}</figcaption></figure>\n\n`
  }
  const shown = (attributes: string, inner = '') => {
    const address = addressIn(attributes) ?? inner.trim()
    if (!isAddress(address)) return undefined
    const title = attributeOf(attributes, 'title') ?? attributeOf(attributes, 'text')
    const words = (addressIn(attributes) === undefined ? undefined : inner.trim()) || title
    return `<a href="${escaped(address)}">${words ? words : escaped(nameIn(address))}</a>`
  }
  const namesOf = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = '']) => name))
  const opened = namesOf(/\[([a-z][\w-]*)(?=[\s\]])/gu)
  const closed = namesOf(/\[\/([a-z][\w-]*)\]/gu)
  return withLiteral(text)
    .replaceAll(
      /\[(?:wp_)?caption\b([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/gu,
      (_, attributes: string, inner: string) => captioned(attributes, inner),
    )
    .replaceAll(/\[gallery\b([^\]]*)\]/gu, (_, attributes: string) => `\n\n${gallery(attributes)}\n\n`)
    .replaceAll(/\[embed\b[^\]]*\]([\s\S]*?)\[\/embed\]/gu, (_, url: string) => linkTo(plainText(url).trim()))
    .replaceAll(
      /\[(audio|video|playlist|youtube)\b([^\]]*)\](?:([^[]*)\[\/\1\])?/gu,
      (_, name: string, attributes: string, inner: string | undefined) => {
        const url =
          ['src', 'mp4', 'm4v', 'webm', 'mp3', 'm4a', 'ogg', 'url', 'id']
            .map((each) => attributeOf(attributes, each))
            .find((each) => each !== undefined && isAddress(each)) ?? inner?.trim()
        if (url && isAddress(url)) return linkTo(url)
        around.unknown(name)
        return ''
      },
    )
    .replaceAll(
      /^[^\S\n]*(https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)\/\S+)[^\S\n]*$/gimu,
      (_, url: string) => linkTo(url),
    )
    .replaceAll(
      paired,
      (whole, _name: string, attributes: string, inner: string) => shown(attributes, inner) ?? whole,
    )
    .replaceAll(single, (_, name: string, attributes: string) => {
      const link = shown(attributes)
      if (link) return link
      around.unknown(name)
      return ''
    })
    .replaceAll(bare, (whole, closing: string, name: string) => {
      const isPaired = closing === '' ? closed.has(name) : opened.has(name)
      if (!isPlugin(name) && !isPaired) return whole
      around.unknown(name)
      return ''
    })
    .replaceAll(literal, '[')
}
