/** Hours of the clock, by what stands beside them. Undefined: nobody says so. 12 CH is noon, 12 SA midnight. */
const halves: Record<string, (hour: number) => number | undefined> = {
  sa: (hour) => (hour <= 12 ? hour % 12 : undefined),
  ch: (hour) => (hour <= 12 ? (hour % 12) + 12 : hour),
  trưa: (hour) => (hour >= 10 && hour <= 13 ? hour : hour <= 2 ? hour + 12 : undefined),
  tối: (hour) => (hour === 12 ? undefined : hour < 12 ? hour + 12 : hour),
}
const sameHalf: Record<string, string> = { am: 'sa', sáng: 'sa', pm: 'ch', chiều: 'ch' }

/** The hour of 24 that `3 CH`, `3 PM` or `3 chiều` is; undefined where there is none such. */
export function hourOf(hour: number, half = ''): number | undefined {
  const name = half.toLowerCase().replaceAll('.', '').normalize('NFC')
  const read = halves[sameHalf[name] ?? name]
  return read ? read(hour) : hour
}
