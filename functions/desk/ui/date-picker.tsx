/** @jsxImportSource react */

import type { DateValue } from '@internationalized/date'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import {
  DatePicker as AriaDatePicker,
  type DatePickerProps as AriaProps,
} from 'react-aria-components/DatePicker'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { FieldError } from 'react-aria-components/FieldError'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'

interface DatePickerProps<Value extends DateValue>
  extends Omit<AriaProps<Value>, 'className' | 'style' | 'children'> {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Offered where there is something to be taken out again. */
  clear?: { name: string; onClear: () => void } | undefined
}

/** A day, or a moment, that is typed part by part in the order of the language, or chosen of a month. Loaded on demand. */
export function DatePicker<Value extends DateValue>({
  label,
  hint,
  error,
  clear,
  ...props
}: DatePickerProps<Value>) {
  return (
    <AriaDatePicker {...props} className="field" isInvalid={error !== undefined}>
      <Label className="label">{label}</Label>
      <Group className="input moment">
        <DateInput>{(segment) => <DateSegment segment={segment} className="segment" />}</DateInput>
        {clear && (
          <AriaButton slot={null} className="button quiet" aria-label={clear.name} onPress={clear.onClear}>
            <Icon name="close" />
          </AriaButton>
        )}
        <AriaButton className="button quiet">
          <Icon name="scheduled" />
        </AriaButton>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="wrong">{error}</FieldError>
      <Popover className="popover">
        <AriaDialog className="dialog">
          <Calendar>
            <header className="acts">
              <AriaButton slot="previous" className="button quiet">
                <Icon name="left" />
              </AriaButton>
              <Heading />
              <AriaButton slot="next" className="button quiet">
                <Icon name="right" />
              </AriaButton>
            </header>
            <CalendarGrid className="month">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(day) => <CalendarCell date={day} className="day" />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </AriaDialog>
      </Popover>
    </AriaDatePicker>
  )
}
