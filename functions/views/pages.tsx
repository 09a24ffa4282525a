import { monthName } from '../domain/dates.ts'
import { picturePath } from '../domain/library/file.ts'
import type { Locale } from '../domain/locale.ts'
import {
  type AbsentPage,
  type Archive,
  type ArticlePage as Article,
  type Card,
  type FrontPage as Front,
  type GonePage,
  latestPath,
  type Nearby,
  type PublicSection,
  type PublicTag,
  sectionPath,
  tagPath,
} from '../domain/site/shapes.ts'
import { Absent, Gone, NotFound, Unavailable } from './absence-pages.tsx'
import { ArticlePage } from './article-page.tsx'
import { type Frame, viewOf } from './frame.ts'
import { FrontPage } from './front-page.tsx'
import { ListPage, type Turns } from './list-page.tsx'
import { documentOf, Page } from './page.tsx'
import { structuredArticle } from './structured.ts'

/** Each function makes a whole document of what one address shows. The same input gives the same bytes. */

export type { Assets, Frame } from './frame.ts'

/** A summary as a description: one line, cut at a word near the length that search engines show. */
function describe(text: string): string | undefined {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= 200) return line || undefined
  return `${line.slice(0, 200).replace(/\s+\S*$/u, '')}…`
}

interface List extends Turns {
  cards: readonly Card[]
  archive: Archive
}

export function renderFrontPage(frame: Frame, { front }: { front: Front }): string {
  const view = viewOf(frame)
  return documentOf(
    <Page view={view} meta={{ description: describe(view.chrome.tagline) }}>
      <FrontPage view={view} front={front} />
    </Page>,
  )
}

export function renderSection(
  frame: Frame,
  { section, cards, archive, newer, older, atStart }: List & { section: PublicSection; atStart: boolean },
): string {
  const view = viewOf(frame)
  const list = sectionPath(view.chrome, section.id, view.locale)
  return documentOf(
    <Page
      view={view}
      meta={{ title: section.name, list, description: describe(`${section.name}. ${view.chrome.tagline}`) }}
      note="noPage"
    >
      <ListPage
        view={view}
        title={section.name}
        list={list}
        cards={cards}
        archive={archive}
        turns={{ newer, older }}
        atStart={atStart}
      />
    </Page>,
  )
}

/** What carries a tag, whatever its section. */
export function renderTag(
  frame: Frame,
  { tag, cards, newer, older, atStart }: Omit<List, 'archive'> & { tag: PublicTag; atStart: boolean },
): string {
  const view = viewOf(frame)
  const list = tagPath(view.locale, tag.slug)
  const description = describe(`${view.t('list.topic', { topic: tag.name })}. ${view.chrome.tagline}`)
  return documentOf(
    <Page view={view} meta={{ title: tag.name, list, description }} note="noPage">
      <ListPage
        view={view}
        title={tag.name}
        kind={view.t('list.kind')}
        list={list}
        cards={cards}
        archive={{ months: [] }}
        turns={{ newer, older }}
        atStart={atStart}
        mixed
      />
    </Page>,
  )
}

/** A month of a section; of everything when there is no section. */
export function renderMonth(
  frame: Frame,
  {
    section,
    month,
    cards,
    archive,
    newer,
    older,
  }: List & { section?: PublicSection | undefined; month: string },
): string {
  const view = viewOf(frame)
  const list = section ? sectionPath(view.chrome, section.id, view.locale) : latestPath(view.locale)
  const title = `${section?.name ?? view.t('front.latest')} – ${monthName(month, view.locale)}`
  return documentOf(
    <Page view={view} meta={{ title, list: section && list }} note="noPage">
      <ListPage
        view={view}
        title={title}
        list={list}
        month={month}
        cards={cards}
        archive={archive}
        turns={{ newer, older }}
        atStart={false}
        mixed={!section}
      />
    </Page>,
  )
}

export function renderLatest(
  frame: Frame,
  { cards, archive, newer, older, atStart }: List & { atStart: boolean },
): string {
  const view = viewOf(frame)
  const title = view.t('front.latest')
  return documentOf(
    <Page
      view={view}
      meta={{ title, description: describe(`${title}. ${view.chrome.tagline}`) }}
      note="noPage"
    >
      <ListPage
        view={view}
        title={title}
        list={latestPath(view.locale)}
        cards={cards}
        archive={archive}
        turns={{ newer, older }}
        atStart={atStart}
        mixed
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
    description: describe(article.summary),
    publishedAt: article.publishedAt,
    updatedAt: article.updatedAt,
    list: sectionPath(view.chrome, article.section, view.locale),
    structured: structuredArticle(view, article),
    image: article.lead && {
      ...article.lead.file.og,
      path: picturePath(article.lead.file, 'og.jpg'),
      alt: article.lead.alt,
    },
  }
  return documentOf(
    <Page view={view} meta={meta} note="noArticle">
      <ArticlePage view={view} article={article} nearby={nearby} views={views} />
    </Page>,
  )
}

/** For 410: the article was withdrawn. */
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
  { latest, absent }: { latest: readonly Card[]; absent?: AbsentPage },
): string {
  const view = viewOf(frame)
  if (!absent)
    return documentOf(
      <Page view={view} meta={{ title: view.t('notFound.title'), hidden: true }}>
        <NotFound view={view} latest={latest} />
      </Page>,
    )
  const title = view.t('absent.title', { language: view.t(`languages.${view.locale}`) })
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
