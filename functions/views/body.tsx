import { jsx } from 'hono/jsx/jsx-runtime'
import { filePath, type MediaFile, picturePath } from '../domain/library/file.ts'
import { mediaIn } from '../domain/library/media-address.ts'
import type { ArticlePage } from '../domain/site/shapes.ts'
import { FileFacts } from './article-files.tsx'
import { type BodyElement, type BodyNode, childrenOf, elementsOf, readBody } from './body-tree.ts'
import { Film, FilmElsewhere } from './films.tsx'
import { playingTime } from './format.ts'
import type { View } from './frame.ts'
import { type Note, NoteReference, Notes, notesIn } from './notes.tsx'
import { Picture, screenWide } from './picture.tsx'

/** Width of the column of text, and of a picture in a gallery, which has two columns where they fit. */
export const columnSizes = `(min-width: 45em) 42rem, ${screenWide}`
const gallerySizes = `(min-width: 45em) 21rem, (min-width: 32em) 50vw, ${screenWide}`

/** What an element must know of the body around it. */
interface Surroundings {
  view: View
  media: ArticlePage['media']
  /** The number of each table. */
  tables: ReadonlyMap<BodyElement, number>
  notes: ReadonlyMap<BodyElement, Note>
  /** The picture that is seen before everything else, if there is one. */
  first: BodyElement | undefined
  /** How wide a picture is shown here. */
  sizes: string
}

interface PartProps {
  element: BodyElement
  within: Surroundings
}

function Parts({ nodes, within }: { nodes: readonly BodyNode[]; within: Surroundings }) {
  return (
    <>
      {nodes.map((node) => {
        if (typeof node === 'string') return node
        const Part = parts.get(node.tag) ?? Plain
        return <Part element={node} within={within} />
      })}
    </>
  )
}

/** An element as it is stored. */
function Plain({ element, within }: PartProps) {
  const { tag, attributes, children } = element
  if (children.length === 0) return jsx(tag, attributes)
  return jsx(tag, { ...attributes, children: <Parts nodes={children} within={within} /> })
}

/** The file that an address names, which may have been taken from readers since. */
function fileAt(address: string | undefined, { media }: Surroundings): MediaFile | undefined {
  const id = mediaIn(address)
  return id === undefined ? undefined : media[id]
}

function BodyPicture({ element, within }: PartProps) {
  const { src, alt = '' } = element.attributes
  const file = fileAt(src, within)
  if (file?.kind !== 'picture') return <Plain element={element} within={within} />
  return <Picture file={file} alt={alt} sizes={within.sizes} first={element === within.first} />
}

function Sound({ element, within }: PartProps) {
  const { view } = within
  const file = fileAt(element.attributes.src, within)
  if (file?.kind !== 'audio') return <Plain element={element} within={within} />
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands in the text beside it */}
      <audio controls preload="none" src={filePath(file)} aria-label={view.t('article.sound')} />
      <a href={filePath(file)} type={file.type}>
        {view.say('article.download')}
      </a>{' '}
      <span class="count">({playingTime(file.seconds)})</span>
    </>
  )
}

function Video({ element, within }: PartProps) {
  const { src, poster } = element.attributes
  const film = fileAt(src, within)
  if (film?.kind !== 'video') return <Plain element={element} within={within} />
  const tracks = childrenOf(element.children).map((track) => ({
    element: track,
    file: fileAt(track.attributes.src, within),
  }))
  return <Film view={within.view} film={film} poster={fileAt(poster, within)} tracks={tracks} />
}

function download(file: MediaFile): { href: string; type: string } {
  return file.kind === 'picture'
    ? { href: picturePath(file, `${file.fallback}.jpg`), type: 'image/jpeg' }
    : { href: filePath(file), type: file.type }
}

/** A link; one to a file says what a reader gets. */
function Link({ element, within }: PartProps) {
  const { href: address = '', ...rest } = element.attributes
  if (rest['data-embed'] !== undefined)
    return <FilmElsewhere view={within.view} href={address} title={element.children.join('')} />
  const file = fileAt(address, within)
  if (!file) return <Plain element={element} within={within} />
  const { href, type } = download(file)
  return (
    <>
      <a href={href} type={type} {...rest}>
        <Parts nodes={element.children} within={within} />
      </a>{' '}
      <FileFacts view={within.view} type={type} bytes={file.bytes} />
    </>
  )
}

const isFigure = (node: BodyNode | undefined) => typeof node === 'object' && node.tag === 'figure'

/** A figure; one that holds others is a gallery. */
function Figure({ element, within }: PartProps) {
  const figures = element.children.filter(isFigure)
  if (figures.length === 0) return <Plain element={element} within={within} />
  // The first of an odd number has the whole column, the others half of it.
  const whole = figures.length % 2 === 1 ? figures[0] : undefined
  const sizesOf = (child: BodyNode) => (child === whole ? columnSizes : gallerySizes)
  return (
    <figure class="gallery" {...element.attributes}>
      {element.children.map((child) => (
        <Parts nodes={[child]} within={{ ...within, sizes: sizesOf(child) }} />
      ))}
    </figure>
  )
}

/** A wide table scrolls in a frame of its own, which the keyboard reaches too; the page itself never scrolls sideways. */
function Table({ element, within }: PartProps) {
  const name = within.view.t('article.table', { number: within.tables.get(element) })
  return (
    <section class="scroll" tabindex={0} aria-label={name}>
      <Plain element={element} within={within} />
    </section>
  )
}

function Small({ element, within }: PartProps) {
  const note = within.notes.get(element)
  return note ? <NoteReference {...note} /> : <Plain element={element} within={within} />
}

/** What is shown in another way than it is stored. */
const parts = new Map([
  ['a', Link],
  ['audio', Sound],
  ['figure', Figure],
  ['img', BodyPicture],
  ['small', Small],
  ['table', Table],
  ['video', Video],
])

function tablesOf(nodes: readonly BodyNode[]): Map<BodyElement, number> {
  const tables = elementsOf(nodes).filter(({ tag }) => tag === 'table')
  return new Map(tables.map((table, index) => [table, index + 1]))
}

/** The picture with which a body begins. */
function openingPicture([block]: readonly BodyNode[]): BodyElement | undefined {
  const inner = typeof block === 'object' && block.tag === 'figure' ? block.children[0] : undefined
  return typeof inner === 'object' && inner.tag === 'img' ? inner : undefined
}

/** The text of an article. Each table has a name, each picture comes in the size that the screen needs. */
export function Body({ view, article }: { view: View; article: ArticlePage }) {
  const { body, lead, media } = article
  if (!body) return null
  const nodes = readBody(body)
  // It was cleaned when it was published: what cannot be read here is safe, and a browser reads it.
  if (!nodes) return <div class="body" dangerouslySetInnerHTML={{ __html: body }} />
  const first = lead ? undefined : openingPicture(nodes)
  const notes = notesIn(nodes)
  const within = { view, media, tables: tablesOf(nodes), notes, first, sizes: columnSizes }
  return (
    <div class="body">
      <Parts nodes={nodes} within={within} />
      <Notes
        view={view}
        notes={[...notes.values()]}
        Words={(props) => <Parts {...props} within={within} />}
      />
    </div>
  )
}
