/** @jsxImportSource react */
import { Link, useLocation } from 'wouter'
import { useScreenActs } from '../shell/screen-acts.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'

export type Decision = 'return' | 'approve' | 'approve_and_publish'

interface ReviewActsProps {
  /** Of the form. */
  address: string
  /** What this person may decide, most wanted first. */
  offers: readonly Decision[]
  /** Somebody has changed it since it was opened: nothing of it is approved before it was seen. */
  isOutdated: boolean
  onAsk: (decision: Decision) => void
}

/** What can be decided of what is on the screen. */
export function ReviewActs({ address, offers, isOutdated, onAsk }: ReviewActsProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const nameOf = (each: Decision) => (each === 'return' ? t('acts.names.return') : t(`review.${each}`))
  const isOff = (each: Decision) => isOutdated && each !== 'return'
  const [first] = offers
  useScreenActs([
    ...offers
      .filter((each) => !isOff(each))
      .map((each) => ({
        name: nameOf(each),
        ...(each === first && { keys: 'Mod+Enter' }),
        run: () => onAsk(each),
      })),
    { name: t('review.to_text'), run: () => go(address) },
  ])
  return (
    <div className="acts" data-region>
      {offers.map((each) => (
        <Button
          key={each}
          {...(each === 'approve_and_publish' && { look: 'main' })}
          isDisabled={isOff(each)}
          onPress={() => onAsk(each)}
        >
          {nameOf(each)}
          {each === 'return' && '…'}
        </Button>
      ))}
      <Link href={address} className="button quiet">
        {t('review.to_text')}
      </Link>
    </div>
  )
}
