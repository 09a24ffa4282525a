import { dateline, shortDate } from '../domain/dates.ts'
import { sectionPath, tagPath } from '../domain/site/paths.ts'
import type { ArticlePage as Article, Card, Nearby } from '../domain/site/shapes.ts'
import { Attachments, Listen } from './article-files.tsx'
import { Body, columnSizes } from './body.tsx'
import { CardList } from './cards.tsx'
import { Useful } from './feedback.tsx'
import { count, hostOf, languageOfName } from './format.ts'
import { tagsOf, type View } from './frame.ts'
import { Picture } from './picture.tsx'
import { Title } from './title.tsx'
import { ReadingTools, Share, Take } from './tools.tsx'

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

function Byline({ view, article }: ArticleProps) {
  if (article.byline.length === 0) return null
  return (
    <p class="byline">
      <span class="vh">{view.say('article.byline')}: </span>
      {article.byline.map((name, index) => (
        <>
          {index > 0 && ', '}
          <span lang={languageOfName(name, view.locale)}>{name}</span>
        </>
      ))}
    </p>
  )
}

/** Of a page it is told at its end when it was last looked after; news begin with their date. */
function Heading({ view, article }: ArticleProps) {
  if (article.type === 'page')
    return (
      <header>
        <h1>
          <Title text={article.title} />
        </h1>
        {view.assets.script && <ReadingTools view={view} />}
        {article.summary && <p class="lead">{article.summary}</p>}
      </header>
    )
  return (
    <header>
      <p class="when">
        <time datetime={article.publishedAt}>{dateline(article.publishedAt, view.locale)}</time>
      </p>
      <h1>
        <Title text={article.title} />
      </h1>
      <Byline view={view} article={article} />
      {article.updatedAt && (
        <p class="when">
          {view.say('article.updated')}:{' '}
          <time datetime={article.updatedAt}>{dateline(article.updatedAt, view.locale)}</time>
        </p>
      )}
      {view.assets.script && <ReadingTools view={view} />}
      {article.summary && <p class="lead">{article.summary}</p>}
    </header>
  )
}

/** What was corrected since it went public, the last first: whoever read it before finds that at once. */
function Corrections({ view, article }: ArticleProps) {
  if (!article.corrections) return null
  return (
    <section class="withdrawn" aria-labelledby="corrections">
      <h2 id="corrections">{view.say('article.corrections')}</h2>
      {article.corrections.toReversed().map(({ at, text }) => (
        <p>
          <time datetime={at}>{dateline(at, view.locale)}</time>: {text}
        </p>
      ))}
    </section>
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

function Source({ view, source }: { view: View; source: NonNullable<Article['source']> }) {
  const language = languageOfName(source.name, view.locale)
  return (
    <>
      {source.url ? (
        <a href={source.url} rel="noopener" lang={language}>
          {source.name}
        </a>
      ) : (
        <span lang={language}>{source.name}</span>
      )}
      {source.publishedAt &&
        `, ${view.t('article.sourceDate', { date: shortDate(source.publishedAt, view.locale) })}`}
    </>
  )
}

/** When what a page says was last looked after. */
function Tended({ view, article }: ArticleProps) {
  const at = article.updatedAt ?? article.publishedAt
  return (
    <p class="when">
      {view.say('page.tended')}: <time datetime={at}>{shortDate(at, view.locale)}</time>
    </p>
  )
}

function Facts({ view, article, views }: ArticleProps & { views: number | undefined }) {
  const { locale, say } = view
  if (article.type === 'page') return <Tended view={view} article={article} />
  if (!article.eventDate && !article.source && views === undefined) return null
  return (
    <dl class="facts">
      {article.eventDate && (
        <div>
          <dt>{say('article.eventDate')}:</dt>{' '}
          <dd>
            <time datetime={article.eventDate}>{shortDate(article.eventDate, locale)}</time>
          </dd>
        </div>
      )}
      {article.source && (
        <div>
          <dt>{say('article.source')}:</dt>{' '}
          <dd>
            <Source view={view} source={article.source} />
          </dd>
        </div>
      )}
      {views !== undefined && (
        <div>
          <dt>{say('article.views')}:</dt> <dd data-views>{count(views, locale)}</dd>
        </div>
      )}
    </dl>
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
  const cards = (each: keyof Nearby): readonly Card[] =>
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
          <Corrections view={view} article={article} />
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
