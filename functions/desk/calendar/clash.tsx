/** @jsxImportSource react */
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

/** Says that others go public within a quarter of an hour; nothing where none does. */
export function Clash({ count, isWide }: { count: number; isWide: boolean }) {
  const { t } = useWords()
  if (count === 0) return null
  const words = t('schedule.clash', { count })
  return (
    <span className="clash" title={words}>
      <Icon name="warn" />
      <span className={isWide ? '' : 'vh'}>{words}</span>
    </span>
  )
}
