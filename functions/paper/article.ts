import { dateline, shortDate } from '../domain/dates.ts'
import type { ArticlePage, Card, Nearby, SiteChrome } from '../domain/site/shapes.ts'
import type { Typefaces } from '../drawing/typeface.ts'
import { translator } from '../views/i18n.tsx'
import { addressOf } from '../views/replies.tsx'
import { type Block, bodyBlocks, type TextBlock } from './blocks.ts'
import { layOut } from './layout.ts'
import { writePdf } from './pdf.ts'

/** Sheets of the longest: about 30,000 words. */
const mostSheets = 60

interface PaperOf {
  article: ArticlePage
  /** What it answers and what answers it. */
  nearby: Pick<Nearby, 'replyTo' | 'replies'>
  chrome: SiteChrome
  siteUrl: string
  /** Where it is read, whole. */
  address: string
}

/** What stands around the body, as on the page. */
function blocksOf({ article, nearby, chrome, siteUrl }: PaperOf, body: readonly Block[]): Block[] {
  const { locale } = chrome
  const t = translator(locale)
  const block = (style: TextBlock['style'], text: string | undefined): Block[] =>
    text ? [{ style, text, indent: 0 }] : []
  const { title, byline, updatedAt, eventDate, source, summary, lead, attachments } = article
  const said = (label: string, text: string | undefined) => text && `${label}: ${text}`
  const { replyTo, replies = [] } = nearby
  const named = (card: Card) =>
    `${card.title} (${shortDate(card.publishedAt, locale)}), ${addressOf({ siteUrl, chrome }, card)}`
  return [
    ...block('title', title),
    ...block('small', dateline(article.publishedAt, locale, chrome.weekdays)),
    ...block('small', said(t('article.updated'), updatedAt && dateline(updatedAt, locale, chrome.weekdays))),
    ...block('small', byline.join(', ')),
    ...(article.corrections ?? [])
      .toReversed()
      .flatMap(({ at, text }) =>
        block('text', `${t('article.corrections')} (${dateline(at, locale, chrome.weekdays)}): ${text}`),
      ),
    ...block('text', said(t('article.replyTo'), replyTo && named(replyTo))),
    ...replies.flatMap((card) => block('text', said(t('article.reply'), named(card)))),
    ...block('strong', summary),
    ...block('small', said(t('article.picture'), lead?.caption)),
    ...body,
    ...(attachments.length > 0 ? block('heading', t('article.attachments')) : []),
    ...attachments.flatMap(({ name }) => block('text', name)),
    ...block('small', said(t('article.eventDate'), eventDate && shortDate(eventDate, locale))),
    ...block(
      'small',
      said(t('article.source'), source && [source.name, source.url].filter(Boolean).join(', ')),
    ),
  ]
}

/** An article to keep or to print: A4, with its date, its address and a code that leads there. Undefined where its body cannot be read. */
export function renderPaper(paper: PaperOf, faces: Typefaces): Buffer | undefined {
  const { article, chrome, address } = paper
  const body = bodyBlocks(article)
  if (!body) return undefined
  const t = translator(chrome.locale)
  const sheets = layOut(
    {
      site: chrome.name,
      blocks: blocksOf(paper, body),
      address,
      numbered: (page, pages) => t('search.page', { page, pages }),
      mostSheets,
    },
    faces,
  )
  return writePdf(sheets, {
    title: article.title,
    author: article.byline.join(', ') || chrome.imprint.organisation,
    language: chrome.locale,
    changed: article.updatedAt ?? article.publishedAt,
  })
}
