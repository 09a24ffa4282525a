import type { NodeSpec } from 'prosemirror-model'
import { langAttribute, langOf, numberOf, said } from './attributes.ts'

/** Which part of its table a row belongs to; `next`: it begins another body. */
export type RowPart = 'head' | 'body' | 'next' | 'foot'

const cellAttributes = {
  colspan: { default: 1, validate: 'number' },
  rowspan: { default: 1, validate: 'number' },
  // Asked for by prosemirror-tables; the server keeps no widths.
  colwidth: { default: null },
  ...langAttribute,
}

const spansOf = (node: HTMLElement) => ({
  colspan: numberOf(node, 'colspan', 1),
  rowspan: numberOf(node, 'rowspan', 1),
  ...langOf(node),
})

const spans = ({ colspan, rowspan, lang }: Record<string, unknown>) =>
  said({ colspan: colspan === 1 ? null : colspan, rowspan: rowspan === 1 ? null : rowspan, lang })

/** Which cells a header speaks for, unless it is what its row says anyway. */
function scopeOf(node: HTMLElement): string | null {
  const scope = node.getAttribute('scope')
  const cells = [...(node.parentElement?.children ?? [])]
  return scope === (cells.every(({ localName }) => localName === 'th') ? 'col' : 'row') ? null : scope
}

/**
 * A table with its caption. Rows stand in one node, as prosemirror-tables reads them, and say themselves whether they are its
 * head or its foot; `body-form.ts` makes `thead`, `tbody` and `tfoot` of that.
 */
export const tableNodes = {
  table: {
    attrs: langAttribute,
    content: 'table_caption table_rows',
    group: 'block',
    isolating: true,
    parseDOM: [{ tag: 'table', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['table', said(attrs), 0],
  },
  table_caption: {
    content: 'inline*',
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'caption' }],
    toDOM: () => ['caption', 0],
  },
  table_rows: {
    content: 'table_row+',
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'tbody' }],
    toDOM: () => ['tbody', 0],
  },
  table_row: {
    attrs: { part: { default: 'body', validate: 'string' } },
    content: '(table_cell | table_header)+',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr', getAttrs: (node) => ({ part: node.dataset.part ?? 'body' }) }],
    toDOM: ({ attrs: { part } }) => ['tr', part === 'body' ? {} : { 'data-part': part }, 0],
  },
  table_cell: {
    attrs: cellAttributes,
    content: 'block+',
    tableRole: 'cell',
    isolating: true,
    parseDOM: [{ tag: 'td', getAttrs: spansOf }],
    toDOM: ({ attrs }) => ['td', spans(attrs), 0],
  },
  table_header: {
    attrs: { ...cellAttributes, scope: { default: null, validate: 'string|null' } },
    content: 'block+',
    tableRole: 'header_cell',
    isolating: true,
    parseDOM: [{ tag: 'th', getAttrs: (node) => ({ ...spansOf(node), scope: scopeOf(node) }) }],
    toDOM: ({ attrs }) => ['th', { ...spans(attrs), ...said({ scope: attrs.scope }) }, 0],
  },
} satisfies Record<string, NodeSpec>
