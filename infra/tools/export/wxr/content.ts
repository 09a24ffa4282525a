import { serialize } from 'parse5'
import { readClean } from '#body/read'
import { attribute, isElement, type Parent, setAttribute } from '../../../../functions/domain/body/tree.ts'
import { mediaIn } from '../../../../functions/domain/library/media-address.ts'
import { downloadOf } from '../../../../functions/domain/site/projection.ts'
import type { ArticlePage } from '../../../../functions/domain/site/shapes.ts'
import { attachmentsMark } from '../../../../functions/moving-in/sources/wordpress/own-names.ts'
import { escaped } from './xml.ts'

/** A file that a post shows or offers. */
export interface PostFile {
  url: string
  type: string
  name: string
  alt?: string
  caption?: string
}

export const absolute = (siteUrl: string, address: string) =>
  address.startsWith('/') && !address.startsWith('//') ? siteUrl + address : address

const nameIn = (url: string) => url.split('/').at(-1) ?? url

/** Makes addresses whole, and names the files among them. */
function completeAddresses(
  parent: Parent,
  siteUrl: string,
  media: ArticlePage['media'],
  files: PostFile[],
): void {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    for (const name of ['src', 'href', 'poster']) {
      const given = attribute(node, name)
      if (given === undefined) continue
      const file = media[mediaIn(given) ?? '']
      if (!file) {
        setAttribute(node, name, absolute(siteUrl, given))
        continue
      }
      const { href, type } = downloadOf(file)
      const url = absolute(siteUrl, href)
      setAttribute(node, name, url)
      const alt = node.tagName === 'img' ? attribute(node, 'alt') : undefined
      files.push({ url, type, name: nameIn(url), ...(alt && { alt }) })
    }
    completeAddresses(node, siteUrl, media, files)
  }
}

/** `[` begins what WordPress carries out; as a reference it is read by people alone. */
const withoutShortcodes = (html: string) => html.replaceAll(/\[(?=[\w/])/gu, '&#91;')

/**
 * The body as WordPress shows it, with addresses that are whole, and below it the documents, which WordPress shows nowhere by
 * itself; after a mark, so that they are told from the text.
 */
export function contentOf(page: ArticlePage, siteUrl: string): { html: string; files: PostFile[] } {
  const files: PostFile[] = []
  const root = readClean(page.body)
  completeAddresses(root, siteUrl, page.media, files)
  const documents = page.attachments.map(({ name, href, type }) => ({
    name,
    type,
    url: absolute(siteUrl, href),
  }))
  const list = documents.map(({ name, url }) => `<li><a href="${escaped(url)}">${escaped(name)}</a></li>`)
  return {
    html: withoutShortcodes(
      serialize(root) + (list.length > 0 ? `\n\n${attachmentsMark}\n<ul>${list.join('')}</ul>` : ''),
    ),
    files: [...files, ...documents],
  }
}
