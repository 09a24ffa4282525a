import css from 'bantin:reader.css'

/** How a page is looked at. */
export interface Look {
  /** CSS pixels; as wide as there is room, where it is not given. */
  width?: number
  isDark: boolean
  isPrint: boolean
  /** As readers choose it: `m` is the usual one. */
  size: 'm' | 'l' | 'xl'
}

/** What somebody was led to; the page itself has no such mark. */
const pointed =
  '[data-pointed]{outline:3px solid var(--accent);outline-offset:0.35rem;background:var(--tint)}'

/** The reader's style, with what a browser would decide by itself decided here. */
export function sheetOf({ isDark, isPrint }: Pick<Look, 'isDark' | 'isPrint'>): string {
  const on = '(min-width:0)'
  const off = '(max-width:0)'
  return `${css}${pointed}`
    .replaceAll(/\(prefers-color-scheme: ?dark\)/gu, isDark && !isPrint ? on : off)
    .replaceAll(/@media print\b/gu, isPrint ? '@media all' : '@media not all')
    .replaceAll(/@media screen\b/gu, isPrint ? '@media not all' : '@media all')
}
