/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { isPermitted } from '../../domain/people/permissions.ts'
import type { SettingsPart } from '../../domain/settings/parts.ts'
import { useMe } from '../api/newsroom.ts'
import { errorsOf, type FieldErrors } from '../article/field-errors.ts'
import { SaveRefusal } from '../article/save-refusal.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { PartValues } from './parts.ts'
import { type Saving, usePart } from './use-part.ts'

export interface FieldsProps<Part extends SettingsPart> {
  value: PartValues[Part]
  onChange: (value: PartValues[Part]) => void
  errors: FieldErrors
}

interface PartFormProps<Part extends SettingsPart> extends Saving<Part> {
  part: Part
  children: (fields: FieldsProps<Part>) => ReactNode
}

/** One part of the settings: its fields, who changed it last, and what to do where somebody else was faster. */
export function PartForm<Part extends SettingsPart>({ part, children, ...saving }: PartFormProps<Part>) {
  const { t } = useWords()
  const state = usePart(part, saving)
  const { known, value, changed, theirs, error } = state
  const me = useMe().data
  const isReadOnly = me !== undefined && !isPermitted(me, 'configure')
  if (value === undefined)
    return known.error ? <Trouble error={known.error} onRetry={() => void known.refetch()} /> : <Loading />
  const saved = (isSaved: boolean) => {
    if (isSaved) say(t('settings.saved'))
  }
  const errors = errorsOf(error, part)
  // Of any part: the compiler looks up the words of each by itself.
  const hint: `settings.hints.${SettingsPart}` = `settings.hints.${part}`
  return (
    <form
      className="stack settings-form"
      // What is wrong is said by the API, in words.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void state.save().then(saved)
      }}
    >
      <p className="hint">{t(hint)}</p>
      {changed && (
        <p className="when">
          {t('settings.changed', { name: changed.actor.name })} <Moment at={changed.at} />
        </p>
      )}
      {isReadOnly && <Notice>{t('settings.read_only')}</Notice>}
      <fieldset className="stack part" disabled={isReadOnly}>
        {children({ value, onChange: isReadOnly ? () => undefined : state.set, errors })}
      </fieldset>
      {theirs?.changed ? (
        <div role="alert">
          <Notice
            tone="warn"
            acts={
              <>
                <Button onPress={() => void state.insist().then(saved)}>{t('settings.insist')}</Button>
                <Button look="quiet" onPress={state.drop}>
                  {t('settings.take_theirs')}
                </Button>
              </>
            }
          >
            <p>{t('settings.collided', { name: theirs.changed.actor.name })}</p>
          </Notice>
        </div>
      ) : (
        <SaveRefusal error={error} errors={errors} onRetry={() => void state.save().then(saved)} />
      )}
      {!isReadOnly && (
        <p className="acts">
          <Button look="main" type="submit" isDisabled={state.isSaving}>
            {t('settings.save')}
          </Button>
          {state.isChanged && (
            <Button look="quiet" onPress={state.drop}>
              {t('settings.undo')}
            </Button>
          )}
        </p>
      )}
    </form>
  )
}
