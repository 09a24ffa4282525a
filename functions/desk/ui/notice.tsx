/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface NoticeProps {
  /** `wrong`: something failed. `warn`: look at this. `done`: it worked. @default info */
  tone?: 'info' | 'warn' | 'wrong' | 'done'
  /** What one can do about it. */
  acts?: ReactNode
  children: ReactNode
}

const icons: Record<NonNullable<NoticeProps['tone']>, IconName> = {
  info: 'info',
  warn: 'warn',
  wrong: 'warn',
  done: 'check',
}

export function Notice({ tone = 'info', acts, children }: NoticeProps) {
  return (
    <div className={`notice ${tone}`}>
      <Icon name={icons[tone]} />
      <div className="says">{children}</div>
      {acts && <div className="acts">{acts}</div>}
    </div>
  )
}
