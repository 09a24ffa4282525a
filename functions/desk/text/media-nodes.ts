import type { DOMOutputSpec, NodeSpec, TagParseRule } from 'prosemirror-model'
import { mediaIn, mediaScheme } from '../../domain/library/media-address.ts'
import { langAttribute, langOf, said } from './attributes.ts'

/** Captions of a video in one language: a file of the library. */
export interface Track {
  id: string
  lang: string
}

const idOf = (node: Element | null, name: string) => mediaIn(node?.getAttribute(name) ?? undefined)
const addressOf = (id: unknown) => (typeof id === 'string' ? mediaScheme + id : null)
const childOf = (node: HTMLElement, tags: string) => node.querySelector(`:scope > :is(${tags})`)

/** What a figure holds of the library: `alt` is null while nobody has described it, empty where it only decorates. */
function fileOf(figure: HTMLElement): false | Record<string, unknown> {
  const shown = childOf(figure, 'img, audio, video')
  const id = idOf(shown, 'src')
  if (!shown || !id) return false
  const tracks = [...shown.querySelectorAll('track')].flatMap((track): Track[] => {
    const file = idOf(track, 'src')
    return file ? [{ id: file, lang: track.getAttribute('srclang') ?? '' }] : []
  })
  const alt = shown.localName === 'img' ? shown.getAttribute('alt') : null
  return { tag: shown.localName, id, alt, poster: idOf(shown, 'poster') ?? null, tracks, ...langOf(figure) }
}

/** The caption is what is edited; `body-form.ts` has given each figure one. */
const figureRule = (getAttrs: TagParseRule['getAttrs']): TagParseRule => ({
  tag: 'figure',
  contentElement: 'figcaption',
  ...(getAttrs && { getAttrs }),
})

const inFigure = (lang: unknown, shown: DOMOutputSpec): DOMOutputSpec => [
  'figure',
  said({ lang }),
  shown,
  ['figcaption', 0],
]

/** Pictures, sound and video, each with its caption, and several of them as a gallery. */
export const mediaNodes = {
  figure: {
    attrs: {
      tag: { default: 'img', validate: 'string' },
      // Each must have one: the schema makes a gallery's figures out of nothing, which is never shown.
      id: { default: '', validate: 'string' },
      alt: { default: null, validate: 'string|null' },
      poster: { default: null, validate: 'string|null' },
      tracks: { default: [] },
      ...langAttribute,
    },
    content: 'inline*',
    group: 'block',
    isolating: true,
    draggable: true,
    parseDOM: [figureRule(fileOf)],
    toDOM: ({ attrs: { tag, id, alt, poster, tracks, lang } }) => {
      // Written by `fileOf` and by commands, which know the type.
      const captions = (tracks as Track[]).map((track): DOMOutputSpec => {
        return ['track', { src: mediaScheme + track.id, srclang: track.lang }]
      })
      return inFigure(lang, [tag, said({ src: addressOf(id), alt, poster: addressOf(poster) }), ...captions])
    },
  },
  /** Video of another site: a link until a reader asks for it. */
  embed: {
    attrs: { href: { validate: 'string' }, words: { default: '', validate: 'string' }, ...langAttribute },
    content: 'inline*',
    group: 'block',
    isolating: true,
    draggable: true,
    parseDOM: [
      figureRule((figure) => {
        const link = childOf(figure, 'a[data-embed]')
        const href = link?.getAttribute('href')
        return href ? { href, words: link?.textContent ?? '', ...langOf(figure) } : false
      }),
    ],
    toDOM: ({ attrs: { href, words, lang } }) =>
      inFigure(lang, ['a', { href, 'data-embed': '' }, words || href]),
  },
  gallery: {
    attrs: langAttribute,
    content: 'figure+ gallery_caption',
    group: 'block',
    isolating: true,
    draggable: true,
    parseDOM: [
      {
        tag: 'figure',
        getAttrs: (figure) => (childOf(figure, 'figure') ? langOf(figure) : false),
        priority: 60,
      },
    ],
    toDOM: ({ attrs }) => ['figure', said(attrs), 0],
  },
  gallery_caption: {
    content: 'inline*',
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'figcaption' }],
    toDOM: () => ['figcaption', 0],
  },
} satisfies Record<string, NodeSpec>
