import type { Locale } from '../../domain/locale.ts'
import type { PasteRule } from '../text/paste-plugin.ts'
import type { PastedPicture } from './notice.ts'
import { type Pasted, readPasted } from './read-pasted.ts'

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif']
const isWordFile = ({ name }: File) => /\.docx$/iu.test(name)

interface PasteOptions {
  /** Of the text. */
  locale: () => Locale
  newId: () => string
  /** Something came into the text; `plain` is the same without formatting. */
  onPasted: (pasted: Pasted, plain: () => string) => void
  onPictures: (pictures: readonly PastedPicture[]) => void
  onWordFile: (file: File) => void
}

/** A picture that is pasted or dropped as a file, such as a photograph of the screen. */
function pictureOf(file: File, id: string): PastedPicture {
  return { id, why: 'upload', name: file.name, file }
}

/** What becomes of what is pasted or dropped: HTML and text are read, pictures keep a place, a Word file is handed on. */
export function createPasteRule({ locale, newId, ...options }: PasteOptions): PasteRule {
  return ({ html, text, files, isPlain }) => {
    const word = files.find(isWordFile)
    if (word) {
      options.onWordFile(word)
      return undefined
    }
    // Office puts a picture of the text beside it.
    const pictures = html === '' ? files.filter(({ type }) => pictureTypes.includes(type)) : []
    if (pictures.length > 0) {
      const places = pictures.map((file) => pictureOf(file, newId()))
      options.onPictures(places)
      return { html: places.map(({ id }) => `<figure><img src="media:${id}"></figure>`).join('') }
    }
    if (html === '' && text === '') return undefined
    const reading = { locale: locale(), newId }
    const pasted = readPasted({ html, text, isPlain }, reading)
    options.onPictures(pasted.notice.pictures)
    options.onPasted(
      pasted,
      () => readPasted({ html, text: text || wordsOf(pasted), isPlain: true }, reading).html,
    )
    return { html: pasted.html }
  }
}

/** The words of what was pasted where the clipboard had no plain text. */
function wordsOf({ html }: Pasted): string {
  return html
    .replace(/<(?:br|\/p|\/h\d|\/li|\/tr|\/figcaption|\/caption)>/gu, '\n\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&amp;/gu, '&')
}
