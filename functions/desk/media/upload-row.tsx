/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { Link } from 'wouter'
import type { StrippedPart } from '../../domain/library/stripped.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { cardOf, type LibraryFile, nameOf } from './library.ts'
import type { Sending, Uploads } from './uploads.ts'

/** Says of what was in a picture, and readers do not get. */
function useStripped(): (parts: readonly StrippedPart[]) => string {
  const { t, locale } = useWords()
  return (parts) => {
    const names = parts.map((part) => t(`media.stripped.${part}`))
    return t('media.stripped_of', { parts: new Intl.ListFormat(locale).format(names) })
  }
}

/** How far a file is on its way; at 1 what came of it is awaited. */
export function Progress({ name, part }: { name: string; part: number }) {
  const { t } = useWords()
  return (
    <ProgressBar className="progress" value={part * 100} aria-label={t('media.sending', { name })}>
      {({ valueText }) => (
        <>
          <span>{t(part === 1 ? 'media.taking' : 'media.sending', { name })}</span>{' '}
          <span className="count">{part === 1 ? '' : valueText}</span>
          <progress value={part} max={1} />
        </>
      )}
    </ProgressBar>
  )
}

interface UploadRowProps {
  entry: Sending<LibraryFile>
  uploads: Uploads<LibraryFile>
  /** Whether what is done leads to its page. */
  isLinked: boolean
  /** Names of what is taken here. */
  types: string
}

/** One file on its way, and what can be done about it. */
export function UploadRow({ entry, uploads, isLinked, types }: UploadRowProps) {
  const { t, locale } = useWords()
  const reason = useReason()
  const stripped = useStripped()
  const { key, name, state, part, made, twin, error } = entry
  const cancel = (word: string) => (
    <Button look="quiet" onPress={() => uploads.cancel(key)} aria-label={`${word}: ${name}`}>
      {word}
    </Button>
  )
  const said: Record<Sending<LibraryFile>['state'], () => ReactNode> = {
    waiting: () => t('media.waiting', { name }),
    sending: () => <Progress name={name} part={part} />,
    twin: () => (
      <>
        {t('media.twin', { name })} {twin && <b>{nameOf(twin, locale)}</b>}
      </>
    ),
    failed: () => (
      <span className="wrong">
        {name}: {reason(error)}
      </span>
    ),
    wrong_kind: () => <span className="wrong">{t('media.wrong_kind', { name, types })}</span>,
    done: () => (
      <>
        <Icon name="check" />{' '}
        {isLinked && made ? <Link href={`/media/${made.id}`}>{nameOf(made, locale)}</Link> : name}
        {made && made.stripped.length > 0 && <span className="when">{stripped(made.stripped)}</span>}
      </>
    ),
  }
  const card = twin && state === 'twin' && cardOf(twin)
  return (
    <li className="upload">
      {card && <img src={card} alt="" />}
      <div className="says">{said[state]()}</div>
      <div className="acts">
        {state === 'twin' && (
          <>
            <Button look="main" onPress={() => uploads.takeTwin(key)}>
              {t('media.use_twin')}
            </Button>
            <Button onPress={() => uploads.retry(key, { isWantedTwice: true })}>{t('media.twice')}</Button>
          </>
        )}
        {state === 'failed' && (
          <Button onPress={() => uploads.retry(key)} aria-label={`${t('failures.retry')}: ${name}`}>
            {t('failures.retry')}
          </Button>
        )}
        {state !== 'done' && cancel(t('media.cancel'))}
      </div>
    </li>
  )
}
