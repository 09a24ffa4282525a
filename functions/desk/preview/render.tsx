import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { chromeBeforePublication } from '../../domain/site/chrome.ts'
import { pageIfPublished } from '../../domain/site/projection.ts'
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

/** The page that readers would get of an article as it stands in the form: made by the very code that makes it for them. */
export function renderPreview({ article, locale, settings, siteUrl, at }: Previewed): string {
  const page = pageIfPublished(locale, article, at)
  const chrome = chromeBeforePublication(settings, locale)
  const frame: Frame = { chrome, locale, siteUrl, path: '/', assets: { css: '' }, alternates: {} }
  const view = viewOf(articleFrame(frame, page))
  return documentOf(
    <Page view={view} meta={{ title: page.title, description: page.summary }}>
      <ArticlePage view={view} article={page} nearby={{ related: [], newer: [], older: [] }} />
    </Page>,
  )
}
