/** @jsxImportSource react */
import { useEffect } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useTell } from '../shell/tell.tsx'
import { Icon } from '../ui/icon.tsx'
import { momentOf } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { type ArticleAnswer, useArticle } from './article.ts'
import { FormerAddresses } from './former-addresses.tsx'
import { Views, ViewsByDay } from './views.tsx'

/** How long it is asked whether readers have it, in milliseconds; afterwards, when somebody comes back to the window. */
const patience = 600_000

interface LiveProps {
  answer: ArticleAnswer
  text: Locale
}

/** What readers have of a text, and since when: said when it was seen at the site itself, not when it was asked for. */
export function Live({ answer, text }: LiveProps) {
  const { t, locale } = useWords()
  const tell = useTell()
  const { refetch } = useArticle(answer.article.id)
  const live = answer.article.translations[text]?.live
  const address = answer.addresses[text]
  const seen = answer.seen?.[text]
  const isSeen = live !== undefined && seen !== undefined && seen.revision >= live.revision
  const since = isSeen ? momentOf(seen.at, locale) : undefined
  useEffect(() => {
    if (since) tell(t('live.since', { at: since }))
  }, [since, tell, t])
  useEffect(() => {
    if (!live || isSeen || Date.now() - Date.parse(live.since) > patience) return
    const timer = setInterval(() => void refetch(), 2000)
    return () => clearInterval(timer)
  }, [live, isSeen, refetch])
  if (!live) return null
  return (
    <>
      <p className="live">
        <Icon name={isSeen ? 'published' : 'in_review'} />
        <span>
          {since ? t('live.since', { at: since }) : t('live.coming')}
          {address && (
            <>
              {' '}
              <a href={address} target="_blank" rel="noreferrer">
                {t('live.open')}
              </a>
            </>
          )}{' '}
          <Views id={answer.article.id} />
        </span>
      </p>
      <ViewsByDay id={answer.article.id} />
      <FormerAddresses article={answer.article} />
    </>
  )
}
