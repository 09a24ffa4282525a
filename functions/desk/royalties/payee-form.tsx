/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Payee } from '../../domain/royalty/payee.ts'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { newId } from '../article/new-id.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { Refused } from './stale.tsx'

export const newPayee = newId

const kinds = ['staff', 'outside'] as const
const empty: Payee = { name: '', kind: 'outside' }
const noBank = { name: '', account: '', holder: '' }

interface PayeeFormProps {
  id: string
  saved: Payee | undefined
  tag: string | undefined
  onSaved: (id: string) => void
  onReload?: () => void
  onCancel: () => void
}

/** Without what was left empty: the API takes no empty words. */
function written({ bank, ...payee }: Payee): object {
  const filled = Object.entries(payee).filter(([, value]) => value !== '' && value !== undefined)
  const hasBank = bank && Object.values(bank).some((value) => value !== '')
  return {
    ...Object.fromEntries(filled),
    ...(hasBank && {
      bank: {
        ...bank,
        account: bank.account.replace(/[\s.-]/gu, '').toUpperCase(),
        ...(bank.branch === '' && { branch: undefined }),
      },
    }),
  }
}

/** Who is paid, and where. Whoever may not pay gets none of it from the API. */
export function PayeeForm({ id, saved, tag, onSaved, onReload, onCancel }: PayeeFormProps) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [payee, setPayee] = useState<Payee>(saved ?? empty)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const set = (change: Partial<Payee>) => setPayee({ ...payee, ...change })
  const { bank = noBank } = payee
  const setBank = (change: Partial<typeof noBank & { branch: string }>) =>
    set({ bank: { ...bank, ...change } })
  const errorOf = (field: string) =>
    error instanceof Refusal ? error.problem.errors?.find((each) => each.field === field)?.message : undefined

  const save = async (known: string | undefined = tag) => {
    setBusy(true)
    try {
      await api.write(`/payees/${id}`, {
        method: 'PUT',
        body: written(payee),
        ...(known ? { match: known } : { absent: true }),
      })
      setError(undefined)
      say(t('royalties.payees.saved', { name: payee.name }))
      await queries.invalidateQueries({ queryKey: ['royalties'] })
      onSaved(id)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const line = (field: 'email' | 'phone' | 'address' | 'taxCode' | 'note', rows = 1) => (
    <TextField
      label={t(`royalties.payees.${field}`)}
      rows={rows}
      autoComplete="off"
      value={payee[field] ?? ''}
      onChange={(value) => set({ [field]: value })}
      error={errorOf(field)}
    />
  )
  return (
    <form
      className="stack royalty-form"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        // In a dialog it stands within the form of a proposal, which is not to be sent with it.
        event.preventDefault()
        event.stopPropagation()
        void save()
      }}
    >
      <TextField
        label={t('royalties.payees.name')}
        hint={t('royalties.payees.name_hint')}
        autoComplete="off"
        isRequired
        value={payee.name}
        onChange={(name) => set({ name })}
        error={errorOf('name')}
      />
      <Select
        label={t('royalties.payees.kind')}
        choices={kinds.map((each) => ({ id: each, name: t(`royalties.kinds.${each}`) }))}
        value={payee.kind}
        onChange={(kind) => set({ kind: kinds.find((each) => each === kind) ?? payee.kind })}
      />
      {line('taxCode')}
      <fieldset className="stack royalty-part">
        <legend className="label">{t('royalties.payees.bank')}</legend>
        {(['name', 'branch', 'account', 'holder'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`royalties.payees.bank_${field}`)}
            autoComplete="off"
            value={(field === 'branch' ? payee.bank?.branch : bank[field]) ?? ''}
            onChange={(value) => setBank({ [field]: value })}
            error={errorOf(`bank.${field}`)}
          />
        ))}
      </fieldset>
      {line('email')}
      {line('phone')}
      {line('address')}
      {line('note', 2)}
      {saved && (
        <Checkbox
          isSelected={payee.retired ?? false}
          onChange={(is) => set({ retired: is ? true : undefined })}
        >
          {t('royalties.payees.retired_hint')}
        </Checkbox>
      )}
      <p className="hint">{t('royalties.payees.privacy')}</p>
      <Refused
        error={error}
        path={`/payees/${id}`}
        onOverwrite={(latest) => void save(latest)}
        onReload={() => (onReload ?? onCancel)()}
      />
      <p className="acts">
        <Button look="main" type="submit" isPending={isBusy}>
          {t('royalties.save')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('royalties.form.cancel')}
        </Button>
      </p>
    </form>
  )
}
