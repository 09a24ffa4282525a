/** @jsxImportSource react */
import { useState } from 'react'
import type { Status } from '../../domain/article/status.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import { PutTogether } from './put-together.tsx'
import type { NamedText } from './refused-texts.tsx'

const waits: readonly Status[] = ['draft', 'in_review', 'approved']

/** The texts of these articles that can be put together with others, to go public with them. */
export function textsTogether(
  rows: readonly ArticleRow[],
  me: Member,
  only: Locale | undefined,
): NamedText[] {
  if (!isPermitted(me, 'schedule')) return []
  return rows
    .filter(({ discarded, section }) => !discarded && isInSections(me, section))
    .flatMap(({ id, translations }) =>
      locales
        .filter((each) => !only || each === only)
        .filter((each) => waits.some((status) => status === translations[each]?.status))
        .map((locale) => ({ article: id, locale, title: translations[locale]?.title })),
    )
}

interface TogetherActProps {
  rows: readonly ArticleRow[]
  only: Locale | undefined
  onDone: () => void
}

/** Puts the texts of the chosen articles into one release. */
export function TogetherAct({ rows, only, onDone }: TogetherActProps) {
  const { t } = useWords()
  const { data: me } = useMe()
  const [isAsked, setAsked] = useState(false)
  const texts = me ? textsTogether(rows, me, only) : []
  if (texts.length === 0) return null
  return (
    <>
      <Button onPress={() => setAsked(true)}>{t('articles.bulk.release', { count: texts.length })}</Button>
      {isAsked && <PutTogether texts={texts} onClose={() => setAsked(false)} onDone={onDone} />}
    </>
  )
}
