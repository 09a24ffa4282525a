import { shortDate } from '../domain/dates.ts'
import type { ArticlePage as Article } from '../domain/site/shapes.ts'
import { count, languageOfName } from './format.ts'
import type { View } from './frame.ts'

interface ArticleProps {
  view: View
  article: Article
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

export function Facts({ view, article, views }: ArticleProps & { views?: number | undefined }) {
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
