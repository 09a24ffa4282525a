/** @jsxImportSource react */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { useLocation } from 'wouter'
import { type Locale, locales } from '../../domain/locale.ts'
import { fold } from '../../domain/text.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import { isMac } from '../text/is-mac.ts'
import { isTyping, shownKeys } from '../text/keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words.tsx'
import { type ScreenAct, screenActs } from './screen-acts.ts'

/** Articles that are proposed. */
const most = 8

interface Proposal extends ScreenAct {
  id: string
  /** Of its name, where that is no word of the desk's. */
  lang?: Locale
}

/** Articles whose titles have these words; until they are found, those of the words before. */
function useArticles(words: string) {
  const api = useApi()
  const asked = useDeferredValue(words)
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['found', asked],
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ text: asked, limit: String(most) })
      return (await api.read<{ articles: ArticleRow[] }>(`/articles?${query}`, { signal })).data.articles
    },
  })
  const isAsked = asked === words
  return {
    rows: words.length > 1 && data ? data : [],
    isFound: isAsked && !isPlaceholderData,
    isSearching: isFetching || !isAsked,
  }
}

interface PaletteProps {
  onClose: () => void
}

/** Everything that can be done here, every place of the desk, and articles by their titles: found by their names. */
export function Palette({ onClose }: PaletteProps) {
  const { t, locale } = useWords()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const words = text.trim()
  const { rows, isFound, isSearching } = useArticles(words)
  // As they were when it was opened: nothing of the screen changes under it.
  const [acts, places] = useMemo(() => [screenActs('screen'), screenActs('desk')], [])
  const isNamed = ({ name }: Pick<ScreenAct, 'name'>) => fold(name).includes(fold(words))
  const named = (all: readonly ScreenAct[], part: string): Proposal[] =>
    all
      .map((act, index) => ({ ...act, id: `${part} ${index}` }))
      // What a screen offers twice, beside its text and in a menu, is one act.
      .filter(({ name }, index) => all.findIndex((other) => other.name === name) === index)
      .filter((act) => isNamed(act) && act.name !== t('palette.title'))
  const articles = rows
    .map(({ id, translations }): Proposal => {
      const lang = [locale, ...locales].find((each) => translations[each]) ?? locale
      const title = translations[lang]?.title || t('article.untitled')
      return { id, name: title, lang, run: () => go(`/a/${id}/${lang}`) }
    })
    // Whoever types fast and presses Enter gets nothing that was proposed for other words.
    .filter((each) => isFound || isNamed(each))
  const sections = [
    { id: 'screen', name: t('keys.screen'), proposals: named(acts, 'screen') },
    { id: 'articles', name: t('shell.articles'), proposals: articles },
    { id: 'desk', name: t('keys.everywhere'), proposals: named(places, 'desk') },
  ].filter(({ proposals }) => proposals.length > 0)
  const choose = (key: unknown) => {
    const chosen = sections.flatMap(({ proposals }) => proposals).find(({ id }) => id === key)
    onClose()
    // After the focus has come back to where it was: what is done may move it.
    if (chosen) setTimeout(chosen.run)
  }
  return (
    <Dialog title={t('palette.title')} isOpen onClose={onClose}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField className="field" autoFocus>
          <Label className="label">{t('palette.label')}</Label>
          <Input
            className="input"
            // One press leaves: nobody has to empty the field first.
            onKeyDownCapture={({ key, nativeEvent }) => {
              if (key === 'Escape' && !isTyping(nativeEvent)) onClose()
            }}
          />
        </SearchField>
        {sections.length === 0 && <p className="empty">{t(isSearching ? 'loading' : 'palette.none')}</p>}
        <Menu className="options palette" aria-label={t('palette.found')} onAction={choose}>
          {sections.map(({ id, name, proposals }) => (
            <MenuSection key={id} id={id}>
              <Header className="options-head">{name}</Header>
              {proposals.map((each) => (
                <MenuItem key={each.id} id={each.id} textValue={each.name} className="option">
                  <span {...(each.lang && { lang: each.lang })}>{each.name}</span>
                  {each.keys && <kbd>{shownKeys(each.keys, isMac)}</kbd>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
    </Dialog>
  )
}
