/** @jsxImportSource react */
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import { momentOf } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { useNames } from '../work/task.ts'

/** Who returned a text, when and why: the first thing that whoever goes on with it must know. Nothing once it is handed over again. */
export function Returned({ article, text }: { article: Article; text: Locale }) {
  const { t, locale } = useWords()
  const nameOf = useNames()
  const returned = article.translations[text]?.returned
  if (!returned) return null
  return (
    <Notice tone="warn">
      <p>{t('article.returned', { name: nameOf(returned.by), at: momentOf(returned.at, locale) })}</p>
      {returned.note && <blockquote className="note">{returned.note}</blockquote>}
    </Notice>
  )
}
