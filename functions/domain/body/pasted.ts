/**
 * What other programs say in styles where HTML has elements for it: Google Docs wraps all it copies into
 * `<b style="font-weight:normal">` and writes bold as `font-weight:700`; Word numbers paragraphs by `mso-list`.
 */

/** What a style says, by property, in lower case. */
export function declarationsOf(style: string): Map<string, string> {
  const declarations = style.split(';').map((each): [string, string] => {
    const colon = each.indexOf(':')
    const value = each.slice(colon + 1).replace(/!\s*important/iu, '')
    return [each.slice(0, Math.max(0, colon)).trim().toLowerCase(), value.trim().toLowerCase()]
  })
  return new Map(declarations)
}

export function isBold(weight: string): boolean | undefined {
  if (/^(?:bold|bolder|[6-9]\d\d|1000)$/u.test(weight)) return true
  return /^(?:normal|lighter|[1-5]?\d\d)$/u.test(weight) ? false : undefined
}

export function isItalic(fontStyle: string): boolean | undefined {
  if (/^(?:italic|oblique)/u.test(fontStyle)) return true
  return fontStyle === 'normal' ? false : undefined
}

/** Elements that a style stands for, apart by spaces; one that it takes away has a dash before it. */
export function styledMarks(style: string | undefined): string {
  if (!style) return ''
  const declared = declarationsOf(style)
  const says = (name: string) => declared.get(name) ?? ''
  const sign = (tag: string, is: boolean | undefined) => (is === undefined ? [] : [is ? tag : `-${tag}`])
  const raised = /^(?:super|sub)$/u.exec(says('vertical-align'))?.[0]
  return [
    ...sign('strong', isBold(says('font-weight'))),
    ...sign('em', isItalic(says('font-style'))),
    ...(/line-through/u.test(says('text-decoration') + says('text-decoration-line')) ? ['s'] : []),
    ...(raised ? [raised === 'super' ? 'sup' : 'sub'] : []),
  ].join(' ')
}

/** List and level of a paragraph that Word shows as an item, such as `l0-lfo1 2`. */
export function wordListOf(style: string | undefined): string | undefined {
  const found = /mso-list:\s*(l\d{1,6})\s+level([1-9])\s+(lfo\d{1,6})/iu.exec(style ?? '')
  return found ? `${found[1]}-${found[3]} ${found[2]}` : undefined
}

/** Whether it holds the bullet or number that Word wrote before an item for programs that know no lists. */
export const isWordMarker = (style: string | undefined) => /mso-list:\s*ignore/iu.test(style ?? '')
