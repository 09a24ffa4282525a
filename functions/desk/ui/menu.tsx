/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Button, type ButtonProps } from './button.tsx'
import { Icon } from './icon.tsx'

export interface MenuAct {
  id: string
  name: string
  /** Why it cannot be done now; it is shown, and does nothing. */
  why?: string | undefined
  isDanger?: boolean
  onAction: () => void
}

interface MenuProps {
  /** On the button; `name` is what it is called where it shows only a sign. */
  label: ReactNode
  name?: string
  look?: ButtonProps['look']
  /** What stands above the acts. */
  head?: ReactNode
  /** What takes something away stands in a group of its own, last. */
  groups: readonly (readonly MenuAct[])[]
}

/** A button that opens a list of acts. */
export function Menu({ label, name, look = 'plain', head, groups }: MenuProps) {
  const shown = groups.filter((group) => group.length > 0)
  return (
    <MenuTrigger>
      <Button look={look} {...(name && { 'aria-label': name })}>
        {label}
        {!name && <Icon name="down" />}
      </Button>
      <Popover className="popover" placement="bottom end">
        {head && <div className="options-head">{head}</div>}
        <AriaMenu className="options" aria-label={name ?? String(label)}>
          {shown.map((group, index) => (
            <MenuSection key={group[0]?.id} aria-label={group.map((act) => act.name).join(', ')}>
              {index > 0 && <Separator className="line" />}
              {group.map((act) => (
                <MenuItem
                  key={act.id}
                  id={act.id}
                  textValue={act.name}
                  className={act.isDanger ? 'option danger' : 'option'}
                  isDisabled={act.why !== undefined}
                  onAction={act.onAction}
                >
                  {act.name}
                  {act.why && <span className="why">{act.why}</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
