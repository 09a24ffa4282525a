import { sectionPath, tagPath } from '../domain/site/paths.ts'
import type { ArticlePage as Article, Card, Nearby } from '../domain/site/shapes.ts'
import { Facts } from './article-facts.tsx'
import { Attachments, Listen } from './article-files.tsx'
import { Corrections, FormerUnit, Heading } from './article-head.tsx'
import { Body, columnSizes } from './body.tsx'
import { CardList } from './cards.tsx'
import { Useful } from './feedback.tsx'
import { hostOf } from './format.ts'
import { tagsOf, type View } from './frame.ts'
import { Picture } from './picture.tsx'
import { Replies } from './replies.tsx'
import { Share, Take } from './tools.tsx'

interface ArticleProps {
  view: View
  article: Article
}

/** Of a page none: its section says who looks after it, and not where it stands. */
function sectionOf({ chrome }: View, { section, type }: Article) {
  return type === 'page' ? undefined : chrome.sections.find(({ id }) => id === section)
}

function Trail({ view, article }: ArticleProps) {
  const { locale, t, say } = view
  const section = sectionOf(view, article)
  return (
    <nav class="trail" aria-label={t('article.trail')}>
      <ol>
        <li>
          <a href={`/${locale}`}>{say('home')}</a>
        </li>
        {section && (
          <li>
            <a href={sectionPath(view.chrome, section.id, locale)}>{section.name}</a>
          </li>
        )}
      </ol>
    </nav>
  )
}

/** The lead image. It stands before the text, so it is fetched before everything else. */
function Lead({ view, article: { lead } }: ArticleProps) {
  if (!lead) return null
  const { file, alt, caption, credit } = lead
  return (
    <figure class="lead-image">
      <Picture file={file} alt={alt} sizes={columnSizes} first />
      {(caption || credit) && (
        <figcaption>
          {caption}
          {caption && credit && ' '}
          {credit && <cite>{view.say('article.credit', { name: credit })}</cite>}
        </figcaption>
      )}
    </figure>
  )
}

/** Those that the site knows: between a first publication and its chrome one may not be there yet. */
function Tags({ view, article }: ArticleProps) {
  const { locale, say } = view
  const tags = tagsOf(view, article)
  if (tags.length === 0) return null
  return (
    <section class="topics" aria-labelledby="topics">
      <h2 id="topics">{say('article.topics')}</h2>
      <ul class="tools">
        {tags.map(({ name, slug }) => (
          <li>
            <a rel="tag" href={tagPath(locale, slug)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const neighbours = ['related', 'newer', 'older'] as const

function More({ view, nearby }: { view: View; nearby: Nearby }) {
  const related = new Set(nearby.related.map(({ id }) => id))
  // What is related already is not shown a second time for its date.
  const cards = (each: (typeof neighbours)[number]): readonly Card[] =>
    each === 'related' ? nearby.related : nearby[each].filter(({ id }) => !related.has(id))
  const blocks = neighbours.filter((each) => cards(each).length > 0)
  if (blocks.length === 0) return null
  return (
    <aside class="nearby" aria-label={view.t('article.more')}>
      {blocks.map((each) => (
        <section aria-labelledby={each}>
          <h2 id={each}>{view.say(`article.${each}`)}</h2>
          <CardList view={view} cards={cards(each)} heading="h3" summary={false} />
        </section>
      ))}
    </aside>
  )
}

interface ArticlePageProps extends ArticleProps {
  nearby: Nearby
  /** Undefined in a preview, which is neither counted nor shared: there is nothing at its address yet. */
  views?: number
}

export function ArticlePage({ view, article, nearby, views }: ArticlePageProps) {
  const { say } = view
  const isPublic = views !== undefined
  return (
    <>
      <Trail view={view} article={article} />
      <div class="columns">
        <article class="article" data-id={article.id}>
          <Heading view={view} article={article} />
          <FormerUnit view={view} article={article} />
          <Corrections view={view} article={article} />
          <Replies view={view} nearby={nearby} />
          <Lead view={view} article={article} />
          {article.audio && <Listen view={view} audio={article.audio} />}
          <Body view={view} article={article} />
          {article.externalUrl && (
            <p class="more">
              <a href={article.externalUrl} rel="noopener">
                {say('article.readAt', { host: hostOf(article.externalUrl) })}
              </a>
            </p>
          )}
          <Attachments view={view} article={article} />
          <footer>
            <Tags view={view} article={article} />
            <Facts view={view} article={article} views={views} />
            {isPublic && (
              <>
                <p class="on-paper">
                  {say('article.address')}: {view.siteUrl + view.path}
                </p>
                <Take view={view} eventDate={article.eventDate} />
                {article.type !== 'page' && <Share view={view} title={article.title} />}
                <Useful view={view} about={article.id} />
              </>
            )}
          </footer>
        </article>
        <More view={view} nearby={nearby} />
      </div>
    </>
  )
}
