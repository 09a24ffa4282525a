import type { NodeSpec } from 'prosemirror-model'
import { langAttribute, langOf, numberOf, said } from './attributes.ts'

const levels = [2, 3, 4]

/** Blocks of running text, and those that hold such blocks. */
export const textNodes = {
  paragraph: {
    attrs: langAttribute,
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['p', said(attrs), 0],
  },
  heading: {
    attrs: { level: { default: 2, validate: 'number' }, ...langAttribute },
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: levels.map((level) => ({
      tag: `h${level}`,
      getAttrs: (node) => ({ level, ...langOf(node) }),
    })),
    toDOM: ({ attrs: { level, lang } }) => [`h${level}`, said({ lang }), 0],
  },
  bullet_list: {
    attrs: langAttribute,
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ul', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['ul', said(attrs), 0],
  },
  ordered_list: {
    attrs: {
      start: { default: 1, validate: 'number' },
      reversed: { default: false, validate: 'boolean' },
      ...langAttribute,
    },
    content: 'list_item+',
    group: 'block',
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (node) => ({
          // A list that counts down begins where its length says.
          start: numberOf(node, 'start', node.hasAttribute('reversed') ? -1 : 1),
          reversed: node.hasAttribute('reversed'),
          ...langOf(node),
        }),
      },
    ],
    toDOM: ({ attrs: { start, reversed, lang } }) => {
      const isUsual = start === (reversed ? -1 : 1)
      return ['ol', said({ start: isUsual ? null : start, reversed: reversed ? '' : null, lang }), 0]
    },
  },
  list_item: {
    attrs: langAttribute,
    content: 'block+',
    defining: true,
    parseDOM: [{ tag: 'li', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['li', said(attrs), 0],
  },
  blockquote: {
    attrs: langAttribute,
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['blockquote', said(attrs), 0],
  },
  horizontal_rule: {
    group: 'top',
    parseDOM: [{ tag: 'hr' }],
    toDOM: () => ['hr'],
  },
} satisfies Record<string, NodeSpec>

/** What stands among words. */
export const inlineNodes = {
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  /** A place that a link of the same text leads to. */
  place: {
    attrs: { id: { validate: 'string' } },
    inline: true,
    group: 'inline',
    atom: true,
    selectable: false,
    parseDOM: [{ tag: 'span[id]', getAttrs: (node) => ({ id: node.id }) }],
    toDOM: ({ attrs }) => ['span', { id: attrs.id, class: 'place' }],
  },
  /** A footnote stands where its number does; the page counts them. */
  note: {
    attrs: langAttribute,
    inline: true,
    group: 'inline',
    content: '(text | hard_break)*',
    // It is written in a field of its own (`note-view.ts`): browsers cannot tell the end of it from what follows.
    atom: true,
    selectable: false,
    parseDOM: [{ tag: 'small[role=note]', getAttrs: langOf }],
    toDOM: ({ attrs }) => ['small', { role: 'note', ...said(attrs) }, 0],
  },
} satisfies Record<string, NodeSpec>
