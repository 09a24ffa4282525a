/** @jsxImportSource react */
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'

export interface Choice {
  id: string
  name: string
}

interface SelectProps {
  label: string
  /** What stands beside it says the same to whoever sees it. */
  isLabelHidden?: boolean
  choices: readonly Choice[]
  value: string | undefined
  onChange: (id: string) => void
  hint?: string
  error?: string | undefined
  isDisabled?: boolean
  /** By which it is found when something is to be mended in it. */
  field?: string
  /** What stands there while nothing is chosen. */
  placeholder?: string
}

/** One of a few. */
export function Select({
  label,
  isLabelHidden = false,
  choices,
  value,
  onChange,
  hint,
  error,
  isDisabled = false,
  field,
  placeholder,
}: SelectProps) {
  return (
    <AriaSelect
      className="field"
      {...(field && { 'data-field': field })}
      value={value ?? null}
      onChange={(id) => onChange(String(id))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      {...(placeholder && { placeholder })}
    >
      <Label className={isLabelHidden ? 'vh' : 'label'}>{label}</Label>
      <Button className="input select">
        <SelectValue />
        <Icon name="down" />
      </Button>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="wrong">{error}</FieldError>
      <Popover className="popover">
        <ListBox className="options" items={choices}>
          {({ id, name }) => (
            <ListBoxItem id={id} textValue={name} className="option">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
