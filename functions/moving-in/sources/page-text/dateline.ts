import { inVietnam } from '../../../domain/dates.ts'
import { readDate } from '../../plan/dates.ts'

export interface Dateline {
  /** As the portal wrote it. */
  text: string
  /** With the offset of Vietnam: `2019-07-15T15:00:00+07:00`, without its seconds. Undefined where there was no such moment. */
  at?: string
  /** It says what it is: by its weekday or its label. */
  isSpoken: boolean
}

const weekday = /^(?:Thứ\s+(?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ\s+nhật|CN|T[2-7])\s*,/iu
const label =
  /^(?:ngày (?:đăng|xuất bản)|(?:đăng|cập nhật)(?: (?:lúc|ngày))?|published(?: on)?|date)\s*:?\s+(?=\d|Thứ|Chủ|CN)/iu
const aDate = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/iu
const longest = 80

/**
 * The line that says when: `Thứ 2, Ngày 15/07/2019, 15:00`, the half of the day as the server's language settings added it
 * (`3:00 CH`, `3:00 PM`, `3 giờ 00 chiều`), the date in words, or behind a label. Undefined for any other line.
 */
export function readDateline(line: string): Dateline | undefined {
  if (line.length > longest || !aDate.test(line)) return undefined
  const text = line.replace(label, '')
  const isSpoken = text !== line || weekday.test(text)
  const read = readDate(text, 'site', 'dmy')
  if ('at' in read) return { text, at: inVietnam(read.at).replace(/\d\d\+/u, '00+'), isSpoken }
  return isSpoken ? { text, isSpoken } : undefined
}
