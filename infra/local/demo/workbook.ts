import type { Row } from 'write-excel-file/node'

const border = { borderStyle: 'thin', borderColor: '#808080', alignVertical: 'center' } as const

const sheets = [
  {
    sheet: 'Khung giờ',
    title: 'Khung giờ tiếp nhận hồ sơ từ ngày 16/11/2026',
    head: ['Ngày', 'Buổi sáng', 'Buổi chiều'],
    rows: [
      ['Thứ Hai, thứ Sáu', '07:30 - 11:30', '13:30 - 16:30'],
      ['Thứ Ba, thứ Tư', '07:30 - 11:30', '13:30 - 17:00, nhận theo lịch hẹn'],
      ['Thứ Năm', '07:30 - 11:30, hỗ trợ nộp trực tuyến', '13:30 - 16:30'],
    ],
  },
  {
    sheet: 'Counter hours',
    title: 'Counter hours from 16 November 2026',
    head: ['Day', 'Morning', 'Afternoon'],
    rows: [
      ['Monday, Friday', '07:30–11:30', '13:30–16:30'],
      ['Tuesday, Wednesday', '07:30–11:30', '13:30–17:00, by appointment'],
      ['Thursday', '07:30–11:30, help with online applications', '13:30–16:30'],
    ],
  },
]

const text = (value: string) => ({ ...border, type: String, value, wrap: true })

/** The counter hours as an Excel workbook with a sheet in each language. */
export async function hoursWorkbook(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const book = writeXlsxFile(
    sheets.map(({ sheet, title, head, rows }) => ({
      sheet,
      columns: [{ width: 24 }, { width: 40 }, { width: 36 }],
      data: [
        [{ type: String, value: title, fontWeight: 'bold', fontSize: 14, columnSpan: 3 }],
        [],
        head.map((value) => ({ ...text(value), fontWeight: 'bold' })),
        ...rows.map((cells) => cells.map(text)),
      ] satisfies Row[],
    })),
  )
  return new Uint8Array(await book.toBuffer())
}
