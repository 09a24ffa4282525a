/** SharePoint writes a letter that may not stand in a name as `_x1ea5_`, and does so again to what it wrote (`_x005f_`). */
const escaped = /_x([0-9a-f]{4})_/giu

/** `N_x005f_x1ed9_x005f_i` -> `N_x1ed9_i`; `OData_`, `ows_` and what marks a lookup by number taken away. */
export function internalName(name: string): string {
  let plain = name.replace(/^ows_+/iu, (found) => found.slice(4)).replace(/^OData_(?=_)/u, '')
  while (/_x005f_/iu.test(plain)) plain = plain.replace(/_x005f_/giu, '_')
  return plain
    .replace(/^OData_(?=_)/u, '')
    .replace(escaped, (found) => found.toLowerCase())
    .normalize('NFC')
}

/** Lists cut names at 32 characters to this day, in the middle of an escape if it comes so. */
const cutAt = 32

/** An escape that lacks only its last sign can still be read; of one that lacks more nothing can. */
function endedWell(cut: string): string {
  if (/_x[0-9a-f]{4}$/iu.test(cut)) return `${cut}_`
  return /_x[0-9a-f]{4}_$/iu.test(cut) ? cut : cut.replace(/_(?:x[0-9a-f]{0,3})?$/iu, '')
}

/** A name as far as it can be read, and whether the rest was cut off. */
export function readName(name: string): { text: string; isCut: boolean } {
  const isCut = name.length >= cutAt
  // Two columns that were cut to one name have a digit after it.
  const whole = isCut ? endedWell(name.slice(0, cutAt)) : name
  const text = whole.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return { text: text.normalize('NFC'), isCut }
}

/** A name as SharePoint would write it. */
export const encodedName = (label: string): string =>
  [...label]
    .map((letter) =>
      /[A-Za-z0-9]/u.test(letter) ? letter : `_x${letter.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    )
    .join('')
