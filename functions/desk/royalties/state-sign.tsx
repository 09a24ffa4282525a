/** @jsxImportSource react */
import type { RoyaltyState } from '../../domain/royalty/royalty.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

/** As a text's states are shown: by sign, word and colour. */
const signs: Record<RoyaltyState, { icon: IconName; look: string }> = {
  proposed: { icon: 'in_review', look: 'in_review' },
  approved: { icon: 'approved', look: 'approved' },
  paid: { icon: 'check', look: 'published' },
  reversed: { icon: 'withdrawn', look: 'withdrawn' },
  reversal: { icon: 'stale', look: 'draft' },
}

export function StateSign({ of }: { of: RoyaltyState }) {
  const { t } = useWords()
  return (
    <span className={`status ${signs[of].look}`}>
      <Icon name={signs[of].icon} />
      {t(`royalties.states.${of}`)}
    </span>
  )
}
