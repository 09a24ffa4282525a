/** @jsxImportSource react */
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { FieldsProps } from './part-form.tsx'

/** That nothing changes for readers, and why. */
export function FreezeFields({ value: { frozen }, onChange, errors }: FieldsProps<'freeze'>) {
  const { t } = useWords()
  return (
    <>
      <Checkbox
        isSelected={frozen !== null}
        onChange={(isOn) => onChange({ frozen: isOn ? { reason: '' } : null })}
      >
        {t('settings.freeze.frozen')}
      </Checkbox>
      {frozen && (
        <TextField
          label={t('settings.freeze.reason')}
          hint={t('settings.freeze.reason_hint')}
          value={frozen.reason}
          onChange={(reason) => onChange({ frozen: { reason } })}
          maxLength={500}
          error={errors.of('frozen.reason')}
        />
      )}
    </>
  )
}
