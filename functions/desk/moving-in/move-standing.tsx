/** @jsxImportSource react */
import { Icon, type IconName } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { MoveState } from './move.ts'

/** Sign and colour of each state, by the states of texts that look like it. */
const looks: Record<MoveState, { icon: IconName; like: string }> = {
  open: { icon: 'draft', like: 'draft' },
  trying: { icon: 'stale', like: 'scheduled' },
  tried: { icon: 'eye', like: 'in_review' },
  running: { icon: 'stale', like: 'scheduled' },
  stopped: { icon: 'warn', like: 'in_review' },
  done: { icon: 'check', like: 'published' },
  failed: { icon: 'warn', like: 'withdrawn' },
}

/** How far a move has come, by sign, word and colour. */
export function MoveStanding({ state }: { state: MoveState }) {
  const { t } = useWords()
  const { icon, like } = looks[state]
  return (
    <span className={`status ${like}`}>
      <Icon name={icon} />
      {t(`movingIn.states.${state}`)}
    </span>
  )
}
