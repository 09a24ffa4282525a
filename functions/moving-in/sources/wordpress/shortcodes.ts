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

/** Markup for what WordPress writes in square brackets: captions, galleries, films, sound. */
export function withoutShortcodes(text: string, around: Shortcodes): string {
  const linkTo = (url: string) => {
    around.embed(siteOf(url))
    return `\n\n<p><a href="${escaped(url)}">${escaped(url)}</a></p>\n\n`
  }
  const gallery = (attributes: string) =>
    (attributeOf(attributes, 'ids') ?? attributeOf(attributes, 'include') ?? '')
      .split(',')
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
  return text
    .replaceAll(
      /\[(?:wp_)?caption\b([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/giu,
      (_, attributes: string, inner: string) => captioned(attributes, inner),
    )
    .replaceAll(/\[gallery\b([^\]]*)\]/giu, (_, attributes: string) => `\n\n${gallery(attributes)}\n\n`)
    .replaceAll(/\[embed\b[^\]]*\]([\s\S]*?)\[\/embed\]/giu, (_, url: string) =>
      linkTo(plainText(url).trim()),
    )
    .replaceAll(
      /\[(audio|video|playlist|youtube)\b([^\]]*)\](?:([^[]*)\[\/\1\])?/giu,
      (_, name: string, attributes: string, inner: string | undefined) => {
        const url =
          ['src', 'mp4', 'm4v', 'webm', 'mp3', 'm4a', 'ogg', 'url', 'id']
            .map((each) => attributeOf(attributes, each))
            .find((each) => each !== undefined && /^https?:|^\//iu.test(each)) ?? inner?.trim()
        if (url && /^https?:|^\//iu.test(url)) return linkTo(url)
        around.unknown(name)
        return ''
      },
    )
    .replaceAll(
      /^[^\S\n]*(https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)\/\S+)[^\S\n]*$/gimu,
      (_, url: string) => linkTo(url),
    )
    .replaceAll(
      /\[\/?([a-z][\w-]*_[\w-]+|vc_[\w-]+|contact-form-7|rev_slider|su_[\w-]+)\b[^\]]*\]/giu,
      (_, name: string) => {
        around.unknown(name)
        return ''
      },
    )
}
