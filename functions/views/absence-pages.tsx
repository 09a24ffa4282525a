import { defaultLocale, type Locale, locales } from '../domain/locale.ts'
import { articlePath, contactPath, latestPath } from '../domain/site/paths.ts'
import type { AbsentPage, Card, GonePage } from '../domain/site/shapes.ts'
import { CardList } from './cards.tsx'
import type { View } from './frame.ts'
import { languageName, sayer, translator } from './i18n.tsx'

/** Where to go on from a page that is not there; the sections are in the menu above. */
function GoOn({ view, latest }: { view: View; latest: readonly Card[] }) {
  if (latest.length === 0) return null
  return (
    <section class="go-on" aria-labelledby="latest">
      <h2 id="latest">{view.say('front.latest')}</h2>
      <CardList view={view} cards={latest} heading="h3" section summary={false} />
      <p class="more">
        <a href={latestPath(view.locale)}>{view.say('front.moreLatest')}</a>
      </p>
    </section>
  )
}

interface AbsenceProps {
  view: View
  latest: readonly Card[]
}

export function Gone({ view, gone, latest }: AbsenceProps & { gone: GonePage }) {
  const { say } = view
  return (
    <>
      <h1>{say('gone.title')}</h1>
      <p class="lead">{say('gone.text')}</p>
      <div class="notice">
        <p class="title">{gone.title}</p>
        {gone.reason && (
          <p>
            {say('gone.reason')}: {gone.reason}
          </p>
        )}
        <p class="when">
          {say('gone.at')}: <time datetime={gone.at}>{view.dateline(gone.at)}</time>
        </p>
      </div>
      <GoOn view={view} latest={latest} />
    </>
  )
}

/** The article exists, in other languages. Its title is in the first of them. */
export function Absent({ view, absent, latest }: AbsenceProps & { absent: AbsentPage }) {
  const { say } = view
  return (
    <>
      <h1>{say('absent.title', { language: languageName(view.locale, view.locale) })}</h1>
      <p class="lead">{say('absent.text')}</p>
      <ul class="versions">
        {absent.alternates.map((place, index) => (
          <li>
            <a href={articlePath(view.chrome, { ...place, id: absent.id })} hreflang={place.locale}>
              {say('absent.read', { language: languageName(place.locale, view.locale) })}
              {index === 0 && (
                <>
                  : <span lang={place.locale}>{absent.title}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
      <GoOn view={view} latest={latest} />
    </>
  )
}

/** What stood here is gone for good. */
export function Ended({ view, latest }: AbsenceProps) {
  const { say } = view
  return (
    <>
      <h1>{say('ended.title')}</h1>
      <p class="lead">{say('ended.text')}</p>
      <GoOn view={view} latest={latest} />
    </>
  )
}

/** `lost`: the script notes that the address was asked for, so that editors may lead it somewhere. */
export function NotFound({ view, latest, lost }: AbsenceProps & { lost: boolean }) {
  const { say } = view
  return (
    <>
      <h1 data-lost={lost || undefined}>{say('notFound.title')}</h1>
      <p class="lead">{say('notFound.text')}</p>
      <GoOn view={view} latest={latest} />
    </>
  )
}

/** The head of a page that needs nothing: not the database, and the style sheet only where it is at hand. */
function BareHead({ title, css }: { title: string; css?: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {css && <style dangerouslySetInnerHTML={{ __html: css }} />}
    </head>
  )
}

/** Why a form was not taken, for a person who can go back to it. */
export type NotSent = 'wrong' | 'tooLong' | 'tooMany' | 'failed'

export function NotSentPage({ locale, css, why }: { locale: Locale; css: string; why: NotSent }) {
  const [t, say] = [translator(locale), sayer(locale)]
  return (
    <html lang={locale}>
      <BareHead title={t('feedback.notSent.title')} css={css} />
      <body>
        <main class="wrap">
          <h1>{say('feedback.notSent.title')}</h1>
          <p class="lead">{say(`feedback.notSent.${why}`)}</p>
          <p>
            <a href={contactPath(locale)}>{say('feedback.notSent.back')}</a>
          </p>
        </main>
      </body>
    </html>
  )
}

export function Unavailable({ locale }: { locale: Locale }) {
  const [t, say] = [translator(locale), sayer(locale)]
  return (
    <html lang={locale}>
      <BareHead title={t('unavailable.title')} />
      <body>
        <main>
          <h1>{say('unavailable.title')}</h1>
          <p>{say('unavailable.text')}</p>
        </main>
      </body>
    </html>
  )
}

/** The same in every language, with the way to what can still be read: a file knows nothing of who asks for it. */
export function Outage() {
  return (
    <html lang={defaultLocale}>
      <BareHead title={locales.map((locale) => translator(locale)('unavailable.title')).join(' · ')} />
      <body>
        <main>
          {locales.map((locale) => {
            const say = sayer(locale)
            return (
              <section lang={locale}>
                <h1>{say('unavailable.title')}</h1>
                <p>{say('unavailable.text')}</p>
                <p>
                  <a href={`/${locale}`}>{say('home')}</a>
                </p>
              </section>
            )
          })}
        </main>
      </body>
    </html>
  )
}
