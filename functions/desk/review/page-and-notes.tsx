/** @jsxImportSource react */
import { lazy, Suspense } from 'react'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import { NotesPanel } from '../notes/notes-panel.tsx'
import { Loading } from '../ui/loading.tsx'
import { useWords } from '../words.tsx'
import { Followed } from './followed.tsx'
import { useFollowedNote } from './use-followed-note.ts'

const ArticlePreview = lazy(async () => ({
  default: (await import('../preview/article-preview.tsx')).ArticlePreview,
}))

/** As wide as the screen has room. */
const fitting = { isDark: false, isPrint: false, size: 'm' } as const

interface PageAndNotesProps {
  article: Article
  text: Locale
  content: Content
  settings: WrittenSettings
}

/** The page that readers would get, and what people say to each other about it: each note leads to its place on the page. */
export function PageAndNotes({ article, text, content, settings }: PageAndNotesProps) {
  const { t } = useWords()
  const { id, section } = article
  const body = article.translations[text]?.body ?? ''
  const { followed, follow, leave } = useFollowedNote({ article: id, text, body })
  const reached = followed?.reached
  return (
    <>
      <section className="stack" data-region aria-labelledby="page">
        <h2 id="page">{t('review.page')}</h2>
        {followed && reached && (
          <Followed key={followed.id} note={{ ...followed, reached }} onLeave={() => leave(followed.id)} />
        )}
        <Suspense fallback={<Loading />}>
          <ArticlePreview
            id={id}
            saved={article}
            content={content}
            locale={text}
            settings={settings}
            look={fitting}
            onDrawn={followed?.onDrawn}
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
    </>
  )
}
