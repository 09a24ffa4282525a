import { dayOf, shortDate } from '../domain/dates.ts'
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
        <time datetime={article.publishedAt}>{view.dateline(article.publishedAt)}</time>
      </p>
      <h1>
        <Title text={article.title} />
      </h1>
      <Byline view={view} article={article} />
      {article.updatedAt && (
        <p class="when">
          {view.say('article.updated')}:{' '}
          <time datetime={article.updatedAt}>{view.dateline(article.updatedAt)}</time>
        </p>
      )}
      {view.assets.script && <ReadingTools view={view} isHeard={article.audio !== undefined} />}
      {article.summary && <p class="lead">{article.summary}</p>}
    </header>
  )
}

/** Whether an article is of a unit that is no more: by its section or its byline, and of the unit's time. */
function formerUnitOf({ chrome }: View, { section, byline, publishedAt }: Article) {
  return chrome.formerUnits?.find(
    ({ sections, bylines, until }) =>
      dayOf(publishedAt) <= until &&
      (sections.includes(section) || byline.some((name) => bylines.includes(name))),
  )
}

/** Old articles stay readable, and say that who wrote them is no more: addresses and competences in them may be others now. */
export function FormerUnit({ view, article }: ArticleProps) {
  const unit = formerUnitOf(view, article)
  if (!unit) return null
  const { name, until, successor } = unit
  return (
    <div class="notice" role="note">
      <p>{view.t('article.former', { name, date: shortDate(until, view.locale) })}</p>
      {successor && (
        <p>
          {view.say('article.successor')}:{' '}
          {successor.url ? (
            <a href={successor.url} rel="noopener">
              {successor.name}
            </a>
          ) : (
            successor.name
          )}
        </p>
      )}
    </div>
  )
}

/** What was corrected since it went public, the last first: whoever read it before finds that at once. */
export function Corrections({ view, article }: ArticleProps) {
  if (!article.corrections) return null
  return (
    <section class="notice" aria-labelledby="corrections">
      <h2 id="corrections">{view.say('article.corrections')}</h2>
      {article.corrections.toReversed().map(({ at, text }) => (
        <p>
          <time datetime={at}>{view.dateline(at)}</time>: {text}
        </p>
      ))}
    </section>
  )
}
