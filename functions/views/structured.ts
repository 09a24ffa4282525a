import { filePath, picturePath } from '../domain/library/file.ts'
import { formPath, searchPath, sectionPath } from '../domain/site/paths.ts'
import type { ArticlePage, Card, Nearby } from '../domain/site/shapes.ts'
import { tagsOf, type View } from './frame.ts'
import { addressOf } from './replies.tsx'

/** What was corrected, as schema.org has it: a comment on the article, with its date. */
function correctionsOf({ corrections }: ArticlePage): object[] | undefined {
  return corrections?.map(({ at, text }) => ({ '@type': 'CorrectionComment', text, datePublished: at }))
}

function filmsOf({ siteUrl }: View, { title, lead, media, publishedAt }: ArticlePage): object[] | undefined {
  const films = Object.values(media).filter((file) => file.kind === 'video')
  if (films.length === 0) return undefined
  return films.map((film) => ({
    '@type': 'VideoObject',
    name: title,
    contentUrl: siteUrl + filePath(film),
    duration: `PT${film.seconds}S`,
    uploadDate: publishedAt,
    thumbnailUrl: lead && siteUrl + picturePath(lead.file, 'og.jpg'),
  }))
}

/** Who publishes the site. Everything else that is said of it names it by `@id`. */
function organisation({ chrome, siteUrl, locale }: View) {
  return {
    '@type': 'GovernmentOrganization',
    '@id': `${siteUrl}/#organisation`,
    name: chrome.imprint.organisation,
    url: `${siteUrl}/${locale}`,
  }
}

/** Characters of a headline that search engines show; a title may be longer. */
const longestHeadline = 110

/** As far as search engines show it, cut at a word. */
export function headlineOf(title: string): string {
  if (title.length <= longestHeadline) return title
  return `${title
    .slice(0, longestHeadline)
    .replace(/\s+\S*$/u, '')
    .slice(0, longestHeadline - 1)}…`
}

/** Another article, as one names it. */
function named(view: View, card: Card): object {
  const url = addressOf(view, card)
  return { '@type': 'NewsArticle', '@id': `${url}#article`, url, headline: headlineOf(card.title) }
}

interface About {
  article: ArticlePage
  nearby: Nearby
}

/** schema.org: what an article is, for search engines and news readers. A reply cites what it answers, which is its subject. */
function newsArticle(view: View, { article, nearby }: About, section: string | undefined): object {
  const { siteUrl } = view
  const address = siteUrl + view.path
  const tags = tagsOf(view, article).map(({ name }) => name)
  const publisher = organisation(view)
  return {
    '@type': 'NewsArticle',
    '@id': `${address}#article`,
    mainEntityOfPage: address,
    headline: headlineOf(article.title),
    description: article.summary || undefined,
    image: [siteUrl + (article.lead ? picturePath(article.lead.file, 'og.jpg') : formPath(view.path, 'png'))],
    video: filmsOf(view, article),
    datePublished: article.publishedAt,
    dateModified: article.updatedAt ?? article.publishedAt,
    correction: correctionsOf(article),
    citation: nearby.replyTo && named(view, nearby.replyTo),
    subjectOf: nearby.replies?.map((each) => named(view, each)),
    inLanguage: article.locale,
    articleSection: section,
    keywords: tags.length > 0 ? tags : undefined,
    author:
      article.byline.length > 0
        ? article.byline.map((name) => ({ '@type': 'Organization', name }))
        : publisher,
    publisher,
  }
}

function breadcrumbList(steps: readonly { name: string | undefined; item: string }[]): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map((step, index) => ({ '@type': 'ListItem', position: index + 1, ...step })),
  }
}

function breadcrumbs(view: View, article: ArticlePage, section: string | undefined): object {
  const { chrome, siteUrl, locale } = view
  const steps = [
    { name: view.t('home'), item: `${siteUrl}/${locale}` },
    { name: section, item: siteUrl + sectionPath(chrome, article.section, locale) },
    { name: article.title, item: siteUrl + view.path },
  ].filter(({ name }) => name !== undefined)
  return breadcrumbList(steps)
}

function webPage(view: View, article: ArticlePage): object {
  const address = view.siteUrl + view.path
  return {
    '@type': 'WebPage',
    '@id': address,
    url: address,
    name: article.title,
    description: article.summary || undefined,
    dateModified: article.updatedAt ?? article.publishedAt,
    correction: correctionsOf(article),
    inLanguage: article.locale,
  }
}

export function structuredArticle(view: View, about: About): object[] {
  const { article } = about
  if (article.type === 'page') return [webPage(view, article), breadcrumbs(view, article, undefined)]
  const section = view.chrome.sections.find(({ id }) => id === article.section)?.name
  return [newsArticle(view, about, section), breadcrumbs(view, article, section)]
}

/** What the site is and where it is searched, and who publishes it. */
export function structuredSite(view: View): object[] {
  const { chrome, siteUrl, locale } = view
  const { address, phone, email } = chrome.imprint
  const publisher = organisation(view)
  return [
    {
      '@type': 'WebSite',
      name: chrome.name,
      url: `${siteUrl}/${locale}`,
      inLanguage: locale,
      publisher: { '@id': publisher['@id'] },
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${siteUrl}${searchPath(locale)}?q={q}` },
        'query-input': 'required name=q',
      },
    },
    { ...publisher, address, telephone: phone, email },
  ]
}

/** Where a list stands. */
export function structuredList({ siteUrl, locale, t, path }: View, title: string): object[] {
  return [
    breadcrumbList([
      { name: t('home'), item: `${siteUrl}/${locale}` },
      { name: title, item: siteUrl + path },
    ]),
  ]
}
