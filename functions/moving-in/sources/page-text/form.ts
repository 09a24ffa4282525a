import { fold } from '../../../domain/text.ts'
import { knownLabels, labelKey } from '../../plan/labels.ts'

/** What the portal printed below the text of an article: the counter, the buttons for sharing, and the form it was written in. */

/** `Lượt người xem: Views: 79`, `Views: 1.234`: thousands apart as any language does it. */
const counter =
  /^(?:Lượt (?:người )?(?:xem|đọc)|Số lượt (?:người )?(?:xem|đọc)|Views|View count)\s*:(?:\s*Views\s*:)?\s*(.*)$/iu
const number = /^(?:\d+|\d{1,3}([., ])\d{3}(?:\1\d{3})*)$/u

const sharing = /^(?:Chia sẻ|Share)\s*:?(?:\s*Share\s*:)?$/iu
const ofForm = /^(?:Manage Permissions|Version History|Content Type\s*:|Approval Status$|TinMoiNhat$)/iu

const key = (line: string) => labelKey(line, fold)
const labels = new Set(knownLabels.map(({ label }) => key(label)))
const isLabel = (line: string | undefined) => line !== undefined && line.length < 40 && labels.has(key(line))

/** Labels of the form stand one below the other; a line of a text may be called like one of them. */
const beginsForm = (lines: readonly string[], at: number) =>
  ofForm.test(lines[at] ?? '') ||
  (isLabel(lines[at]) && lines.slice(at + 1, at + 4).filter(isLabel).length >= 2)

interface End {
  /** The number of lines that are the text. */
  end: number
  /** Undefined where no number is told. */
  views?: number
}

/** The counter at a line, with the lines that it goes on in: browsers break it between its label and its number. */
function counterAt(lines: readonly string[], at: number): { told: string; length: number } | undefined {
  let told = counter.exec(lines[at] ?? '')?.[1]
  if (told === undefined) return undefined
  let length = 1
  const next = () => lines[at + length] ?? ''
  if (told === '' && /^Views\s*:/iu.test(next())) {
    told = counter.exec(next())?.[1] ?? ''
    length += 1
  }
  if (told === '' && number.test(next())) {
    told = next()
    length += 1
  }
  return { told, length }
}

/** Where the text of an article ends. A line of it may begin like the counter, which is the last of its kind. */
export function endOf(lines: readonly string[]): End {
  const form = lines.findIndex((_, at) => beginsForm(lines, at))
  const body = form < 0 ? lines : lines.slice(0, form)
  const closes = (at: number) => at >= body.length || sharing.test(body[at] ?? '')
  for (let at = body.length - 1; at >= 0; at--) {
    const found = counterAt(body, at)
    if (!found || !closes(at + found.length)) continue
    // A counter within the one that began above it.
    const isInner = at > 0 && counterAt(body, at - 1)?.told === found.told && /:$/u.test(body[at - 1] ?? '')
    if (isInner) continue
    return { end: at, ...(number.test(found.told) && { views: Number(found.told.replace(/\D/gu, '')) }) }
  }
  const share = body.findIndex((line) => sharing.test(line))
  return { end: share < 0 ? body.length : share }
}
