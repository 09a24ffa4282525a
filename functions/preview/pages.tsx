import { dateline } from '../domain/dates.ts'
import { otherLocales } from '../domain/locale.ts'
import type { PreviewLink } from '../domain/preview/link.ts'
import type { ArticlePage as Article, Nearby } from '../domain/site/shapes.ts'
import { ArticlePage } from '../views/article-page.tsx'
import { type Frame, viewOf } from '../views/frame.ts'
import { documentOf, Page } from '../views/page.tsx'
import { DecisionForm, type Refused } from './decision-form.tsx'
import type { Standing } from './standing.ts'
import { fill, wordsOf } from './words.ts'

interface BannerProps {
  link: PreviewLink
  standing: Standing
}

function Moment({ at, link }: { at: string; link: PreviewLink }) {
  return <time datetime={at}>{dateline(at, link.locale)}</time>
}

/** What was decided, or why nothing can be. */
function Outcome({ link, standing }: BannerProps) {
  const words = wordsOf(link.locale).standing
  if (standing === 'reading') return null
  if (standing === 'waiting') {
    return (
      <p>
        {words.waiting} <a href="#decision">{words.toDecision}</a>
      </p>
    )
  }
  if (standing !== 'decided') return <p id="decision">{words[standing]}</p>
  const { decided } = link
  if (!decided) return null
  return (
    <div id="decision">
      <p>
        <strong>
          {words[decided.decision]}: <Moment at={decided.at} link={link} />
        </strong>
      </p>
      {decided.note && (
        <p class="note">
          {words.note}: {decided.note}
        </p>
      )}
    </div>
  )
}

function Banner({ link, standing }: BannerProps) {
  const { banner } = wordsOf(link.locale)
  const { label, revision, expiresAt } = link
  return (
    <section class="preview" aria-labelledby="preview">
      <p class="title" id="preview">
        {banner.title}
      </p>
      <p>{fill(banner.shows, { label, number: revision.number })}</p>
      <p>
        {banner.expires}: <Moment at={expiresAt} link={link} />
      </p>
      <Outcome link={link} standing={standing} />
    </section>
  )
}

interface PreviewProps extends BannerProps {
  article: Article
  nearby: Nearby
  refused?: Refused | undefined
}

/** The page as readers will get it, between what it is and what may be decided of it. */
export function renderPreview(
  frame: Frame,
  { link, standing, article, nearby, refused }: PreviewProps,
): string {
  const view = viewOf(frame)
  const words = wordsOf(link.locale)
  const kind = refused ? `${words.failed} – ${words.title}` : words.title
  return documentOf(
    <Page view={view} meta={{ title: `${kind}: ${article.title}`, hidden: true }} note="noArticle">
      <Banner link={link} standing={standing} />
      <ArticlePage view={view} article={article} nearby={nearby} />
      {standing === 'waiting' && <DecisionForm link={link} refused={refused} />}
    </Page>,
  )
}

/** The one answer to every link that opens nothing. In which language it was sent nobody knows, so it says it in each. */
export function renderUseless(frame: Frame): string {
  const view = viewOf(frame)
  const { gone } = wordsOf(view.locale)
  return documentOf(
    <Page view={view} meta={{ title: gone.title, hidden: true }}>
      <h1>{gone.title}</h1>
      <p class="lead">{gone.text}</p>
      {otherLocales(view.locale).map((other) => (
        <section class="other" lang={other}>
          <h2>{wordsOf(other).gone.title}</h2>
          <p>{wordsOf(other).gone.text}</p>
        </section>
      ))}
    </Page>,
  )
}
