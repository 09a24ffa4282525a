/** @jsxImportSource react */
import { Progress } from '../media/upload-row.tsx'
import type { Sending } from '../media/uploads.ts'
import { Button } from '../ui/button.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Sendings } from './sendings.ts'

/** What failed is told before what waits: somebody is to do something about it. */
const shownMost = 20

/** Files on their way: each that is being sent or has failed, and how many wait. */
export function SendingList({ sendings: { uploads, entries, isSending } }: { sendings: Sendings }) {
  const { t } = useWords()
  if (entries.length === 0) return null
  const of = (state: Sending<string>['state']) => entries.filter((each) => each.state === state)
  const [sent, failed, sending, waiting] = [of('done'), of('failed'), of('sending'), of('waiting')]
  const rest = [...sending, ...waiting]
  return (
    <>
      <ul className="uploads" aria-label={t('media.uploads')}>
        {[...failed.slice(0, shownMost), ...sending].map((entry) => (
          <Row key={entry.key} entry={entry} uploads={uploads} />
        ))}
      </ul>
      <p role="status" className="when">
        {t('media.sent_of', { done: sent.length, count: entries.length })}
      </p>
      {waiting.length > 0 && <p className="when">{t('movingIn.waiting', { count: waiting.length })}</p>}
      {isSending && rest.length > 1 && (
        <p className="acts">
          <Button look="quiet" onPress={() => uploads.cancel(...rest.map(({ key }) => key))}>
            {t('movingIn.stop_sending')}
          </Button>
        </p>
      )}
    </>
  )
}

interface RowProps {
  entry: Sending<string>
  uploads: Sendings['uploads']
}

function Row({ entry: { key, name, state, part, error }, uploads }: RowProps) {
  const { t } = useWords()
  const reason = useReason()
  return (
    <li className="upload">
      <div className="says">
        {state === 'failed' ? (
          <span className="wrong">
            {name}: {reason(error)}
          </span>
        ) : (
          <Progress name={name} part={part} />
        )}
      </div>
      <div className="acts">
        {state === 'failed' && (
          <Button onPress={() => uploads.retry(key)} aria-label={`${t('failures.retry')}: ${name}`}>
            {t('failures.retry')}
          </Button>
        )}
        <Button look="quiet" onPress={() => uploads.cancel(key)} aria-label={`${t('media.cancel')}: ${name}`}>
          {t('media.cancel')}
        </Button>
      </div>
    </li>
  )
}
