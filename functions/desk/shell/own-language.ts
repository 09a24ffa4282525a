import { useEffect } from 'react'
import { useDesk } from '../api/desk.ts'
import { useWords } from '../words.tsx'
import { isLocaleKept } from './languages.ts'

/** At a computer where nobody has chosen a language, the desk speaks the one that the person chose for themselves. */
export function useOwnLanguage(): void {
  const { choose } = useWords()
  const locale = useDesk().data?.data.locale
  useEffect(() => {
    if (locale && !isLocaleKept()) void choose(locale).catch(() => undefined)
  }, [locale, choose])
}
