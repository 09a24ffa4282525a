import { monthName } from '../domain/dates.ts'
import { picturePath } from '../domain/library/file.ts'
import type { Locale } from '../domain/locale.ts'
import { isMixed, type OpenList } from '../domain/site/lists.ts'
import { formPath, searchPath, sectionPath } from '../domain/site/paths.ts'
import { type Search, searchAddress } from '../domain/site/search.ts'
import type {
  AbsentPage,
  Archive,
  ArticlePage as Article,
  Card,
  FrontPage as Front,
  GonePage,
  Nearby,
} from '../domain/site/shapes.ts'
import { sharePicture } from '../drawing/mark.ts'
import {
  Absent,
  Ended,
  Gone,
  NotFound,
  type NotSent,
  NotSentPage,
  Outage,
  Unavailable,
} from './absence-pages.tsx'
import { ArticlePage } from './article-page.tsx'
import { beginningOf } from './body-tree.ts'
import { ContactPage, type Sent, SentPage } from './feedback.tsx'
import { type Frame, tagsOf, type View, viewOf } from './frame.ts'
import { FrontPage } from './front-page.tsx'
import { languageName } from './i18n.tsx'
import { ListPage, type Turns } from './list-page.tsx'
import { documentOf, Page } from './page.tsx'
import { type Outcome, SearchPage } from './search-page.tsx'
import { SitemapPage } from './sitemap-page.tsx'
import { structuredArticle, structuredList, structuredSite } from './structured.ts'

/** Each function makes a whole document of what one address shows. The same input gives the same bytes. */

export type { NotSent } from './absence-pages.tsx'
export type { Assets, Frame } from './frame.ts'

/** A summary as a description: one line, cut at a word near the length that search engines show. */
function describe(text: string): string | undefined {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= 200) return line || undefined
  return `${line.slice(0, 200).replace(/\s+\S*$/u, '')}…`
}

interface List extends Turns {
  open: OpenList
  /** The month that is shown of it. */
  month?: string | undefined
  cards: readonly Card[]
  /** How many of them, the first ones, are pinned. @default 0 */
  pinned?: number
  archive: Archive
  atStart: boolean
}

/** What each kind of list is called: by its own name, or by a word of ours; and what kind it is, where that is no matter of course. */
function wordsOf({ t }: View, { list, name = '' }: OpenList) {
  const words = {
    latest: () => ({ title: t('front.latest'), summary: t('front.latest') }),
    featured: () => ({ title: t('front.featured'), summary: t('front.featured') }),
    pinned: () => ({ title: name, summary: name }),
    page: () => ({ title: t('page.all'), summary: t('page.all') }),
    section: () => ({ title: name, summary: name }),
    tag: () => ({ title: name, kind: t('list.kind'), summary: t('list.topic', { topic: name }) }),
  } satisfies Record<OpenList['list']['kind'], () => { title: string; kind?: string; summary: string }>
  return { kind: undefined, ...words[list.kind]() }
}

export function renderFrontPage(frame: Frame, { front }: { front: Front }): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ description: describe(view.chrome.tagline), structured: structuredSite(view) }}>
      <FrontPage view={view} front={front} />
    </Page>,
  )
}

/** A page of a list, or of one of its months. */
export function renderList(
  frame: Frame,
  { open, month, cards, pinned, archive, newer, older, atStart }: List,
): string {
  const view = viewOf(frame)
  const { title, kind, summary } = wordsOf(view, open)
  const shown = month ? `${title} – ${monthName(month, view.locale)}` : title
  const meta = {
    title: shown,
    list: open.name === undefined ? undefined : open.path,
    description: month ? undefined : describe(`${summary}. ${view.chrome.tagline}`),
    structured: structuredList(view, shown),
  }
  return documentOf(
    <Page view={view} meta={meta} note="noPage">
      <ListPage
        view={view}
        title={shown}
        kind={kind}
        list={open.path}
        month={month}
        cards={cards}
        pinned={pinned}
        archive={archive}
        turns={{ newer, older }}
        atStart={atStart && !month}
        mixed={isMixed(open.list)}
      />
    </Page>,
  )
}

export function renderArticle(
  frame: Frame,
  { article, nearby, views }: { article: Article; nearby: Nearby; views: number },
): string {
  const view = viewOf(frame)
  const meta = {
    title: article.title,
    // Search engines show one in any case: of an article without a summary its first words.
    description: describe(article.summary) ?? describe(beginningOf(article.body)) ?? article.title,
    ...(article.type !== 'page' && {
      article: {
        publishedAt: article.publishedAt,
        updatedAt: article.updatedAt,
        section: view.chrome.sections.find(({ id }) => id === article.section)?.name,
        tags: tagsOf(view, article).map(({ name }) => name),
      },
      list: sectionPath(view.chrome, article.section, view.locale),
    }),
    structured: structuredArticle(view, { article, nearby }),
    image: article.lead
      ? { ...article.lead.file.og, path: picturePath(article.lead.file, 'og.jpg'), alt: article.lead.alt }
      : { ...sharePicture, path: formPath(view.path, 'png'), alt: article.title },
  }
  return documentOf(
    <Page view={view} meta={meta} note={article.type === 'page' ? 'noPage' : 'noArticle'}>
      <ArticlePage view={view} article={article} nearby={nearby} views={views} />
    </Page>,
  )
}

/**
 * The page that searches a locale. Search engines may know where that is; what was found is not for them, whose readers look for
 * articles.
 */
export function renderSearch(
  frame: Frame,
  { search, outcome }: { search: Search; outcome: Outcome },
): string {
  const view = viewOf(frame)
  const title = search.q ? view.t('search.titleOf', { q: search.q }) : view.t('search.title')
  const isAsked = searchAddress(view.locale, search) !== searchPath(view.locale)
  const meta = {
    title,
    description: describe(`${view.t('search.label')}. ${view.chrome.tagline}`),
    hidden: isAsked || outcome.state === 'failed',
  }
  return documentOf(
    <Page view={view} meta={meta}>
      <SearchPage view={view} search={search} outcome={outcome} />
    </Page>,
  )
}

/** The way to all that there is in a language. */
export function renderSitemap(
  frame: Frame,
  { pages, archive }: { pages: readonly Card[]; archive: Archive },
): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ title: view.t('sitemap.title') }} note="noPage">
      <SitemapPage view={view} pages={pages} archive={archive} />
    </Page>,
  )
}

export function renderContact(frame: Frame): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ title: view.t('feedback.title') }} note="noPage">
      <ContactPage view={view} />
    </Page>,
  )
}

/** Thanks for what was sent, or said of an article. */
export function renderSent(frame: Frame, sent: Sent): string {
  const view = viewOf(frame)
  return documentOf(
    <Page
      view={view}
      meta={{ title: view.t(sent === 'message' ? 'feedback.sent' : 'feedback.said'), hidden: true }}
      note="noPage"
    >
      <SentPage view={view} sent={sent} />
    </Page>,
  )
}

/** For a form that was not taken: needs no data at all. */
export function renderNotSent(props: { locale: Locale; css: string; why: NotSent }): string {
  return documentOf(<NotSentPage {...props} />)
}

/** For 410: the article was withdrawn. */
export function renderEnded(frame: Frame, { latest }: { latest: readonly Card[] }): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ title: view.t('ended.title'), hidden: true }}>
      <Ended view={view} latest={latest} />
    </Page>,
  )
}

export function renderGone(
  frame: Frame,
  { gone, latest }: { gone: GonePage; latest: readonly Card[] },
): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ title: view.t('gone.title'), hidden: true }}>
      <Gone view={view} gone={gone} latest={latest} />
    </Page>,
  )
}

/** For 404. With `absent` it says in which languages the article can be read. Never shows the address asked for. */
export function renderNotFound(
  frame: Frame,
  { latest, lost = false, absent }: { latest: readonly Card[]; lost?: boolean; absent?: AbsentPage },
): string {
  const view = viewOf(frame)
  if (!absent)
    return documentOf(
      <Page view={view} meta={{ title: view.t('notFound.title'), hidden: true }}>
        <NotFound view={view} latest={latest} lost={lost} />
      </Page>,
    )
  const title = view.t('absent.title', { language: languageName(view.locale, view.locale) })
  return documentOf(
    <Page view={view} meta={{ title, hidden: true }} note="noArticle">
      <Absent view={view} absent={absent} latest={latest} />
    </Page>,
  )
}

/** For 503: needs no data at all. */
export function renderUnavailable({ locale }: { locale: Locale }): string {
  return documentOf(<Unavailable locale={locale} />)
}

/** For 503 where not even the language is known. */
export function renderOutage(): string {
  return documentOf(<Outage />)
}
