import { escaped } from '../../domain/merge/tokens.ts'

const blocks = /<\/(?:p|h[2-4]|li|tr|td|th|figcaption|caption)>|<br>/gu

/** HTML as plain text, a line for each block. */
export function plainOf(html: string): string {
  return html
    .replace(blocks, '\n')
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&')
    .trim()
}

const blockTag = /^(?:p|h[2-4]|li)$/u
const textTag = /^(?:p|h[2-4]|li|a|abbr|br|cite|code|em|s|span|strong|sub|sup|u|small)$/u

/**
 * The block as which a place is written again in plain text, empty for running text; undefined where it is a table, a picture
 * or lists in lists.
 */
export function tagOf(html: string): string | undefined {
  const tags = [...html.matchAll(/<(\w+)/gu)].map(([, tag = '']) => tag)
  if (!tags.every((tag) => textTag.test(tag))) return undefined
  const [first] = tags
  return first !== undefined && blockTag.test(first) && html.startsWith(`<${first}`) ? first : ''
}

/** Lines of plain text as blocks of this kind, or as one line of running text. */
export function written(text: string, tag: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (tag === '') return lines.map(escaped).join('<br>')
  return lines.map((line) => `<${tag}>${escaped(line)}</${tag}>`).join('')
}

/** A value as HTML whose words can be compared. */
export function markupOf(kind: 'text' | 'html' | 'value' | 'part', value: unknown): string {
  if (kind === 'html') return String(value ?? '')
  if (value === undefined || value === '') return ''
  return `<p>${escaped(typeof value === 'string' ? value : JSON.stringify(value))}</p>`
}
