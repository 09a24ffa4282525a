/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DayField } from '../ui/day-field.tsx'
import { TextField } from '../ui/fields.tsx'
import { dayInVietnam } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { useMoney } from './money.ts'
import type { RoyaltyAnswer } from './royalty.ts'

interface ActsProps {
  answer: RoyaltyAnswer
  tag: string | undefined
  /** Four eyes: whoever proposed it does not approve it, whoever approved it does not pay it. */
  isProposer: boolean
  isApprover: boolean
  onEdit: () => void
  onChanged: () => void
}

type Act = 'approve' | 'pay' | 'reverse'

/** What can be done with a royalty now; and of what cannot, why, before anybody tries. */
export function RecordActs({ answer, tag, isProposer, isApprover, onEdit, onChanged }: ActsProps) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Act>()
  const { royalty, refusal, calculation } = answer
  const { id, state, article, locale } = royalty
  const perform = async (act: Act, body: object) => {
    try {
      await api.write(`/royalties/${id}/${act}`, { method: 'POST', body, match: tag })
    } catch (failure) {
      // It is read again, so that whoever was too late sees what there is now.
      if (failure instanceof Refusal && failure.status === 412) onChanged()
      throw failure
    }
    say(t(`royalties.acts.done.${act}`))
    setAsked(undefined)
    await queries.invalidateQueries({ queryKey: ['royalties'] })
  }
  const isReady = calculation !== undefined && !refusal && royalty.contributions.length > 0
  const close = () => setAsked(undefined)
  return (
    <div className="stack" data-region>
      {isProposer && <Notice>{t('royalties.acts.not_proposer')}</Notice>}
      {isApprover && <Notice>{t('royalties.acts.not_approver')}</Notice>}
      <p className="acts">
        {state === 'proposed' && (
          <>
            {!isProposer && (
              <Button look="main" isDisabled={!isReady} onPress={() => setAsked('approve')}>
                {t('royalties.acts.approve')}
              </Button>
            )}
            <Button onPress={onEdit}>{t('royalties.acts.edit')}</Button>
          </>
        )}
        {state === 'approved' && !isApprover && (
          <Button look="main" onPress={() => setAsked('pay')}>
            {t('royalties.acts.pay')}
          </Button>
        )}
        {(state === 'approved' || state === 'paid') && (
          <Button look="danger" onPress={() => setAsked('reverse')}>
            {t('royalties.acts.reverse')}
          </Button>
        )}
        {state === 'reversed' && answer.correctedBy.length === 0 && (
          <Link className="button main" href={`/royalties/new/${article}/${locale}?corrects=${id}`}>
            {t('royalties.acts.correct')}
          </Link>
        )}
      </p>
      {state === 'proposed' && <p className="hint">{t('royalties.acts.pay_after')}</p>}
      {asked === 'approve' && (
        <Approve answer={answer} onClose={close} onAct={(body) => perform('approve', body)} />
      )}
      {asked === 'pay' && <Pay onClose={close} onAct={(body) => perform('pay', body)} />}
      {asked === 'reverse' && (
        <ActDialog
          title={t('royalties.acts.reverse')}
          intro={t('royalties.acts.reverse_hint')}
          ask={{ label: t('royalties.acts.reason'), isRequired: true }}
          name={t('royalties.acts.reverse')}
          isDanger
          onClose={close}
          onAct={(reason) => perform('reverse', { reason })}
        />
      )}
    </div>
  )
}

interface DialogProps {
  onClose: () => void
  onAct: (body: object) => Promise<void>
}

/** An approval names the warnings that it overrides, one by one, and says why. */
function Approve({ answer, onClose, onAct }: DialogProps & { answer: RoyaltyAnswer }) {
  const { t } = useWords()
  const money = useMoney()
  const warnings = answer.warnings ?? []
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return (
    <ActDialog
      title={t('royalties.acts.approve')}
      intro={t('royalties.acts.approve_hint', { amount: money(answer.calculation?.amountVnd ?? 0) })}
      {...(codes.length > 0 && { ask: { label: t('royalties.acts.why_overridden'), isRequired: true } })}
      name={t('royalties.acts.approve')}
      onClose={onClose}
      onAct={(note) => onAct({ accept: accepted, ...(note && { note }) })}
    >
      {codes.map((code) => (
        <Checkbox
          key={code}
          isSelected={accepted.includes(code)}
          onChange={(is) => setAccepted(is ? [...accepted, code] : accepted.filter((each) => each !== code))}
        >
          {warnings
            .filter((each) => each.code === code)
            .map(({ message }) => message)
            .join('; ')}
        </Checkbox>
      ))}
    </ActDialog>
  )
}

function Pay({ onClose, onAct }: DialogProps) {
  const { t } = useWords()
  const today = dayInVietnam(new Date())
  const [on, setOn] = useState(today)
  const [reference, setReference] = useState('')
  return (
    <ActDialog
      title={t('royalties.acts.pay')}
      intro={t('royalties.acts.pay_hint')}
      name={t('royalties.acts.pay')}
      onClose={onClose}
      onAct={() => onAct({ on, reference })}
    >
      <DayField
        label={t('royalties.acts.paid_on')}
        value={on}
        onChange={(day) => setOn(day ?? '')}
        isRequired
      />
      <TextField
        label={t('royalties.acts.reference')}
        hint={t('royalties.acts.reference_hint')}
        value={reference}
        onChange={setReference}
        maxLength={100}
        isRequired
      />
    </ActDialog>
  )
}
