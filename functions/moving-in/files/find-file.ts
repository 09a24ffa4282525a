import { vietnameseShare } from './decode.ts'
import type { InputFile, InputFiles } from './input-file.ts'

/** Percent escapes taken apart; those that are no UTF-8 are windows-1252 or 1258, in which old portals wrote addresses. */
export function unescaped(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    const bytes = Buffer.from(
      address.replace(/%([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    )
    const [western = '', vietnamese = ''] = ['windows-1252', 'windows-1258'].map((encoding) =>
      new TextDecoder(encoding).decode(bytes).normalize('NFC'),
    )
    return vietnameseShare(vietnamese) > vietnameseShare(western) ? vietnamese : western
  }
}

/** Parts of a path in one spelling, the last one first; blanks, `+`, `_` and `-` are one, as programs swap them. */
function partsOf(address: string): string[] {
  const path = unescaped(address.replace(/[?#].*$/su, '').replace(/^[a-z][\w+.-]*:\/\/[^/]*/iu, ''))
  const parts = path
    .replaceAll('\\', '/')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\u200b\u2060\ufeff]/gu, '')
    .split('/')
  const known = parts.map((part) => part.trim().replaceAll(/[\s+_-]+/gu, '-'))
  return known.filter((part) => part !== '' && part !== '.' && part !== '..').reverse()
}

const sharedEnd = (one: readonly string[], other: readonly string[]) => {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

const isNumber = (part: string | undefined) => part !== undefined && /^\d+$/u.test(part)

/** `Attachments/101/a.pdf` is not `Attachments/102/a.pdf`, though nothing else has that name. */
const isAnotherItems = (one: readonly string[], other: readonly string[]) =>
  isNumber(one[1]) && isNumber(other[1]) && one[1] !== other[1]

export function createFiles(all: readonly InputFile[]): InputFiles {
  const byPath = new Map(all.map((file) => [file.path, file]))
  const byName = new Map<string, { file: InputFile; parts: string[] }[]>()
  for (const file of all) {
    const parts = partsOf(file.path.replaceAll('%', '%25'))
    const [name = ''] = parts
    byName.set(name, [...(byName.get(name) ?? []), { file, parts }])
  }

  function find(address: string, near = ''): InputFile | undefined {
    const beside = near.replace(/[^/]*$/u, '')
    const relative = byPath.get(beside + unescaped(address).normalize('NFC').replace(/^\.\//u, ''))
    if (relative) return relative
    const asked = partsOf(address)
    const [name = ''] = asked
    const ranked = (byName.get(name) ?? [])
      .filter(({ parts }) => !isAnotherItems(asked, parts))
      .map(({ file, parts }) => ({
        file,
        length: sharedEnd(asked, parts),
        isNear: file.path.startsWith(beside),
      }))
    const longest = Math.max(0, ...ranked.map(({ length }) => length))
    const best = ranked.filter(({ length }) => length === longest)
    const nearest = best.filter(({ isNear }) => isNear)
    const chosen = nearest.length === 1 ? nearest : best
    return chosen.length === 1 ? chosen[0]?.file : undefined
  }

  return { all, at: (path) => byPath.get(path), find }
}
