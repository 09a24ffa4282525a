import { isOpenedBy } from '../domain/preview/link.ts'
import { parsePreviewKey } from '../domain/preview/path.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Opened } from './env.ts'

/** Opens a link with its secret. Undefined for every other link or secret, whatever is wrong with it. */
export async function open({ links, articles, ...newsroom }: Newsroom, key: string, now: Date) {
  const { id = '', secret = '' } = parsePreviewKey(key) ?? {}
  const [link, settings] = await Promise.all([id ? links.find(id) : undefined, newsroom.settings()])
  if (!isOpenedBy(link, secret, now.toISOString()) || !link) return { settings }
  const { number, hash } = link.revision
  const shown = await articles.find(link.article, number)
  if (shown?.hash !== hash) {
    throw new Error(`revision ${number} of article ${link.article} is not the one of link ${id}`)
  }
  const opened: Opened = { link, shown, settings }
  return { settings, opened }
}
