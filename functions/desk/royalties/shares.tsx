/** @jsxImportSource react */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { type Draft, type DraftShare, newShare, sharesOf } from './draft.ts'
import { decimalOf } from './money.ts'
import { DecimalField } from './number-fields.tsx'
import { newPayee, PayeeForm } from './payee-form.tsx'
import { roles, usePayees } from './royalty.ts'

interface SharesProps {
  draft: Draft
  onChange: (contributions: DraftShare[]) => void
}

const whole = 10_000

/** Who gets which part, with what the parts come to. */
export function Shares({ draft, onChange }: SharesProps) {
  const { t, locale } = useWords()
  const payees = usePayees()
  const [added, setAdded] = useState<string>()
  const { contributions } = draft
  const { creators, staff } = sharesOf(draft)
  const set = (index: number, change: Partial<DraftShare>) =>
    onChange(contributions.map((each, at) => (at === index ? { ...each, ...change } : each)))
  const offered = (payees.data ?? []).filter(
    ({ id, retired }) => !retired || contributions.some(({ payee }) => payee === id),
  )
  const sums = [
    { words: 'royalties.form.sum', value: creators },
    ...(staff === undefined ? [] : [{ words: 'royalties.form.sum_staff' as const, value: staff }]),
  ] as const
  const add = (payee?: string) =>
    onChange([
      ...contributions,
      newShare({ payee, role: 'author', shareBasisPoints: Math.max(0, whole - creators) }),
    ])
  return (
    <>
      <h2>{t('royalties.form.shares')}</h2>
      {contributions.length === 0 && <p className="empty">{t('royalties.form.nobody')}</p>}
      {contributions.map(({ key, payee, role, shareBasisPoints }, index) => (
        <fieldset key={key} className="royalty-row royalty-part">
          <legend className="vh">{t('royalties.form.share_of', { number: index + 1 })}</legend>
          <Select
            label={t('royalties.payee')}
            choices={offered}
            value={payee}
            placeholder={t('royalties.form.choose_payee')}
            onChange={(id) => set(index, { payee: id })}
          />
          <Select
            label={t('royalties.role')}
            choices={roles.map((id) => ({ id, name: t(`royalties.roles.${id}`) }))}
            value={role}
            onChange={(id) => set(index, { role: roles.find((each) => each === id) ?? role })}
          />
          <DecimalField
            label={t('royalties.form.share')}
            places={2}
            value={shareBasisPoints}
            onChange={(value) => set(index, { shareBasisPoints: value })}
          />
          <Button
            look="quiet"
            aria-label={t('royalties.form.remove_share', { number: index + 1 })}
            onPress={() => onChange(contributions.toSpliced(index, 1))}
          >
            <Icon name="close" />
          </Button>
        </fieldset>
      ))}
      {contributions.length > 0 &&
        sums.map(({ words, value }) => (
          <p key={words} className={value === whole ? 'status approved' : 'wrong'} role="status">
            {t(words, { value: decimalOf(value, 2, locale) })}
            {value < whole && ` – ${t('royalties.form.below')}`}
            {value > whole && ` – ${t('royalties.form.above')}`}
          </p>
        ))}
      <p className="acts">
        <Button onPress={() => add()}>{t('royalties.form.add_share')}</Button>
        <Button look="quiet" onPress={() => setAdded(newPayee())}>
          {t('royalties.payees.new')}
        </Button>
      </p>
      {added && (
        <Dialog title={t('royalties.payees.new')} isOpen onClose={() => setAdded(undefined)}>
          <PayeeForm
            id={added}
            saved={undefined}
            tag={undefined}
            onSaved={(id) => {
              setAdded(undefined)
              add(id)
            }}
            onCancel={() => setAdded(undefined)}
          />
        </Dialog>
      )}
    </>
  )
}
