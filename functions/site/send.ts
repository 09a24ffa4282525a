import { hash } from 'node:crypto'
import type { SiteContext } from './env.ts'

/**
 * Answers with a page that is known again by its bytes. The tag is made here, where the page is still a text: the middleware
 * that compares it (`pageHeaders`) would read a copy of the answer for that.
 */
export function sendPage(c: SiteContext, html: string): Response {
  c.header('ETag', `"${hash('sha1', html)}"`)
  return c.html(html)
}
