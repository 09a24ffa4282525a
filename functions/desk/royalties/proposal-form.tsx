/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { Work } from '../../domain/royalty/calculation.ts'
import { useApi } from '../api/context.tsx'
import { genres } from '../article/genres.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { CalculationView } from './calculation-view.tsx'
import { type Draft, type DraftWork, inputOf } from './draft.ts'
import { DecimalField } from './number-fields.tsx'
import { type Judged, usePayees } from './royalty.ts'
import { Shares } from './shares.tsx'
import { Refused } from './stale.tsx'
import { WarningList } from './warning-list.tsx'

interface ProposalFormProps {
  /** The royalty that is written. */
  id: string
  start: Draft
  error: unknown
  /** `tag`: over what somebody else has written meanwhile. */
  onSave: (input: NonNullable<ReturnType<typeof inputOf>>, tag?: string) => Promise<void>
  onReload: () => void
  onCancel: () => void
}

/** What a text is paid by, and who gets it; beside it what that comes to, and what speaks against it. */
export function ProposalForm({ id, start, error, onSave, onReload, onCancel }: ProposalFormProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState(start)
  const [isIncomplete, setIncomplete] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const input = inputOf(draft)
  const save = async (event?: FormEvent, tag?: string) => {
    event?.preventDefault()
    setIncomplete(input === undefined)
    if (!input) return
    setBusy(true)
    await onSave(input, tag)
    setBusy(false)
  }
  const setWork = (index: number, work: DraftWork) => set({ works: draft.works.with(index, work) })
  return (
    <form className="royalty-columns" noValidate onSubmit={(event) => void save(event)}>
      <div className="stack">
        <h2>{t('royalties.form.works')}</h2>
        {draft.works.map((work, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a work has nothing else that tells it from the next
          <fieldset key={index} className="stack royalty-part">
            <legend className="label">{t('royalties.form.work', { number: index + 1 })}</legend>
            <WorkFields work={work} onChange={(changed) => setWork(index, changed)} />
            {draft.works.length > 1 && (
              <Button look="quiet" onPress={() => set({ works: draft.works.toSpliced(index, 1) })}>
                <Icon name="close" />
                {t('royalties.form.remove_work', { number: index + 1 })}
              </Button>
            )}
          </fieldset>
        ))}
        {draft.works.length < 5 && (
          <Button
            onPress={() => set({ works: [...draft.works, { genre: 'photo', coefficientTenths: undefined }] })}
          >
            {t('royalties.form.add_work')}
          </Button>
        )}
        <div className="royalty-row">
          <DecimalField
            label={t('royalties.form.pages')}
            places={1}
            value={draft.pages}
            onChange={(pages) => set({ pages })}
          />
          <DecimalField
            label={t('royalties.form.photos')}
            places={0}
            value={draft.photos}
            onChange={(photos) => set({ photos })}
          />
          <DecimalField
            label={t('royalties.form.incentive')}
            places={2}
            value={draft.incentiveBasisPoints}
            onChange={(incentiveBasisPoints) => set({ incentiveBasisPoints })}
          />
        </div>
        <Shares draft={draft} onChange={(contributions) => set({ contributions })} />
        <TextField
          label={t('royalties.form.note')}
          rows={2}
          maxLength={1000}
          value={draft.note}
          onChange={(note) => set({ note })}
        />
        {isIncomplete && input === undefined && (
          <div role="alert">
            <Notice tone="wrong">
              <p>{t('royalties.form.incomplete')}</p>
            </Notice>
          </div>
        )}
        <Refused
          error={error}
          path={`/royalties/${id}`}
          onOverwrite={(tag) => void save(undefined, tag)}
          onReload={onReload}
        />
        <p className="acts">
          <Button look="main" type="submit" isPending={isBusy}>
            {t('royalties.form.save')}
          </Button>
          <Button look="quiet" onPress={onCancel}>
            {t('royalties.form.cancel')}
          </Button>
        </p>
      </div>
      <Comes draft={draft} id={id} />
    </form>
  )
}

const isGenre = (id: string): id is Work['genre'] => genres.some((each) => each === id)

function WorkFields({ work, onChange }: { work: DraftWork; onChange: (work: DraftWork) => void }) {
  const { t } = useWords()
  const choices = genres.map((id) => ({ id, name: t(`genres.${id}`) }))
  const from = work.translatedFrom
  return (
    <div className="royalty-row">
      <Select
        label={t('article.genre')}
        choices={choices}
        value={work.genre}
        onChange={(genre) => {
          if (!isGenre(genre)) return
          const { coefficientTenths } = work
          onChange({
            genre,
            coefficientTenths,
            ...(genre === 'translation' && {
              translatedFrom: from ?? { genre: 'news', basisPoints: undefined },
            }),
          })
        }}
      />
      <DecimalField
        label={t('royalties.form.coefficient')}
        places={1}
        value={work.coefficientTenths}
        onChange={(coefficientTenths) => onChange({ ...work, coefficientTenths })}
      />
      {from && (
        <>
          <Select
            label={t('royalties.form.translated_from')}
            choices={choices.filter(({ id }) => id !== 'translation')}
            value={from.genre}
            onChange={(genre) => {
              if (isGenre(genre) && genre !== 'translation')
                onChange({ ...work, translatedFrom: { ...from, genre } })
            }}
          />
          <DecimalField
            label={t('royalties.form.translation_part')}
            places={2}
            value={from.basisPoints}
            onChange={(basisPoints) => onChange({ ...work, translatedFrom: { ...from, basisPoints } })}
          />
        </>
      )}
    </div>
  )
}

/** Milliseconds without a key after which a number is taken for written. */
const pause = 300

/** What a value is once it stays so for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** What the draft comes to, worked out by the API and written nowhere. */
function Comes({ id, draft }: { id: string; draft: Draft }) {
  const { t } = useWords()
  const api = useApi()
  const reason = useReason()
  const payees = usePayees()
  const input = inputOf(draft)
  const question = useSettled(input && JSON.stringify(input))
  const judged = useQuery({
    queryKey: ['royalties', 'judged', id, question],
    enabled: question !== undefined,
    placeholderData: (before) => before,
    queryFn: async () =>
      (
        await api.write<Judged>(`/royalties/${id}/calculation`, {
          method: 'POST',
          body: JSON.parse(question ?? ''),
        })
      ).data,
  })
  return (
    <aside className="stack royalty-comes" aria-label={t('royalties.form.comes')}>
      <h2>{t('royalties.form.comes')}</h2>
      {input === undefined && <p className="hint">{t('royalties.form.incomplete')}</p>}
      {judged.error && (
        <Notice tone="wrong">
          <p>{reason(judged.error)}</p>
        </Notice>
      )}
      {judged.data && !judged.error && (
        <>
          <CalculationView calculation={judged.data.calculation} payees={payees.data ?? []} />
          <WarningList warnings={judged.data.warnings} />
        </>
      )}
    </aside>
  )
}
