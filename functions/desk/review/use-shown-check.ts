import type { Found } from '../checks/found.ts'
import { useFieldName } from '../drafts/field-name.tsx'
import { useWords } from '../words.tsx'
import { isOnPage } from './place-on-page.ts'
import type { PointAt } from './use-pointed.ts'

/** Leads from what a check found to its place on the page, and back to the button that led there. */
export function useShownCheck(point: PointAt) {
  const { t } = useWords()
  const nameOf = useFieldName()
  return ({ block, field = 'body' }: Found): void => {
    const led = document.activeElement
    point({
      name: block === undefined ? nameOf(field) : `${t('notes.paragraph')} ${block + 1}`,
      from: 'check',
      place: block === undefined && isOnPage(field) ? { field } : { field: 'body', block },
      back: () => led instanceof HTMLElement && led.focus(),
    })
  }
}
