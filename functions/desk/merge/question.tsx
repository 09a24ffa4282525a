/** @jsxImportSource react */
import { useId } from 'react'
import { compareBodies } from '../../domain/compare/body.ts'
import { wholeEffort } from '../../domain/compare/words.ts'
import type { Answer, Conflict } from '../../domain/merge/article.ts'
import { langOf } from '../drafts/part-words.ts'
import { TextField } from '../ui/fields.tsx'
import { Markup } from '../ui/markup.tsx'
import { useWords } from '../words.tsx'
import { markupOf, plainOf, tagOf, written } from './place.ts'
import { PlaceName } from './place-name.tsx'

interface QuestionProps {
  conflict: Conflict
  /** Who changed it as well. */
  by: string
  answer: Answer | undefined
  onAnswer: (answer: Answer) => void
}

const choices = ['mine', 'theirs', 'both'] as const

/** How a place is written again: the tag of its block, empty for running text; undefined where it cannot be. */
function tagToWrite({ kind, mine, theirs }: Conflict): string | undefined {
  if (kind !== 'html') return kind === 'text' ? '' : undefined
  const [my, their] = [tagOf(String(mine)), tagOf(String(theirs))]
  return my === undefined || their === undefined ? undefined : my || their
}

/** One place that both changed: what each made of it, and which of them holds. */
export function Question({ conflict, by, answer, onAnswer }: QuestionProps) {
  const { t, locale } = useWords()
  const id = useId()
  const { kind, mine, theirs, both } = conflict
  const lang = langOf(conflict.part) ?? locale
  const tag = tagToWrite(conflict)
  const isWritten = typeof answer === 'object'
  const names = { mine: t('merge.mine'), theirs: t('merge.theirs', { name: by }), both: t('merge.both') }
  const begin = kind === 'html' ? plainOf(String(mine)) : String(mine ?? '')
  const write = (text: string) => onAnswer({ write: kind === 'html' ? written(text, tag ?? 'p') : text })
  const shown = (value: unknown) => {
    const html = markupOf(kind, value)
    if (html === '') return <p className="hint">{t('merge.nothing')}</p>
    const compared = compareBodies(markupOf(kind, conflict.base), html, wholeEffort())
    return <Markup html={compared} lang={lang} className="body" />
  }
  const mayBeBoth = both !== undefined && mine !== '' && theirs !== ''
  return (
    <fieldset className="question">
      <legend>
        <PlaceName of={conflict} />
      </legend>
      {choices
        .filter((choice) => choice !== 'both' || mayBeBoth)
        .map((choice) => (
          <div key={choice} className="choice">
            <input
              type="radio"
              name={id}
              id={`${id}-${choice}`}
              checked={answer === choice}
              aria-describedby={`${id}-${choice}-text`}
              onChange={() => onAnswer(choice)}
            />
            <label htmlFor={`${id}-${choice}`}>{names[choice]}</label>
            <div id={`${id}-${choice}-text`}>{shown(conflict[choice])}</div>
          </div>
        ))}
      {tag !== undefined && (
        <div className="choice">
          <input
            type="radio"
            name={id}
            id={`${id}-write`}
            checked={isWritten}
            onChange={() => write(begin)}
          />
          <label htmlFor={`${id}-write`}>{t('merge.write')}</label>
          {isWritten && (
            <TextField
              label={t('merge.write_label')}
              rows={4}
              lang={lang}
              defaultValue={begin}
              onChange={write}
            />
          )}
        </div>
      )}
    </fieldset>
  )
}
