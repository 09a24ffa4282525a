/**
 * `Thứ 2, Ngày 15/07/2019, 15:00`, or with the half of the day that the server's language settings added: `3:00 CH`
 * (chiều), `3:00 PM`, `3 giờ 00 chiều`.
 */
export const datelinePattern =
  /^(?:Thứ (?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|CN), Ngày (?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4}),? (?<hour>\d{1,2})(?::| ?h ?| giờ )(?<minute>\d{2})(?::\d{2})?(?: ?(?<half>SA|CH|[ap]\.?m\.?|sáng|trưa|chiều|tối))?$/iu

/** Hours of the clock, by what stands beside them. Undefined: nobody says so. 12 CH is noon, 12 SA midnight. */
const halves: Record<string, (hour: number) => number | undefined> = {
  sa: (hour) => (hour <= 12 ? hour % 12 : undefined),
  ch: (hour) => (hour <= 12 ? (hour % 12) + 12 : hour),
  trưa: (hour) => (hour >= 10 && hour <= 13 ? hour : hour <= 2 ? hour + 12 : undefined),
  tối: (hour) => (hour === 12 ? undefined : hour < 12 ? hour + 12 : hour),
}
const sameHalf: Record<string, string> = { am: 'sa', sáng: 'sa', pm: 'ch', chiều: 'ch' }

function hourOf(hour: string, half: string): number | undefined {
  const name = half.toLowerCase().replaceAll('.', '')
  const read = halves[sameHalf[name] ?? name]
  return read ? read(Number(hour)) : Number(hour)
}

const two = (number: number | string) => String(number).padStart(2, '0')

/** With the offset of Vietnam: `2019-07-15T15:00:00+07:00`. Undefined where there was no such moment. */
export function instantOf({ groups: found = {} }: RegExpExecArray): string | undefined {
  const { day = '', month = '', year = '', hour = '', minute = '', half = '' } = found
  const hours = hourOf(hour, half)
  if (hours === undefined) return undefined
  const local = `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:00`
  const parsed = new Date(`${local}Z`)
  // A day that does not exist either fails to parse or comes back as another one.
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(local)
  return exists ? `${local}+07:00` : undefined
}
