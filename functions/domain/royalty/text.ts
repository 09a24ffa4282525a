import { createHash } from 'node:crypto'
import { parseFragment } from 'parse5'
import * as z from 'zod'
import type { Article } from '../article/article.ts'
import { partsWords } from '../body/plain-text.ts'
import { isElement, isText, type Node } from '../body/tree.ts'
import { instant } from '../date-schemas.ts'
import { type Locale, otherLocales } from '../locale.ts'
import { shapeOf } from '../shape.ts'

/** What pay depends on of one text of an article, at one revision. */
export const textFacts = shapeOf(
  z.object({
    title: z.string(),
    /** Of the article: the one that readers see, or the latest where they see none. */
    revision: z.int().min(1),
    publishedAt: instant.optional(),
    /** The same for texts that differ in case, spaces and punctuation alone; absent where there is no text. */
    digest: z.string().optional(),
    characters: z.int().min(0),
    photos: z.int().min(0),
    hasSource: z.boolean(),
  }),
)
export type TextFacts = z.infer<typeof textFacts>

interface Content {
  text: string[]
  images: number
}

function gather(nodes: readonly Node[], content: Content): Content {
  for (const node of nodes) {
    if (isText(node)) content.text.push(node.value)
    if (!isElement(node)) continue
    if (node.tagName === 'img') content.images += 1
    const space = partsWords(node.tagName) ? ' ' : ''
    content.text.push(space)
    gather(node.childNodes, content)
    content.text.push(space)
  }
  return content
}

function digestOf(text: string): string | undefined {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return words ? createHash('sha256').update(words.join(' ')).digest('hex') : undefined
}

const isPhoto =
  (files: Article['files']) =>
  ({ media, type }: Article['attachments'][number]) =>
    media ? files[media]?.kind === 'picture' : type?.startsWith('image/')

/**
 * Measures a text. Characters are those of title, summary and body with single spaces between words. Photos are the lead
 * image, those in the body and those among the attachments. Undefined where the article has no text in this language.
 */
export function measureText(state: Article, revision: number, locale: Locale): TextFacts | undefined {
  const text = state.translations[locale]
  if (!text) return undefined
  const { text: parts, images } = gather(parseFragment(text.body).childNodes, { text: [], images: 0 })
  const body = parts.join('').replace(/\s+/gu, ' ').trim()
  const whole = [text.title, text.summary, body].filter(Boolean).join(' ').replace(/\s+/gu, ' ')
  const digest = digestOf(body || whole)
  return {
    title: text.title,
    revision,
    ...(text.publishedAt && { publishedAt: text.publishedAt }),
    ...(digest && { digest }),
    characters: [...whole].length,
    photos: images + (state.leadImage ? 1 : 0) + state.attachments.filter(isPhoto(state.files)).length,
    hasSource: state.source !== undefined,
  }
}

/**
 * Pages (Số Trang) of a text: its characters by `charactersPerPage`, to the nearest half page and never less than half of
 * one. An office that counts otherwise changes the number in its scheme, or the pages of a record.
 */
export function pagesOf(characters: number, charactersPerPage: number): number {
  if (characters === 0) return 0
  const halves = Math.floor((4 * characters + charactersPerPage) / (2 * charactersPerPage))
  return Math.max(halves, 1) / 2
}

/**
 * Whether the text was made from one in another language: as it says itself, else as the other one says of it, else from one
 * that was public before it.
 */
export function isTranslated({ translations }: Article, locale: Locale): boolean {
  const text = translations[locale]
  if (text?.basedOn) return true
  const others = otherLocales(locale).flatMap((other) => translations[other] ?? [])
  if (others.some(({ basedOn }) => basedOn?.locale === locale)) return false
  const at = text?.publishedAt ?? '9999'
  return others.some(({ publishedAt = '9999' }) => publishedAt < at)
}
