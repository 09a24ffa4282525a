import { filePath, type MediaFile, type PictureFile, picturePath } from '../domain/library/file.ts'
import type { ArticlePage } from '../domain/site/shapes.ts'
import { fileLabel, fileSize, playingTime } from './format.ts'
import type { View } from './frame.ts'
import { Picture } from './picture.tsx'

interface BodyProps {
  view: View
  article: ArticlePage
}

/** Width of the column of text, and of a picture in a gallery, which has two columns where they fit. */
export const columnSizes = '(min-width: 45em) 42rem, 100vw'
const gallerySizes = '(min-width: 45em) 21rem, (min-width: 32em) 50vw, 100vw'

/** What an attribute says. A body is always as a serialiser wrote it, so it holds no other references. */
function unescaped(value: string): string {
  const letters: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', nbsp: '\u00a0' }
  return value.replace(/&(amp|quot|lt|gt|nbsp);/gu, (_, name: string) => letters[name] ?? '')
}

/** A wide table scrolls in a frame of its own, which the keyboard reaches too; the page itself never scrolls sideways. */
function framedTables(body: string, { t }: View): string {
  let number = 0
  return body
    .replaceAll(/<table\b/gu, () => {
      number += 1
      return `<section class="scroll" tabindex="0" aria-label="${t('article.table', { number })}"><table`
    })
    .replaceAll('</table>', '</table></section>')
}

/** What a reader gets on following a link to a file: `(PDF, 1,2 MB)`. */
export function FileFacts({ view, type, bytes }: { view: View; type: string; bytes: number | undefined }) {
  const size = bytes === undefined ? '' : `, ${fileSize(bytes, view.locale)}`
  return (
    <span class="count">
      ({view.t(`file.${fileLabel(type)}`)}
      {size})
    </span>
  )
}

function linkOf(file: MediaFile): { href: string; type: string } {
  return file.kind === 'picture'
    ? { href: picturePath(file, `${file.fallback}.jpg`), type: 'image/jpeg' }
    : { href: filePath(file), type: file.type }
}

function Sound({ view, file }: { view: View; file: MediaFile }) {
  if (file.kind !== 'audio') return null
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

/** Of the figures within the one that begins at `start`: how many there are. */
function figuresIn(body: string, start: number): number {
  const tags = body.slice(start).matchAll(/<(?<end>\/)?figure\b/gu)
  let depth = 0
  let count = 0
  for (const { groups } of tags) {
    depth += groups?.end ? -1 : 1
    if (depth === 0) break
    if (depth === 2 && !groups?.end) count += 1
  }
  return count
}

/** The body with what its references to the media library stand for. */
function filled({ view, article }: BodyProps): string {
  const { media, lead, body } = article
  const pictureOf = (id: string): PictureFile | undefined => {
    const file = media[id]
    return file?.kind === 'picture' ? file : undefined
  }
  // How many figures the reader is within; two of them are a gallery.
  let depth = 0
  // The first of an odd number has the whole column, the others half of it.
  let isWhole = false
  const first = lead || !body.startsWith('<figure><img') ? -1 : 0
  return body.replaceAll(
    /<figure(?<figure>[^>]*)>|<\/figure>|<img src="media:(?<img>\w{10})"(?: alt="(?<alt>[^"]*)")?>|<audio src="media:(?<audio>\w{10})"><\/audio>|<a href="media:(?<link>\w{10})"(?<rest>[^>]*)>(?<words>.*?)<\/a>/gsu,
    (whole, ...found) => {
      const at: number = found.at(-3)
      const { figure, img, alt = '', audio, link, rest = '', words = '' } = found.at(-1)
      if (whole === '</figure>') depth -= 1
      if (figure !== undefined) {
        depth += 1
        if (!body.startsWith('<figure', at + whole.length)) return whole
        isWhole = figuresIn(body, at) % 2 === 1
        return `<figure class="gallery"${figure}>`
      }
      const picture = img && pictureOf(img)
      if (picture) {
        const sizes = depth > 1 && !isWhole ? gallerySizes : columnSizes
        isWhole = false
        const isFirst = first === 0 && at < '<figure><img'.length
        return (<Picture file={picture} alt={unescaped(alt)} sizes={sizes} first={isFirst} />).toString()
      }
      const sound = audio && media[audio]
      if (sound) return (<Sound view={view} file={sound} />).toString()
      const file = link && media[link]
      if (!file) return whole
      const { href, type } = linkOf(file)
      const facts = (<FileFacts view={view} type={type} bytes={file.bytes} />).toString()
      return `<a href="${href}" type="${type}"${rest}>${words}</a> ${facts}`
    },
  )
}

/** The text of an article. Each table has a name, each picture comes in the size that the screen needs. */
export function Body({ view, article }: BodyProps) {
  if (!article.body) return null
  const html = framedTables(filled({ view, article }), view)
  return <div class="body" dangerouslySetInnerHTML={{ __html: html }} />
}
