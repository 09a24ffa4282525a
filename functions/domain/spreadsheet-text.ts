/**
 * What a spreadsheet program might run as a formula: `=`, `+`, `-` and `@` with their full-width and small forms, every
 * dash that a program may take for a minus, and the tab, line break or NUL that some strip before they look. White space
 * and quotation marks before them do not help against all programs.
 */
const runsAsFormula =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to neutralise
  /^(?:[\t\r\n\u0000]|[\s\p{Cf}"'“”‘’«»]*[=+\-@\u2010-\u2015\u2212\ufe58\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])/u

/** Text that every spreadsheet program takes for text: an apostrophe before what it might run (OWASP, CSV injection). */
export function neutralizeFormula(text: string): string {
  return runsAsFormula.test(text) ? `'${text}` : text
}
