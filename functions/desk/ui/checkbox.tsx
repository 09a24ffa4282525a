/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaProps } from 'react-aria-components/Checkbox'
import { Icon } from './icon.tsx'

export function Checkbox({
  children,
  ...props
}: Omit<AriaProps, 'className' | 'style' | 'children'> & { children?: ReactNode }) {
  return (
    <AriaCheckbox {...props} className="checkbox">
      <span className="box">
        <Icon name="check" />
      </span>
      {children}
    </AriaCheckbox>
  )
}
