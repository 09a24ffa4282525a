import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Feature } from 'write-excel-file/node'

interface Sheet {
  sheet: string
  /** Rows above the first line; the last of them has the names of the columns. */
  headRows: number
}

/** As wide as one page, as long as it must be, with the names of its columns on each (ECMA-376, 18.3.1.63 and 18.2.5). */
export function onPaper(sheets: readonly Sheet[]): Feature<Stream | Buffer | Blob> {
  const titles = sheets.map(
    ({ sheet, headRows }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${sheet}'!$${headRows}:$${headRows}</definedName>`,
  )
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) =>
            xml.replace(/<worksheet[^>]*>/u, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
          transformElementAttributes: (tag, attributes) =>
            tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
      },
    },
  }
}
