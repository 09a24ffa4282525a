import type { MarkSpec } from 'prosemirror-model'

/** An element of running text that says nothing but its name; `also` are others that mean the same. */
function plain(tag: string, also: string[] = [], more: Partial<MarkSpec> = {}): MarkSpec {
  return { parseDOM: [tag, ...also].map((each) => ({ tag: each })), toDOM: () => [tag, 0], ...more }
}

const attributeOf = (name: string) => (node: HTMLElement) => {
  const value = node.getAttribute(name)
  return value ? { [name]: value } : false
}

/** What running text may say of itself; the outermost first. What is typed after a link or an abbreviation is not part of it. */
export const marks = {
  link: {
    attrs: { href: { validate: 'string' } },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]:not([data-embed])', getAttrs: attributeOf('href') }],
    toDOM: ({ attrs }) => ['a', { href: attrs.href }, 0],
  },
  abbr: {
    attrs: { title: { validate: 'string' } },
    inclusive: false,
    parseDOM: [{ tag: 'abbr[title]', getAttrs: attributeOf('title') }],
    toDOM: ({ attrs }) => ['abbr', { title: attrs.title }, 0],
  },
  // The language of words within a text of another (WCAG 2.2, 3.1.2). Any element of running text may say it.
  lang: {
    attrs: { lang: { validate: 'string' } },
    parseDOM: [
      {
        tag: ':is(a, abbr, strong, b, em, i, u, s, sub, sup, cite, code, span)[lang]',
        getAttrs: attributeOf('lang'),
        consuming: false,
        priority: 60,
      },
    ],
    toDOM: ({ attrs }) => ['span', { lang: attrs.lang }, 0],
  },
  strong: plain('strong', ['b']),
  em: plain('em', ['i']),
  u: plain('u'),
  s: plain('s', ['strike', 'del']),
  sub: plain('sub', [], { excludes: 'sub sup' }),
  sup: plain('sup', [], { excludes: 'sub sup' }),
  cite: plain('cite'),
  code: plain('code', ['tt']),
} satisfies Record<string, MarkSpec>
