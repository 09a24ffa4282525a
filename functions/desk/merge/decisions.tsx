/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { statuses } from '../../domain/article/status.ts'
import type { Answers } from '../../domain/merge/article.ts'
import { partOf } from '../drafts/content.ts'
import type { Draft, DraftView } from '../drafts/draft.ts'
import { type Meanwhile, Undecided } from '../drafts/meanwhile.ts'
import { Button } from '../ui/button.tsx'
import { momentOf } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { MergedPlaces } from './merged-places.tsx'
import { plainOf } from './place.ts'
import { Question } from './question.tsx'

/** All that I wrote, as plain text: to be kept elsewhere before anything is decided. */
function plainText({ content, changed }: DraftView): string {
  const texts = changed.flatMap((part) =>
    Object.entries(partOf(content, part) ?? {}).flatMap(([field, value]) =>
      typeof value !== 'string' || value === '' ? [] : [field === 'body' ? plainOf(value) : value],
    ),
  )
  return texts.join('\n\n')
}

/** A text that has come further meanwhile: to save takes that away. */
function Moved({ part, to }: Meanwhile['moved'][number]) {
  const { t } = useWords()
  const status = statuses.find((each) => each === to)
  if (part === 'shared') return null
  return (
    <Notice tone="warn">
      <p>
        {t('merge.moved', {
          language: t(`languages.${part}`),
          status: status ? t(`status.${status}`) : to,
        })}
      </p>
    </Notice>
  )
}

interface DecisionsProps {
  draft: Draft
  view: DraftView
  meanwhile: Meanwhile
  /** It was saved after all. */
  onSaved: () => void
}

/** What is to be decided before this can be saved, in the order of the text. */
export function Decisions({ draft, view, meanwhile, onSaved }: DecisionsProps) {
  const { t, locale } = useWords()
  const { by, number, at, merges, conflicts, moved } = meanwhile
  const [answers, setAnswers] = useState<Answers>({})
  const [problem, setProblem] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  const questions = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const copy = () => {
    navigator.clipboard.writeText(plainText(view)).then(
      () => say(t('merge.copied')),
      () => say(t('merge.copy_failed')),
    )
  }
  const save = () => {
    const open = conflicts.findIndex(({ id }) => answers[id] === undefined)
    if (open >= 0) {
      setProblem(t('merge.unanswered'))
      questions.current?.querySelectorAll('fieldset')[open]?.querySelector('input')?.focus()
      return
    }
    draft.settle(answers).then(onSaved, (error: unknown) => {
      // Why a save failed is said where all saves are; that there is a new question, here.
      setProblem(error instanceof Undecided ? t('merge.again') : undefined)
    })
  }
  return (
    <section className="decisions stack" aria-labelledby="decisions">
      <h2 id="decisions" tabIndex={-1} ref={heading}>
        {t('merge.title', { name: by, number })}
      </h2>
      <p className="when">{momentOf(at, locale)}</p>
      <p>
        {merges.length > 0 && t('merge.merged_count', { count: merges.length })}{' '}
        {conflicts.length > 0 && t('merge.asked_count', { count: conflicts.length })}
      </p>
      {moved.map((each) => (
        <Moved key={each.part} {...each} />
      ))}
      <p className="hint">{t('merge.safe')}</p>
      <div className="acts">
        <Button onPress={copy}>{t('merge.copy_mine')}</Button>
      </div>
      <div ref={questions} className="stack">
        {conflicts.map((each) => (
          <Question
            key={each.id}
            conflict={each}
            by={by}
            answer={answers[each.id]}
            onAnswer={(answer) => {
              setProblem(undefined)
              setAnswers((now) => ({ ...now, [each.id]: answer }))
            }}
          />
        ))}
      </div>
      <MergedPlaces merges={merges} />
      {problem && (
        <p role="alert" className="wrong">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button look="main" onPress={save}>
          {t('merge.save')}
        </Button>
        <Button onPress={draft.postpone}>{t('merge.later')}</Button>
      </div>
    </section>
  )
}
