import type { NodeSpec } from 'prosemirror-model'

/** What such blocks hold, by the number under which they go through the clipboard: nobody else's HTML comes in by it. */
const copied = new Map<string, string>()

function numberOf(html: string): string {
  const known = [...copied].find(([, each]) => each === html)?.[0]
  const number = known ?? String(copied.size)
  copied.set(number, html)
  return number
}

/** A block that the editor does not know how to edit. It can be moved and deleted, and stays as it is. */
export const opaque: NodeSpec = {
  attrs: { html: { validate: 'string' } },
  group: 'top',
  atom: true,
  draggable: true,
  parseDOM: [
    {
      tag: 'div[data-opaque]',
      getAttrs: ({ dataset }) => {
        const html = copied.get(dataset.opaque ?? '')
        return html === undefined ? false : { html }
      },
    },
  ],
  toDOM: ({ attrs }) => ['div', { 'data-opaque': numberOf(String(attrs.html)) }],
}
