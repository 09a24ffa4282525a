import { findForbidden, toLine, toText } from '../../domain/text.ts'

/** What Windows and Unix would not make the same file of, or a file elsewhere. */
export function isWrongName(name: string, raw: Uint8Array): boolean {
  // yauzl shows control characters of the old code page as pictures, so the bytes are looked at.
  if (raw.some((byte) => byte < 0x20 || byte === 0x7f) || findForbidden(name)) return true
  if (name.length > 500 || /[\\:]/u.test(name) || name.startsWith('/')) return true
  return name
    .replace(/\/$/u, '')
    .split('/')
    .some((part) => part === '' || part === '.' || part === '..')
}

/** As it is shown to people in a refusal. */
export const asEntryName = (name: string) => toLine(toText(name)).slice(0, 100)

/** `Thư mục/Báo cáo.PDF` -> `pdf`; empty when there is none. */
export function entryExtension(name: string): string {
  return /\.([^./]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
}

const programs = new Set(
  (
    'ade adp apk app appx bas bat chm cmd com command cpl crt desktop dll dmg docm dotm elf exe gadget hlp hta htm html ' +
    'inf ins iso isp jar js jse lib lnk mde msc msi msp mst pif potm ppam ppsm pptm ps1 psm1 py rb reg scf scr sct sh shb ' +
    'shs svg svgz swf sys url vb vbe vbs vhd vxd wsc wsf wsh xhtml xlam xlsb xlsm xltm xll'
  ).split(' '),
)

/** Whether a name is that of a program or script, with the dots and spaces that Windows drops from its end. */
export const namesProgram = (name: string) => programs.has(entryExtension(name.replace(/[. ]+$/u, '')))
