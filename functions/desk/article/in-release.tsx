/** @jsxImportSource react */
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermitted } from '../../domain/people/permissions.ts'
import { ExactMoment } from '../releases/exact-moment.tsx'
import { useReleasesOf } from '../releases/use-releases.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'

const PutTogether = lazy(async () => ({
  default: (await import('../releases/put-together.tsx')).PutTogether,
}))

interface InReleaseProps {
  article: Article
  text: Locale
  me: Member
}

/** That a text goes public with others, and when; or the way to put it together with others. */
export function InRelease({ article, text, me }: InReleaseProps) {
  const { t } = useWords()
  const [isAsked, setAsked] = useState(false)
  const { data: releases } = useReleasesOf(article.id)
  const { status } = article.translations[text] ?? {}
  if (!releases || status === undefined || article.discarded) return null
  const release = releases.find(({ members }) =>
    members.some((each) => each.article === article.id && each.locale === text),
  )
  if (release)
    return (
      <Notice tone={release.state === 'planned' && release.missing > 0 ? 'warn' : 'info'}>
        <p>
          {t(release.planned ? 'article.release_planned' : 'article.release')}{' '}
          <Link href={`/releases/${release.id}`}>{release.name}</Link>
          {release.planned && (
            <>
              {', '}
              <ExactMoment at={release.planned.publishAt} />
            </>
          )}
        </p>
        {release.planned && release.missing > 0 && (
          <p>{t('article.release_missing', { count: release.missing })}</p>
        )}
      </Notice>
    )
  const mayPut = isPermitted(me, 'schedule') && isInSections(me, article.section)
  const isWaiting = status === 'draft' || status === 'in_review' || status === 'approved'
  if (!mayPut || !isWaiting) return null
  return (
    <>
      <p className="acts">
        <Button look="quiet" onPress={() => setAsked(true)}>
          {t('article.release_put')}
        </Button>
      </p>
      {isAsked && (
        <Suspense>
          <PutTogether
            texts={[{ article: article.id, locale: text, title: article.translations[text]?.title }]}
            onClose={() => setAsked(false)}
          />
        </Suspense>
      )}
    </>
  )
}
