import { useLocation } from 'wouter'
import { type Locale, locales } from '../../domain/locale.ts'
import { useScreenActs } from '../shell/screen-acts.ts'
import { useWords } from '../words.tsx'
import { focusPanel, type PanelTab } from './side-panel.tsx'

interface Shown {
  id: string
  text: Locale
  isSaved: boolean
}

interface FormActs {
  saveNow: () => void
  setTab: (tab: PanelTab) => void
  setPreviewed: (isPreviewed: boolean) => void
}

/** What is done in the form by keys, and found in the palette. */
export function useFormActs({ id, text, isSaved }: Shown, { saveNow, setTab, setPreviewed }: FormActs): void {
  const { t } = useWords()
  const [, go] = useLocation()
  const showPanel = (tab: PanelTab) => {
    setTab(tab)
    focusPanel()
  }
  useScreenActs([
    { name: t(isSaved ? 'article.save' : 'article.save_draft'), keys: 'Mod+KeyS', run: saveNow },
    { name: t('preview.open'), keys: 'Alt+KeyP', run: () => setPreviewed(true) },
    { name: t('checks.information'), keys: 'Alt+KeyI', run: () => showPanel('information') },
    { name: t('checks.title'), keys: 'Alt+KeyC', run: () => showPanel('checks') },
    ...(isSaved
      ? [
          { name: t('beside.notes'), keys: 'Alt+KeyN', run: () => showPanel('notes') },
          { name: t('article.history'), keys: 'Alt+KeyH', run: () => go(`/a/${id}/${text}/history`) },
        ]
      : []),
    ...locales.map((each, index) => ({
      name: t('article.to_language', { language: t(`languages.${each}`) }),
      keys: `Alt+Shift+Digit${index + 1}`,
      run: () => go(`/a/${id}/${each}`),
    })),
  ])
}
