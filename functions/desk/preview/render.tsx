import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Settings, WrittenSettings } from '../../domain/settings/settings.ts'
import { chromeBeforePublication } from '../../domain/site/chrome.ts'
import { articlePath } from '../../domain/site/paths.ts'
import { pageIfPublished, pageOf } from '../../domain/site/projection.ts'
import type { ArticlePage as PublicPage } from '../../domain/site/shapes.ts'
import { ArticlePage } from '../../views/article-page.tsx'
import { articleFrame, type Frame, viewOf } from '../../views/frame.ts'
import { documentOf, Page } from '../../views/page.tsx'

interface Previewed {
  article: Article
  locale: Locale
  settings: Settings
  siteUrl: string
  /** When it would go public, UTC. */
  at: string
}

type Around = Pick<Previewed, 'locale' | 'settings' | 'siteUrl'>

/** The page that readers would get of an article as it stands in the form: made by the very code that makes it for them. */
export function renderPreview({ article, at, ...around }: Previewed): string {
  return render(pageIfPublished(around.locale, article, at), around)
}

/** The page that readers had of a text that was live, and where it stood by the sections of today. */
export function renderShown({
  article,
  locale,
  settings,
  siteUrl,
}: Pick<Previewed, 'article' | 'locale' | 'siteUrl'> & { settings: WrittenSettings }) {
  const whole = { ...settings, formerSlugs: { sections: {}, tags: {} }, changedIn: {} }
  const page = pageOf(locale, article, [])
  const slugs = chromeBeforePublication(whole, locale)
  return { path: articlePath(slugs, page), html: render(page, { locale, settings: whole, siteUrl }) }
}

function render(page: PublicPage, { locale, settings, siteUrl }: Around): string {
  const chrome = chromeBeforePublication(settings, locale)
  const frame: Frame = { chrome, locale, siteUrl, path: '/', assets: { css: '' }, alternates: {} }
  const view = viewOf(articleFrame(frame, page))
  return documentOf(
    <Page view={view} meta={{ title: page.title, description: page.summary }}>
      <ArticlePage view={view} article={page} nearby={{ related: [], newer: [], older: [] }} />
    </Page>,
  )
}
