import { useCallback, useMemo } from 'react'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Content } from '../article/content.ts'
import { filesIn, useFiles } from '../media/use-files.ts'
import { checksOf } from './checks.ts'
import type { Found, Known } from './found.ts'
import { useLinks } from './use-links.ts'

interface Checked {
  content: Content
  text: Locale
  /** As it is saved; nothing of a new one. */
  article: Article | undefined
}

/** What the checks find in a text, looked at again when more is known of what it names. */
export function useChecks({ content, text, article }: Checked): Found[] {
  const body = content.translations[text]?.body ?? ''
  const files = useFiles(useMemo(() => filesIn(body), [body]))
  const link = useLinks(body)
  // biome-ignore lint/correctness/useExhaustiveDependencies(files.version): more is known of the files than before
  const file = useCallback<Known['file']>(
    (id) => {
      const status = files.find(id)?.status
      if (status === 'withdrawn' || status === 'removed') return 'gone'
      return files.isMissing(id) ? 'missing' : undefined
    },
    [files, files.version],
  )
  return useMemo(
    () => checksOf({ content, text, article, known: { file, link } }),
    [content, text, article, file, link],
  )
}
