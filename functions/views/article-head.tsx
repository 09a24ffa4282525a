import { dateline } from '../domain/dates.ts'
import type { ArticlePage as Article } from '../domain/site/shapes.ts'
import { languageOfName } from './format.ts'
import type { View } from './frame.ts'
import { Title } from './title.tsx'
import { ReadingTools } from './tools.tsx'

interface ArticleProps {
  view: View
  article: Article
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
export function Heading({ view, article }: ArticleProps) {
  if (article.type === 'page')
    return (
      <header>
        <h1>
          <Title text={article.title} />
        </h1>
        {view.assets.script && <ReadingTools view={view} isHeard={article.audio !== undefined} />}
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
      {view.assets.script && <ReadingTools view={view} isHeard={article.audio !== undefined} />}
      {article.summary && <p class="lead">{article.summary}</p>}
    </header>
  )
}

/** What was corrected since it went public, the last first: whoever read it before finds that at once. */
export function Corrections({ view, article }: ArticleProps) {
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
