/** @jsxImportSource react */
import type { Status as TextStatus } from '../../domain/article/status.ts'
import { useWords } from '../words.tsx'
import { Icon, type IconName } from './icon.tsx'

/** How far a text has come; `missing`: there is none in this language, `stale`: its source says something else now. */
export type Standing = TextStatus | 'missing' | 'stale'

/** By sign, word and colour, never by colour alone. */
export function Status({ of }: { of: Standing }) {
  const { t } = useWords()
  const icon: IconName = of
  return (
    <span className={`status ${of}`}>
      <Icon name={icon} />
      {t(`status.${of}`)}
    </span>
  )
}
