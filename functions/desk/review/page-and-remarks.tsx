/** @jsxImportSource react */
import { lazy, type ReactNode, Suspense } from 'react'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import type { Found } from '../checks/found.ts'
import { NotesPanel } from '../notes/notes-panel.tsx'
import { Loading } from '../ui/loading.tsx'
import { useWords } from '../words.tsx'
import { Followed } from './followed.tsx'
import { useFollowedNote } from './use-followed-note.ts'
import { usePointed } from './use-pointed.ts'
import { useShownCheck } from './use-shown-check.ts'

const ArticlePreview = lazy(async () => ({
  default: (await import('../preview/article-preview.tsx')).ArticlePreview,
}))

/** As wide as the screen has room. */
const fitting = { isDark: false, isPrint: false, size: 'm' } as const

interface PageAndRemarksProps {
  article: Article
  text: Locale
  content: Content
  settings: WrittenSettings
  /** What the checks find, each with the way to its place. */
  checksWith: (onShow: (found: Found) => void) => ReactNode
}

/**
 * The page that readers would get, what people say to each other about it, and what the checks find in it: each of them leads to its
 * place on the page.
 */
export function PageAndRemarks({ article, text, content, settings, checksWith }: PageAndRemarksProps) {
  const { t } = useWords()
  const { id, section } = article
  const body = article.translations[text]?.body ?? ''
  const { pointed, point } = usePointed(body)
  const follow = useFollowedNote({ article: id, text, body, point })
  const show = useShownCheck(point)
  const reached = pointed?.reached
  return (
    <>
      <section className="stack" data-region aria-labelledby="page">
        <h2 id="page">{t('review.page')}</h2>
        {pointed && reached && <Followed key={pointed.id} pointed={{ ...pointed, reached }} />}
        <Suspense fallback={<Loading />}>
          <ArticlePreview
            id={id}
            saved={article}
            content={content}
            locale={text}
            settings={settings}
            look={fitting}
            onDrawn={pointed?.onDrawn}
          />
        </Suspense>
      </section>
      <section className="stack" data-region aria-labelledby="notes">
        <h2 id="notes">{t('beside.notes')}</h2>
        <NotesPanel
          {...{ article: id, section, text, body }}
          where={() => ({ about: 'text', block: 0 })}
          onShow={follow}
        />
      </section>
      <section className="stack" data-region aria-labelledby="checks">
        <h2 id="checks">{t('checks.title')}</h2>
        {checksWith(show)}
      </section>
    </>
  )
}
