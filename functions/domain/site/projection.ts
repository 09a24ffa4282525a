import { serialize } from 'parse5'
import { readClean } from '#body/read'
import type { Article, Translation } from '../article/article.ts'
import { type Files, filesOf, type MediaUse, usesInBody } from '../article/uses.ts'
import { correctionsOf } from '../article/workflow.ts'
import { cleanBody } from '../body/clean.ts'
import { plainTextOf } from '../body/plain-text.ts'
import { attribute, isElement, type Node, type Parent, remove, setAttribute } from '../body/tree.ts'
import { filePath, type MediaFile, picturePath } from '../library/file.ts'
import { mediaIn } from '../library/media-address.ts'
import { type Locale, otherLocales } from '../locale.ts'
import { isWebAddress } from '../url.ts'
import { fileAddress } from '../url-schemas.ts'
import {
  type ArticlePage,
  articlePage,
  type Card,
  card,
  type Place,
  type SearchText,
  type ShownArticle,
  searchText,
} from './shapes.ts'

/** Where a file can be fetched, and as what. Of a picture it is the form that every program opens. */
export function downloadOf(file: MediaFile) {
  const { bytes } = file
  return file.kind === 'picture'
    ? { href: picturePath(file, `${file.fallback}.jpg`), type: 'image/jpeg', bytes }
    : { href: filePath(file), type: file.type, bytes }
}

/** Takes out what names a file that readers may not have: with its figure and caption, or as a link, keeping its words. */
function prune(parent: Parent, files: Files): void {
  for (const node of [...parent.childNodes]) {
    if (!isElement(node)) continue
    prune(node, files)
    const id = mediaIn(attribute(node, node.tagName === 'a' ? 'href' : 'src'))
    const poster = mediaIn(attribute(node, 'poster'))
    if (poster && !files[poster]) setAttribute(node, 'poster', undefined)
    if (id && !files[id]) remove(node, node.tagName === 'a')
    else if (node.tagName === 'figure' && !holdsMedium(node)) remove(node)
  }
}

const holdsMedium = (node: Node): boolean =>
  isElement(node) &&
  (['src', 'data-embed'].some((name) => attribute(node, name) !== undefined) ||
    node.childNodes.some(holdsMedium))

/**
 * An address that a reader may be sent to. Those of an article were judged when they were written; like its body they are
 * judged once more by the rules of the day on which they go out.
 */
function safe(address: string | undefined): string | undefined {
  return address !== undefined && isWebAddress(address) ? address : undefined
}

const isFileAddress = (address: string | undefined) => fileAddress.safeParse(address).success

/** The body as readers get it: cleaned once more, without files that are not there. */
function publicBody(body: string, files: Files): string {
  const clean = cleanBody(body)
  if (usesInBody(clean).every(({ id }) => files[id])) return clean
  const fragment = readClean(clean)
  prune(fragment, files)
  return cleanBody(serialize(fragment))
}

function attachmentsOf({ attachments }: Article, files: Files) {
  return attachments.flatMap(({ name, media, ...given }) => {
    if (!media) return isFileAddress(given.href) ? [{ name, ...given }] : []
    const file = files[media]
    return file ? [{ name, ...downloadOf(file) }] : []
  })
}

function audioOf({ audio }: Translation, files: Files) {
  if (!audio?.media) return isFileAddress(audio?.href) ? audio : undefined
  const file = files[audio.media]
  if (file?.kind !== 'audio') return undefined
  const { type, bytes, seconds } = file
  return { href: filePath(file), type, bytes, seconds, transcript: audio.transcript }
}

/** As the public shapes say it, which name a page alone. */
export const typeOf = ({ type }: Pick<Article, 'type'>) => (type === 'page' ? type : undefined)

/** The first film of the library that a body shows. */
function filmOf(uses: readonly MediaUse[], files: Files) {
  const film = uses.flatMap(({ id }) => files[id] ?? []).find(({ kind }) => kind === 'video')
  return film && downloadOf(film)
}

function leadOf({ leadImage }: Article, { alt = '', caption, credit }: Translation, files: Files) {
  const file = leadImage && files[leadImage.media]
  if (file?.kind !== 'picture') return undefined
  return { file, alt: leadImage?.decorative ? '' : alt, caption, credit }
}

/**
 * The page that a state of an article makes in one language. Schemas drop what they do not name; the body is cleaned once
 * more on its way out. `gone` names files that were withdrawn: nothing of them is shown, whatever was approved.
 */
export function pageOf(
  locale: Locale,
  article: Article,
  alternates: readonly Place[],
  gone: ReadonlySet<string> = new Set(),
): ArticlePage {
  const text = article.translations[locale]
  const files = Object.fromEntries(Object.entries(article.files).filter(([id]) => !gone.has(id)))
  const body = publicBody(text?.body ?? '', files)
  const uses = usesInBody(body)
  const lead = text && leadOf(article, text, files)
  return articlePage.parse({
    ...article,
    ...text,
    externalUrl: safe(text?.externalUrl),
    source: article.source && { ...article.source, url: safe(article.source.url) },
    kind: 'page',
    locale,
    type: typeOf(article),
    pinned: article.pinned || undefined,
    body,
    lead,
    image: lead?.file,
    media: filesOf(uses, files),
    film: filmOf(uses, files),
    attachments: attachmentsOf(article, files),
    audio: text && audioOf(text, files),
    alternates,
  })
}

/**
 * The page as it would be if it were published at `at`, without files that were taken from readers (`gone`); the dates of one
 * that was public before are its own.
 */
export function pageIfPublished(
  locale: Locale,
  state: Article,
  at: string,
  gone: ReadonlySet<string> = new Set(),
): ArticlePage {
  const text = state.translations[locale]
  const dated = text && {
    ...text,
    ...correctionsOf(text, { at }),
    publishedAt: text.publishedAt ?? text.scheduled?.publishAt ?? at,
  }
  const places = otherLocales(locale).flatMap((other): Place[] => {
    const { live, slug } = state.translations[other] ?? {}
    return live && slug ? [{ locale: other, section: state.section, slug, type: typeOf(state) }] : []
  })
  return pageOf(locale, { ...state, translations: { ...state.translations, [locale]: dated } }, places, gone)
}

/** The card of a page in lists; undefined for what is not listed. */
export function cardOf(page: ShownArticle): Card | undefined {
  return page.kind === 'page' ? card.parse(page) : undefined
}

/**
 * What of a page can be searched for; undefined for what is no page. After the body come the caption of its lead image and the
 * names of its documents, by which people remember an article too.
 */
export function searchTextOf(page: ShownArticle): SearchText | undefined {
  if (page.kind !== 'page') return undefined
  const more = [page.lead?.caption ?? [], page.attachments.map(({ name }) => name)].flat()
  return searchText.parse({ ...page, body: [plainTextOf(page.body), ...more].filter(Boolean).join('\n') })
}
