import { partsWords } from './plain-text.ts'

const tag = /<\/?([a-z][a-z0-9]*)(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>/gu

/**
 * The words of a body, roughly: a body is always as `cleanBody` writes it, so that no parser is needed to count or compare
 * what stands in it, which is done with every row of the editors' lists.
 */
export function roughTextOf(body: string): string {
  return body
    .replace(tag, (_, name: string) => (partsWords(name) ? '\n' : ''))
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
