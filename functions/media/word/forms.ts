import { childOf, descendants, valOf, type XmlElement } from '../xml/xml.ts'
import { toggle } from './styles.ts'

const boxOf = (isChecked: boolean | undefined) => (isChecked ? '☒' : '☐')

/** What an old form field shows that has no text of its own: a box, or what was chosen of a list (`w:ffData`). */
export function formFieldText(field: XmlElement): string | undefined {
  const data = childOf(field, 'w:ffData')
  const box = childOf(data, 'w:checkBox')
  if (box) return boxOf(toggle(box, 'w:checked') ?? toggle(box, 'w:default'))
  const list = childOf(data, 'w:ddList')
  const entries = list?.children.filter(({ name }) => name === 'w:listEntry') ?? []
  const chosen = Number(valOf(list, 'w:result') ?? valOf(list, 'w:default') ?? 0)
  return entries[chosen]?.attributes['w:val']
}

/** The box of a content control that is one. Its content shows the same by a sign of any font, and is left unless it has words. */
export function checkBoxText(control: XmlElement): string | undefined {
  const box = childOf(childOf(control, 'w:sdtPr'), 'w14:checkbox')
  if (!box || [...descendants(control, 'w:t')].some(({ text }) => /[\p{L}\d]{2}/u.test(text)))
    return undefined
  const state = childOf(box, 'w14:checked')?.attributes['w14:val']
  return boxOf(state !== undefined && !/^(?:0|false)$/u.test(state))
}

/** Whether a content control only shows what is to be filled in. */
export function isUnfilled(control: XmlElement): boolean {
  const properties = childOf(control, 'w:sdtPr')
  return properties !== undefined && toggle(properties, 'w:showingPlcHdr') === true
}

export const wordsIn = (element: XmlElement) =>
  [...descendants(element, 'w:t')].map(({ text }) => text).join('')
