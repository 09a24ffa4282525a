/** @jsxImportSource react */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import type { Answer } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { useMe, useSettings } from '../api/newsroom.ts'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { CalculationView } from './calculation-view.tsx'
import { draftOf } from './draft.ts'
import { RecordActs } from './record-acts.tsx'
import type { RevisionLine, RoyaltyAnswer } from './royalty.ts'
import { StateSign } from './state-sign.tsx'
import { WarningList } from './warning-list.tsx'

const ProposalForm = lazy(async () => ({ default: (await import('./proposal-form.tsx')).ProposalForm }))

/** One royalty: what it comes to, what speaks against it, what can be done with it, and what was. */
export function RecordEntry({ id }: { id: string }) {
  const api = useApi()
  const me = useMe()
  const settings = useSettings()
  const record = useQuery({
    queryKey: ['royalties', 'record', id],
    queryFn: ({ signal }) => api.read<RoyaltyAnswer>(`/royalties/${id}`, { signal }),
  })
  if (record.error && !record.data)
    return <Trouble error={record.error} onRetry={() => void record.refetch()} />
  if (!record.data || !me.data || !settings.data) return <Loading />
  return (
    <Entry
      answer={record.data}
      me={me.data.id}
      fourEyes={settings.data.royaltyFourEyes}
      onReload={() => void record.refetch()}
    />
  )
}

interface EntryProps {
  answer: Answer<RoyaltyAnswer>
  me: string
  fourEyes: boolean
  onReload: () => void
}

function Entry({ answer: { data, tag }, me, fourEyes, onReload }: EntryProps) {
  const { t, locale } = useWords()
  const { royalty, payees, warnings, refusal, overdue, correctedBy } = data
  const { id, article, locale: of, text, state, approval, payment, reversed } = royalty
  // As it was when it was begun: what somebody else writes meanwhile is refused, and not written over.
  const [editing, setEditing] = useState<string>()
  const calculation = approval?.calculation ?? data.calculation
  const dayOf = (day: string) => shortDate(`${day}T00:00:00Z`, locale)
  return (
    <>
      <div className="royalty-head">
        <p className="title">
          <Link href={`/a/${article}/${of}`} lang={of}>
            {text.title}
          </Link>{' '}
          <span className="when">
            · {t(`languages.${of}`)}
            {text.publishedAt &&
              ` · ${t('royalties.published_on', { day: shortDate(text.publishedAt, locale) })}`}
          </span>
        </p>
        <StateSign of={state} />
      </div>
      {refusal && (
        <Notice tone="wrong">
          <p>{refusal}</p>
        </Notice>
      )}
      {overdue && approval && (
        <Notice tone="wrong">
          <p>{t('royalties.overdue_since', { day: dayOf(approval.due) })}</p>
        </Notice>
      )}
      {editing ? (
        <Suspense fallback={<Loading />}>
          <Editing
            id={id}
            tag={editing}
            answer={data}
            onDone={() => setEditing(undefined)}
            onReload={onReload}
          />
        </Suspense>
      ) : (
        <>
          <RecordActs
            answer={data}
            tag={tag}
            isProposer={state === 'proposed' && fourEyes && data.revision.actor.id === me}
            isApprover={state === 'approved' && fourEyes && approval?.by.id === me}
            onEdit={() => setEditing(tag)}
            onChanged={onReload}
          />
          {warnings && <WarningList warnings={warnings} />}
          {calculation && <CalculationView calculation={calculation} payees={payees} />}
          {state === 'proposed' && royalty.contributions.length === 0 && (
            <Notice tone="warn">
              <p>{t('royalties.form.nobody')}</p>
            </Notice>
          )}
          {royalty.note && <p className="note">{royalty.note}</p>}
        </>
      )}
      {approval && (
        <dl className="facts">
          <dt>{t('royalties.record.approved')}</dt>
          <dd>
            {approval.by.name} · <Moment at={approval.at} />
            {approval.alone && ` · ${t('royalties.record.alone')}`}
          </dd>
          <dt>{t('royalties.record.due')}</dt>
          <dd>{dayOf(approval.due)}</dd>
          {payment && (
            <>
              <dt>{t('royalties.record.paid')}</dt>
              <dd>
                {dayOf(payment.on)} · {payment.reference}
                {payment.alone && ` · ${t('royalties.record.alone')}`}
              </dd>
            </>
          )}
          {reversed && (
            <>
              <dt>{t('royalties.record.reversed')}</dt>
              <dd>
                <Moment at={reversed.at} /> · {reversed.reason} ·{' '}
                <Link href={`/royalties/r/${reversed.by}`}>{t('royalties.record.to_reversal')}</Link>
              </dd>
            </>
          )}
          {royalty.reverses && (
            <>
              <dt>{t('royalties.record.reverses')}</dt>
              <dd>
                <Link href={`/royalties/r/${royalty.reverses}`}>{t('royalties.record.to_original')}</Link>
              </dd>
            </>
          )}
          {approval.overridden.length > 0 && (
            <>
              <dt>{t('royalties.record.overridden')}</dt>
              <dd>
                {approval.overridden.map(({ message }) => message).join('; ')}
                {approval.note && ` – ${approval.note}`}
              </dd>
            </>
          )}
        </dl>
      )}
      {correctedBy.map((each) => (
        <p key={each}>
          <Link href={`/royalties/r/${each}`}>{t('royalties.record.corrected_by')}</Link>
        </p>
      ))}
      <Past id={id} number={data.revision.number} />
    </>
  )
}

interface EditingProps {
  id: string
  tag: string
  answer: RoyaltyAnswer
  onDone: () => void
  onReload: () => void
}

function Editing({ id, tag, answer, onDone, onReload }: EditingProps) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [start] = useState(() => draftOf(answer.royalty))
  return (
    <ProposalForm
      id={id}
      start={start}
      error={error}
      onSave={async (body, latest = tag) => {
        try {
          await api.write(`/royalties/${id}`, { method: 'PUT', body, match: latest })
          say(t('royalties.form.saved'))
          await queries.invalidateQueries({ queryKey: ['royalties'] })
          onDone()
        } catch (failure) {
          setError(failure)
        }
      }}
      onReload={() => {
        onReload()
        onDone()
      }}
      onCancel={onDone}
    />
  )
}

const acts = ['propose', 'approve', 'pay', 'reverse'] as const

/** Who did what with it, and when. */
function Past({ id, number }: { id: string; number: number }) {
  const { t } = useWords()
  const api = useApi()
  const past = useQuery({
    queryKey: ['royalties', 'past', id, number],
    queryFn: async ({ signal }) =>
      (await api.read<{ revisions: RevisionLine[] }>(`/royalties/${id}/revisions`, { signal })).data
        .revisions,
  })
  return (
    <section aria-labelledby="past" className="stack">
      <h2 id="past">{t('royalties.record.past')}</h2>
      <ol className="past">
        {past.data?.toReversed().map(({ number: each, at, action, note, actor }) => {
          const act = acts.find((one) => one === action)
          return (
            <li key={each}>
              <Moment at={at} /> · {actor.name}: {act ? t(`royalties.record.acts.${act}`) : action}
              {note && ` – ${note}`}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
