/** @jsxImportSource react */
import { useEffect, useMemo, useState } from 'react'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import { useFiles } from '../media/use-files.ts'
import { useWords } from '../words.tsx'
import { composeArticle } from './compose.ts'
import { Frame } from './frame.tsx'
import { renderPreview } from './render.tsx'
import type { Look } from './sheet.ts'

interface ArticlePreviewProps {
  id: string
  saved: Article | undefined
  content: Content
  locale: Locale
  settings: WrittenSettings
  look: Look
}

/** The page that readers would get of these words, saved or not. */
export function ArticlePreview({ id, saved, content, locale, settings, look }: ArticlePreviewProps) {
  const { t } = useWords()
  const files = useFiles([])
  const [drawn, setDrawn] = useState(0)
  useEffect(() => files.subscribe(() => setDrawn((count) => count + 1)), [files])
  // biome-ignore lint/correctness/useExhaustiveDependencies(drawn): more is known of the files than before
  const html = useMemo(
    () =>
      renderPreview({
        article: composeArticle(id, saved, content, files.find),
        locale,
        settings: { ...settings, formerSlugs: { sections: {}, tags: {} } },
        siteUrl: window.location.origin,
        at: new Date().toISOString(),
      }),
    [id, saved, content, locale, settings, files, drawn],
  )
  return (
    <div className="preview-stage">
      <Frame html={html} title={t('preview.frame')} look={look} />
    </div>
  )
}
