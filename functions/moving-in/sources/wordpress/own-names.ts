import { parseFragment } from 'parse5'
import { attribute } from '../../../domain/body/tree.ts'
import { byTag, textIn } from '../../plan/html.ts'

/** Names under which our own export (`npm run export -- --wxr`) tells WordPress what that has no name for. */

/** Below the text stand the documents of the article. */
export const attachmentsMark = '<!-- bantin:attachments -->'

/** Addresses that an article had in an older system, a line each. */
export const oldAddressesKey = '_bantin_old_addresses'

/** Numbers of posts that are related, with commas. */
export const relatedKey = '_bantin_related'

/** Where a post leads that is a link alone, as the plugin Page Links To calls it. */
export const linkKey = '_links_to'

/** How often it was read, as the plugins that count call it. */
export const viewsKey = 'post_views_count'

/** What stands above the mark, and the links below it. */
export function belowText(content: string): { text: string; links: { address: string; name: string }[] } {
  const [text = '', below = ''] = content.split(attachmentsMark)
  const links = byTag(parseFragment(below), 'a').map((link) => ({
    address: attribute(link, 'href') ?? '',
    name: textIn(link).trim(),
  }))
  return { text, links }
}
