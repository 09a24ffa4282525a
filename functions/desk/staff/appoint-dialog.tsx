/** @jsxImportSource react */
import { useState } from 'react'
import { type Role, roles } from '../../domain/role.ts'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import { errorsOf } from '../article/field-errors.ts'
import { SaveRefusal } from '../article/save-refusal.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { type Colleague, type StaffRecord, useAppoint, useInvite, useRoster } from './roster.ts'

interface AppointDialogProps {
  /** Undefined for somebody who is not on the list yet. */
  who: Colleague | undefined
  onClose: () => void
}

const start: StaffRecord = { name: '', role: 'contributor', active: true }

/** Says what somebody may do, where, and for how long. */
export function AppointDialog({ who, onClose }: AppointDialogProps) {
  const { t } = useWords()
  const appoint = useAppoint()
  const invite = useInvite()
  const [email, setEmail] = useState('')
  const [hasCode, setHasCode] = useState(false)
  const roster = useRoster()
  const me = useMe()
  const [id, setId] = useState(who?.id ?? '')
  const [record, setRecord] = useState<StaffRecord>(who ? { ...recordOf(who), active: true } : start)
  const [known, setKnown] = useState(who?.etag)
  const [error, setError] = useState<unknown>()
  const isLate = error instanceof Refusal && error.code === 'stale'
  const errors = errorsOf(error, 'staff')
  /** Of an invitation the record is a part. */
  const errorOf = (field: string) => errors.of(field) ?? errors.of(`record.${field}`)
  const isMe = who !== undefined && who.id === me.data?.id
  const save = async () => {
    try {
      const isInvited = !who && !hasCode
      await (isInvited ? invite(email.trim(), record) : appoint(id.trim(), record, known))
      say(isInvited ? t('staff.invited', { email: email.trim() }) : t('staff.saved', { name: record.name }))
      onClose()
    } catch (failure) {
      setError(failure)
      // By the next press, what was written meanwhile has been seen.
      if (failure instanceof Refusal && failure.code === 'stale') void roster.refetch()
    }
  }
  const theirs = isLate ? roster.data?.find((each) => each.id === id.trim()) : undefined
  return (
    <Dialog title={who ? t('staff.change_of', { name: who.name }) : t('staff.add')} isOpen onClose={onClose}>
      <form
        className="stack"
        // What is wrong is said by the API, in words.
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {!who && !hasCode && (
          <TextField
            key="email"
            label={t('staff.email')}
            hint={t('staff.email_hint')}
            type="email"
            value={email}
            onChange={setEmail}
            maxLength={254}
            error={errors.of('email')}
            autoFocus
          />
        )}
        {!who && hasCode && (
          <TextField
            key="id"
            label={t('staff.id')}
            hint={t('staff.id_hint')}
            value={id}
            onChange={setId}
            maxLength={200}
            error={errors.of('id')}
            autoFocus
          />
        )}
        {!who && (
          <Checkbox isSelected={hasCode} onChange={setHasCode}>
            {t('staff.has_code')}
          </Checkbox>
        )}
        <TextField
          label={t('staff.name')}
          value={record.name}
          onChange={(name) => setRecord({ ...record, name })}
          maxLength={100}
          error={errorOf('name')}
        />
        {!isMe && <RightFields record={record} onChange={setRecord} errorOf={errorOf} />}
        {isMe && <p className="hint">{t('staff.own_right')}</p>}
        {isLate ? (
          <div role="alert">
            <Notice
              tone="warn"
              acts={
                theirs && (
                  <Button
                    onPress={() => {
                      setKnown(theirs.etag)
                      setRecord(recordOf(theirs))
                      setError(undefined)
                    }}
                  >
                    {t('staff.show_theirs')}
                  </Button>
                )
              }
            >
              <p>{t('staff.collided')}</p>
            </Notice>
          </div>
        ) : (
          <SaveRefusal error={error} errors={errors} onRetry={() => void save()} />
        )}
        <p className="acts">
          <Button look="main" type="submit">
            {t(who ? 'staff.save' : hasCode ? 'staff.add' : 'staff.invite')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('acts.not_now')}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}

/** What is written of somebody, without what the list adds. */
export function recordOf({ id: _, etag: __, lastSeen: ___, ...record }: Colleague): StaffRecord {
  return record
}

interface RightFieldsProps {
  record: StaffRecord
  onChange: (record: StaffRecord) => void
  errorOf: (field: string) => string | undefined
}

function RightFields({ record, onChange, errorOf }: RightFieldsProps) {
  const { t, locale } = useWords()
  const all = useSettings().data?.sections ?? []
  const { role, sections, from, until, ...rest } = record
  const set = (next: {
    role?: Role
    sections?: string[] | undefined
    from?: string | undefined
    until?: string | undefined
  }) => {
    const made = { role, sections, from, until, ...next }
    // Administrators are of all sections.
    const limited = made.role === 'admin' ? undefined : made.sections
    onChange({
      ...rest,
      role: made.role,
      ...(limited && { sections: limited }),
      ...(made.from && { from: made.from }),
      ...(made.until && { until: made.until }),
    })
  }
  return (
    <>
      <Select
        label={t('me.role')}
        hint={t(`staff.may.${role}`)}
        choices={roles.map((each) => ({ id: each, name: t(`roles.${each}`) }))}
        value={role}
        onChange={(id) => set({ role: roles.find((each) => each === id) ?? role })}
      />
      {role !== 'admin' && (
        <fieldset>
          <legend className="label">{t('me.sections')}</legend>
          <Checkbox
            isSelected={sections === undefined}
            onChange={(isEvery) =>
              set({ sections: isEvery ? undefined : all.slice(0, 1).map(({ id }) => id) })
            }
          >
            {t('me.everySection')}
          </Checkbox>
          {sections !== undefined && (
            <div className="choices">
              {all.map(({ id }) => (
                <Checkbox
                  key={id}
                  isSelected={sections.includes(id)}
                  onChange={(isIn) =>
                    set({ sections: isIn ? [...sections, id] : sections.filter((each) => each !== id) })
                  }
                >
                  {sectionName(all, id, locale)}
                </Checkbox>
              ))}
            </div>
          )}
          {errorOf('sections') && <p className="wrong">{errorOf('sections')}</p>}
        </fieldset>
      )}
      <div className="menu-labels">
        <DayField
          label={t('staff.first_day')}
          value={from}
          onChange={(day) => set({ from: day })}
          error={errorOf('from')}
        />
        <DayField
          label={t('staff.last_day')}
          value={until}
          onChange={(day) => set({ until: day })}
          error={errorOf('until')}
        />
      </div>
      <p className="hint">{t('staff.days_hint')}</p>
    </>
  )
}
