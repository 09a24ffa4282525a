import type { Notice, NoticeCode } from '../notice.ts'

/** Says something of the article that is planned. */
export type Tell = (code: NoticeCode, more?: Partial<Notice>) => void
