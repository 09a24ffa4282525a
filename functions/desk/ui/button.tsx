/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button'

export interface ButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  /** `main`: the one next act of a screen. `quiet`: beside it. `danger`: takes something away. @default plain */
  look?: 'main' | 'plain' | 'quiet' | 'danger'
  children: ReactNode
}

export function Button({ look = 'plain', children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button ${look}`}>
      {children}
    </AriaButton>
  )
}
