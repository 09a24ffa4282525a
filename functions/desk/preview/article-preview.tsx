/** @jsxImportSource react */
import { useMemo } from 'react'
import { useFiles } from '../media/use-files.ts'
import { useWords } from '../words.tsx'
import { type Drawn, drawPage } from './draw-page.ts'
import { Frame } from './frame.tsx'
import type { Look } from './sheet.ts'

interface ArticlePreviewProps extends Omit<Drawn, 'find'> {
  look: Look
  /** As of the frame. */
  onDrawn?: ((page: Document) => () => void) | undefined
}

/** The page that readers would get of these words, saved or not. */
export function ArticlePreview(props: ArticlePreviewProps) {
  const { id, saved, content, locale, settings, look, onDrawn } = props
  const { t } = useWords()
  const files = useFiles([])
  // biome-ignore lint/correctness/useExhaustiveDependencies(files.version): more is known of the files than before
  const html = useMemo(
    () => drawPage({ id, saved, content, locale, settings, find: files.find }),
    [id, saved, content, locale, settings, files, files.version],
  )
  return (
    <div className="preview-stage">
      <Frame html={html} title={t('preview.frame')} look={look} onDrawn={onDrawn} />
    </div>
  )
}
