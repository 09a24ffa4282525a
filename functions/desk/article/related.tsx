/** @jsxImportSource react */
import type { Locale } from '../../domain/locale.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import { ArticleFinder } from './article-finder.tsx'
import { titleOf, useKnown } from './article-names.ts'

interface NamedArticlesProps {
  /** Of the article that names them. */
  id: string
  text: Locale
  isReadOnly: boolean
}

interface NamedProps extends Pick<NamedArticlesProps, 'text' | 'isReadOnly'> {
  id: string
  known: readonly ArticleRow[]
  onRemove: () => void
}

function Named({ id, known, text, isReadOnly, onRemove }: NamedProps) {
  const { t } = useWords()
  const row = known.find((each) => each.id === id)
  const title = titleOf(row, text, id)
  return (
    <li className="row">
      <span lang={text}>{title}</span>
      {!isReadOnly && (
        <Button look="quiet" aria-label={t('article.take_out', { name: title })} onPress={onRemove}>
          <Icon name="close" />
        </Button>
      )}
    </li>
  )
}

interface RelatedListProps extends NamedArticlesProps {
  related: readonly string[]
  /** By what others are near it: its first topic, or else its section. */
  tag: string | undefined
  section: string | undefined
  onChange: (related: string[]) => void
}

/** The most that an article names. */
const most = 10

/** Other articles to which this one leads: found by the words of their titles, or the newest of its topic. */
export function RelatedList({ id, related, text, tag, section, isReadOnly, onChange }: RelatedListProps) {
  const { t } = useWords()
  const known = useKnown(related)
  return (
    <fieldset className="stack">
      <legend className="label">{t('article.related')}</legend>
      <ul className="stack">
        {related.map((each) => (
          <Named
            key={each}
            id={each}
            {...{ known, text, isReadOnly }}
            onRemove={() => onChange(related.filter((other) => other !== each))}
          />
        ))}
      </ul>
      {!isReadOnly && related.length < most && (
        <ArticleFinder
          label={t('article.related_find')}
          text={text}
          except={[id, ...related]}
          near={tag ? { tag } : section ? { section } : undefined}
          onChoose={(chosen) => onChange([...related, chosen])}
        />
      )}
    </fieldset>
  )
}

interface ReplyToProps extends NamedArticlesProps {
  replyTo: string | undefined
  error: string | undefined
  onChange: (replyTo: string | undefined) => void
}

/** The one article that this one answers. */
export function ReplyTo({ id, replyTo, text, isReadOnly, error, onChange }: ReplyToProps) {
  const { t } = useWords()
  const known = useKnown(replyTo ? [replyTo] : [])
  if (isReadOnly && !replyTo) return null
  return (
    <fieldset className="stack">
      <legend className="label">{t('article.reply_to')}</legend>
      <p className="hint">{t('article.reply_to_hint')}</p>
      {replyTo ? (
        <ul className="stack">
          <Named id={replyTo} {...{ known, text, isReadOnly }} onRemove={() => onChange(undefined)} />
        </ul>
      ) : (
        <ArticleFinder
          label={t('article.reply_to_find')}
          text={text}
          except={[id]}
          onChoose={(chosen) => onChange(chosen)}
        />
      )}
      {error && <p className="wrong">{error}</p>}
    </fieldset>
  )
}
