import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import { composeArticle, type Find } from './compose.ts'
import { renderPreview } from './render.tsx'

export interface Drawn {
  id: string
  saved: Article | undefined
  content: Content
  locale: Locale
  settings: WrittenSettings
  find: Find
}

/** The page that readers would get of these words if they were published now, as HTML. */
export function drawPage({ id, saved, content, locale, settings, find }: Drawn): string {
  return renderPreview({
    article: composeArticle(id, saved, content, find),
    locale,
    settings: { ...settings, formerSlugs: { sections: {}, tags: {} }, changedIn: {} },
    siteUrl: window.location.origin,
    at: new Date().toISOString(),
  })
}
