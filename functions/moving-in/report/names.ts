import type { Locale } from '../../domain/locale.ts'
import type { NoticeCode } from '../notice.ts'

/** Under which names a report lies in the object store, below its move. */
export const reportNames = {
  folder: 'report/',
  notices: (code: NoticeCode) => `report/notices/${code}.jsonl`,
  understood: 'report/understood.json',
  /** Packed with gzip. */
  packed: (file: 'report.html' | 'report.csv', locale: Locale) => `report/${locale}/${file}.gz`,
} as const
