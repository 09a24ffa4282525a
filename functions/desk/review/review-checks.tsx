/** @jsxImportSource react */
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import { wordCount } from '../checks/body-checks.ts'
import { ChecksPanel } from '../checks/checks-panel.tsx'
import type { Found } from '../checks/found.ts'
import { useChecks } from '../checks/use-checks.ts'
import { usePageCheck } from '../checks/use-page-check.ts'

interface ReviewChecksProps {
  id: string
  text: Locale
  article: Article
  content: Content
  settings: WrittenSettings
  /** Shows the place of what was found. */
  onShow: (found: Found) => void
}

/** What the checks find in what is to be approved. */
export function ReviewChecks({ id, text, article, content, settings, onShow }: ReviewChecksProps) {
  const found = useChecks({ content, text, article })
  const checkPage = usePageCheck({ id, saved: article, content, locale: text, settings })
  const words = wordCount(content.translations[text]?.body ?? '')
  return <ChecksPanel {...{ found, words, checkPage, onShow }} subject={article} />
}
