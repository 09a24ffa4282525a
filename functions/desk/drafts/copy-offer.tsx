/** @jsxImportSource react */
import { useState } from 'react'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { momentOf } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { ComparedPart } from './compared-part.tsx'
import type { Draft, DraftView } from './draft.ts'
import type { Offer } from './offers.ts'
import { partName } from './part-words.ts'

function OfferBar({ draft, offer }: { draft: Draft; offer: Offer }) {
  const { t, locale } = useWords()
  const tell = useTell()
  const [isCompared, setCompared] = useState(false)
  const part = partName(t, offer.part)
  const at = momentOf(offer.at, locale)
  const text =
    offer.from === 'here'
      ? t('drafts.offer', { part, at })
      : t('drafts.offer_there', { part, at, device: offer.device })
  const goOn = () => {
    void draft.accept(offer.part)
    tell(t('drafts.line.here', { at: '' }).trim())
  }
  const discard = () => {
    void draft.discard(offer.part).then(() => say(t('drafts.discarded')))
  }
  const acts = (
    <>
      <Button look="main" onPress={goOn}>
        {t('drafts.go_on')}
      </Button>
      <Button look="quiet" onPress={discard}>
        {t('drafts.discard')}
      </Button>
    </>
  )
  return (
    <section aria-label={text}>
      <Notice
        tone="warn"
        acts={
          <>
            <Button onPress={() => setCompared(true)}>{t('drafts.difference')}</Button>
            {acts}
          </>
        }
      >
        <p>{text}</p>
        {offer.isBehind && <p>{t('drafts.behind')}</p>}
        <Dialog
          title={t('drafts.difference_title', { part })}
          isOpen={isCompared}
          isWide
          onClose={() => setCompared(false)}
        >
          <ComparedPart part={offer.part} from={offer.shown} to={offer.content} />
          <div className="acts">{acts}</div>
        </Dialog>
      </Notice>
    </section>
  )
}

/** What was typed before and not saved, and what is wrong with this computer: bars over the text. */
export function CopyOffer({ draft, view }: { draft: Draft; view: DraftView }) {
  const { t } = useWords()
  const names = [...new Set(view.others.map(({ by }) => by.name))]
  return (
    <>
      {view.offers.map((offer) => (
        <OfferBar key={offer.part} draft={draft} offer={offer} />
      ))}
      {view.localTrouble && (
        <div role="status">
          <Notice tone="warn">
            <p>{t(`drafts.${view.localTrouble}`)}</p>
          </Notice>
        </div>
      )}
      {names.map((name) => (
        <p key={name} className="when">
          {t('drafts.others', { name })}
        </p>
      ))}
    </>
  )
}
