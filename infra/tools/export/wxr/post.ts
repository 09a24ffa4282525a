import { inVietnam } from '../../../../functions/domain/dates.ts'
import { picturePath } from '../../../../functions/domain/library/file.ts'
import type { Locale } from '../../../../functions/domain/locale.ts'
import { articlePath } from '../../../../functions/domain/site/paths.ts'
import type { ArticlePage } from '../../../../functions/domain/site/shapes.ts'
import {
  linkKey,
  oldAddressesKey,
  relatedKey,
  viewsKey,
} from '../../../../functions/moving-in/sources/wordpress/own-names.ts'
import { absolute, contentOf, type PostFile } from './content.ts'
import { cdata, element, escaped, meta } from './xml.ts'

/** Names of a site by which posts are put in order. */
export interface Naming {
  siteUrl: string
  slugs: Parameters<typeof articlePath>[0]['slugs']
  /** Of a section or tag, in a language. */
  section(id: string, locale: Locale): { name: string; slug: string } | undefined
  tag(id: string, locale: Locale): { name: string; slug: string } | undefined
  /** The login of a byline; it is no account. */
  login(byline: string): string
}

export interface Post {
  number: number
  page: ArticlePage
  /** The number of the file with that address. */
  fileNumber(file: PostFile, parent: number): number
  related: readonly number[]
  views: number
  oldAddresses: readonly string[]
}

/** `2019-07-15 08:00:00`, as MySQL writes a moment. */
const utc = (at: string) => at.slice(0, 19).replace('T', ' ')
const wall = (at: string) => inVietnam(at).slice(0, 19).replace('T', ' ')

/** Titles and excerpts are HTML to WordPress. */
const asHtml = (text: string) => escaped(text).replaceAll('&quot;', '"')

/** `Tiếng Việt` */
export const languageName = (locale: Locale) =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale

export const translationsTerm = (id: string) => `pll_${id}`

const term = (domain: string, slug: string, name: string) =>
  `<category domain="${domain}" nicename="${escaped(slug)}">${cdata(name)}</category>`

const addressOf = ({ siteUrl, slugs }: Naming, page: ArticlePage) => siteUrl + articlePath({ slugs }, page)

function leadOf({ lead }: ArticlePage, siteUrl: string): PostFile | undefined {
  if (!lead) return undefined
  const { file, alt, caption, credit } = lead
  const words = [caption, credit].filter(Boolean).join(' ')
  const url = absolute(siteUrl, picturePath(file, `${file.fallback}.jpg`))
  return {
    url,
    type: 'image/jpeg',
    name: url.split('/').at(-1) ?? url,
    alt,
    ...(words && { caption: words }),
  }
}

/** A text of an article in one language, as an item of WXR 1.2; the files that it names come before it. */
export function itemOf(post: Post, naming: Naming): string {
  const { number, page, fileNumber, related, views, oldAddresses } = post
  const { siteUrl } = naming
  const { html, files } = contentOf(page, siteUrl)
  const lead = leadOf(page, siteUrl)
  for (const file of files) fileNumber(file, number)
  const address = addressOf(naming, page)
  const section = naming.section(page.section, page.locale)
  const changed = page.updatedAt ?? page.publishedAt
  const metas: [string, string | undefined][] = [
    ['_thumbnail_id', lead && String(fileNumber(lead, number))],
    // Polylang reads terms, WPML what belongs to the post.
    ['_wpml_import_language_code', page.locale],
    ['_wpml_import_translation_group', page.id],
    [viewsKey, views > 0 ? String(views) : undefined],
    [linkKey, page.externalUrl],
    [relatedKey, related.length > 0 ? related.join(',') : undefined],
    [oldAddressesKey, oldAddresses.length > 0 ? oldAddresses.join('\n') : undefined],
    [
      'enclosure',
      page.audio && `${absolute(siteUrl, page.audio.href)}\n${page.audio.bytes ?? 0}\n${page.audio.type}`,
    ],
  ]
  return [
    '<item>',
    element('title', asHtml(page.title)),
    `<link>${escaped(address)}</link>`,
    `<pubDate>${new Date(page.publishedAt).toUTCString()}</pubDate>`,
    element('dc:creator', page.byline.length > 0 ? naming.login(page.byline.join(', ')) : ''),
    `<guid isPermaLink="false">${escaped(address)}</guid>`,
    '<description></description>',
    element('content:encoded', html),
    element('excerpt:encoded', asHtml(page.summary ?? '')),
    element('wp:post_id', number),
    element('wp:post_date', wall(page.publishedAt)),
    element('wp:post_date_gmt', utc(page.publishedAt)),
    element('wp:post_modified', wall(changed)),
    element('wp:post_modified_gmt', utc(changed)),
    element('wp:comment_status', 'closed'),
    element('wp:ping_status', 'closed'),
    element('wp:post_name', page.slug),
    element('wp:status', 'publish'),
    element('wp:post_parent', 0),
    element('wp:menu_order', 0),
    element('wp:post_type', page.type === 'page' ? 'page' : 'post'),
    element('wp:post_password', ''),
    element('wp:is_sticky', page.featured ? 1 : 0),
    section && page.type !== 'page' ? term('category', section.slug, section.name) : '',
    ...page.tags.flatMap((id) => {
      const tag = naming.tag(id, page.locale)
      return tag ? [term('post_tag', tag.slug, tag.name)] : []
    }),
    term('language', page.locale, languageName(page.locale)),
    term('post_translations', translationsTerm(page.id), translationsTerm(page.id)),
    ...metas.flatMap(([key, value]) => (value === undefined ? [] : [meta(key, value)])),
    '</item>\n',
  ]
    .filter(Boolean)
    .join('\n')
}

/** A file, as the item that a media library of WordPress keeps of it; it is fetched from the site. */
export const attachmentOf = (file: PostFile, number: number, parent: number, at: string) =>
  [
    '<item>',
    element('title', asHtml(file.name)),
    `<link>${escaped(file.url)}</link>`,
    `<pubDate>${new Date(at).toUTCString()}</pubDate>`,
    element('dc:creator', ''),
    `<guid isPermaLink="false">${escaped(file.url)}</guid>`,
    '<description></description>',
    element('content:encoded', ''),
    element('excerpt:encoded', asHtml(file.caption ?? '')),
    element('wp:post_id', number),
    element('wp:post_date', wall(at)),
    element('wp:post_date_gmt', utc(at)),
    element('wp:comment_status', 'closed'),
    element('wp:ping_status', 'closed'),
    element('wp:post_name', `file-${number}`),
    element('wp:status', 'inherit'),
    element('wp:post_parent', parent),
    element('wp:menu_order', 0),
    element('wp:post_type', 'attachment'),
    element('wp:post_password', ''),
    element('wp:is_sticky', 0),
    element('wp:attachment_url', file.url),
    ...(file.alt ? [meta('_wp_attachment_image_alt', file.alt)] : []),
    '</item>\n',
  ].join('\n')
