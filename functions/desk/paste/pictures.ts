import { mediaIn, mediaScheme } from '../../domain/library/media-address.ts'
import { isWebAddress } from '../../domain/url.ts'
import type { PastedPicture } from './notice.ts'
import type { Pass, Paste } from './pass.ts'
import { styleOf } from './style.ts'
import { isElement, nextFilled, wordsOf } from './tree.ts'

/** Addresses that pages keep for when a picture comes into view. */
const later = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-url']

function addressOf(picture: Element): string {
  const src = picture.getAttribute('src')?.trim() ?? ''
  const others = later.map((name) => picture.getAttribute(name)?.trim() ?? '')
  const real = others.find((each) => /^(?:https?:|\/)/iu.test(each))
  return real ?? src
}

const pictureTypes: Record<string, string> = {
  png: 'png',
  jpeg: 'jpg',
  jpg: 'jpg',
  webp: 'webp',
  avif: 'avif',
}

/** The bytes in `data:image/png;base64,…`, of a kind that the library takes. */
function dataOf(address: string): { type: string; file: Blob } | undefined {
  const [, type = '', text = ''] = /^data:image\/([a-z]+);base64,([a-z0-9+/=\s]+)$/iu.exec(address) ?? []
  const extension = pictureTypes[type.toLowerCase()]
  if (!extension) return undefined
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s/gu, '')), (letter) => letter.charCodeAt(0))
    return { type: extension, file: new Blob([bytes], { type: `image/${type.toLowerCase()}` }) }
  } catch {
    return undefined
  }
}

const nameOf = (address: string) => {
  const last =
    address
      .replace(/^cid:|@.*$/giu, '')
      .split(/[?#]/u)[0]
      ?.split(/[\\/]/u)
      .at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 120)
  } catch {
    return last.slice(0, 120)
  }
}

/** What of a picture can be had; undefined for what is none. */
function findPicture(address: string, id: string): PastedPicture | undefined {
  const data = dataOf(address)
  if (data) return { id, why: 'upload', name: `${id}.${data.type}`, file: data.file }
  if (/^data:/iu.test(address)) return undefined
  if (/^https?:/iu.test(address))
    return isWebAddress(address) ? { id, why: 'elsewhere', name: nameOf(address), address } : undefined
  if (/^(?:file|cid|blob|webkit-fake-url):/iu.test(address))
    return { id, why: 'missing', name: nameOf(address) }
  // Of the site that it was copied from, which nobody knows here.
  const isPath = /^(?:\/|\.)|\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:$|[?#])/iu.test(address)
  return isPath ? { id, why: 'missing', name: nameOf(address), address } : undefined
}

/** Pixels, as far as they are said. */
function sizeOf(picture: Element, side: 'width' | 'height'): number {
  const said = picture.getAttribute(side) || styleOf(picture, side).replace(/px$/u, '')
  return /^\d+(?:\.\d+)?$/u.test(said) ? Number(said) : Number.POSITIVE_INFINITY
}

/** Smaller ones are signs, and dots that count readers. */
const leastSide = 24

/** One sign, of however many code points it is made: a flag, a digit on a key, a hand of some colour. */
const isEmoji = (alt: string) =>
  /^(?:\p{RI}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|[\u{e0020}-\u{e007f}]){0,12})$/u.test(
    alt,
  )

/** The boxes of a list of what is to be done are drawn. */
function boxOf(picture: Element): string | undefined {
  const role = picture.getAttribute('aria-roledescription') ?? picture.closest('li')?.getAttribute('role')
  if (role !== 'checkbox') return undefined
  const checked =
    picture.closest('[aria-checked]')?.getAttribute('aria-checked') ?? picture.getAttribute('alt')
  return /^(?:true|checked)$/u.test(checked ?? '') ? '☒ ' : '☐ '
}

/** A name of a file describes nothing, nor does it help to be told that a picture is a picture. */
const isIdle = (alt: string) =>
  /^(?:\S+\.(?:jpe?g|png|gif|webp|avif|bmp)|(?:ảnh|hình|hình ảnh|images?|pictures?|photo|img)[\s_-]*\d*)$/iu.test(
    alt,
  )

/** Keeps the place of a picture, with what is said of it. */
function keepPlace(picture: Element, id: string): void {
  const alt = picture.getAttribute('alt')?.trim() ?? ''
  const kept = picture.ownerDocument.createElement('img')
  kept.setAttribute('src', mediaScheme + id)
  if (alt !== '' && !isIdle(alt)) kept.setAttribute('alt', alt)
  const link = picture.closest('a')
  picture.replaceWith(kept)
  // A link to the large picture leads away from the text.
  if (link && wordsOf(link) === '') link.replaceWith(...link.childNodes)
}

function readPicture(picture: Element, { notes, newId }: Paste): void {
  const alt = picture.getAttribute('alt')?.trim() ?? ''
  if (mediaIn(picture.getAttribute('src')?.trim())) return
  const box = boxOf(picture)
  if (box) {
    const next = nextFilled(picture)
    if (isElement(next) && next.localName === 'p') next.prepend(box)
    else picture.before(box)
    picture.remove()
    return
  }
  const isTiny = sizeOf(picture, 'width') < leastSide || sizeOf(picture, 'height') < leastSide
  const found = isTiny || isEmoji(alt) ? undefined : findPicture(addressOf(picture), newId())
  if (!found) picture.replaceWith(isEmoji(alt) ? alt : '')
  else {
    keepPlace(picture, found.id)
    notes.pictures.push(found)
  }
}

const isCentred = (element: Element) =>
  /^center/u.test(styleOf(element, 'text-align')) || element.getAttribute('align') === 'center'

const longestCaption = 300

/** Whether a paragraph after a picture is its caption: Word says so; elsewhere it is short, centred and all in italics. */
function isCaption(paragraph: Node | undefined): paragraph is Element {
  if (!isElement(paragraph) || paragraph.querySelector('img, table, li')) return false
  const words = wordsOf(paragraph)
  if (words === '' || words.length > longestCaption) return false
  if (paragraph.classList.contains('MsoCaption')) return true
  const italic = [...paragraph.querySelectorAll('em, i')].map(wordsOf).join(' ').trim()
  return (
    isCentred(paragraph) && (italic === words || /^(?:ảnh|hình|nguồn ảnh)\s*(?:\d+\s*)?[:.]/iu.test(words))
  )
}

/** A block that holds one picture, and the caption that follows it, are a figure. */
function takeCaptions(root: DocumentFragment): void {
  for (const picture of root.querySelectorAll('img')) {
    const block = picture.closest('p, div')
    if (!block || picture.closest('figure, td, th, li') || wordsOf(block) !== '') continue
    if (block.querySelectorAll('img').length > 1) continue
    const caption = nextFilled(block)
    if (!isCaption(caption)) continue
    const figure = root.ownerDocument.createElement('figure')
    const words = root.ownerDocument.createElement('figcaption')
    words.append(...caption.childNodes)
    figure.append(picture, words)
    block.replaceWith(figure)
    caption.remove()
  }
}

/** Boxes of a form that are ticked or not say something; other controls of forms do not. */
function readBoxes(root: DocumentFragment): void {
  for (const box of root.querySelectorAll('input[type="checkbox" i]'))
    box.replaceWith(box.hasAttribute('checked') ? '☒ ' : '☐ ')
}

/** Pictures keep their place until they are in the library. */
export const readPictures: Pass = (paste) => {
  readBoxes(paste.root)
  for (const picture of paste.root.querySelectorAll('img')) readPicture(picture, paste)
  takeCaptions(paste.root)
}
