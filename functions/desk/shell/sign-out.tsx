/** @jsxImportSource react */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words.tsx'
import { useInside } from './door.tsx'

/** Titles of what this person wrote at this computer and did not save; empty where the browser keeps nothing. */
async function unsavedOf(person: string): Promise<string[]> {
  const { createLocalCopies } = await import('../drafts/local-copies.ts')
  const copies = await createLocalCopies(person).allUnsaved()
  const titles = [...Map.groupBy(copies, ({ article }) => article).values()].map((all) =>
    all.map(({ content }) => content.title).find((title) => typeof title === 'string'),
  )
  return titles.map((title) => String(title ?? ''))
}

/** Signs out; where something is not saved, says so first. It stays at this computer either way, for this person alone. */
export function useSignOut() {
  const { t } = useWords()
  const { account, signOut } = useInside()
  const [unsaved, setUnsaved] = useState<string[]>()
  const close = () => setUnsaved(undefined)
  const dialog = unsaved && (
    <Dialog title={t('drafts.leaving')} isOpen isAlert onClose={close}>
      <p>{t('drafts.leaving_hint')}</p>
      <ul>
        {unsaved.map((title, index) => (
          // Two articles may have the same title, and none of them moves.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>{title || t('article.untitled')}</li>
        ))}
      </ul>
      <div className="acts">
        <Button look="main" onPress={close} autoFocus>
          {t('drafts.stay')}
        </Button>
        <Button onPress={signOut}>{t('drafts.leave')}</Button>
      </div>
    </Dialog>
  )
  const ask = () => {
    void unsavedOf(account.principal).then((titles) => (titles.length > 0 ? setUnsaved(titles) : signOut()))
  }
  return { ask, dialog }
}
