import { typeOf } from '../../../media/types.ts'
import { decodeBytes } from '../../files/decode.ts'
import type { Column, SourceItem } from '../../item.ts'
import type { Source } from '../source.ts'
import { digestOf, escaped, looksLikeOldPage, type OldPage, parseOldPage } from './old-page.ts'

/** A page of the old portal has a few kB; what is larger is something else. */
const mostBytes = 1_000_000

function itemOf(page: OldPage, file: string): SourceItem {
  const { section, title, publishedAt, byline, summary, body, views, converted } = page
  const columns: Column[] = [
    { name: 'Tiêu đề', meaning: 'title', value: { html: escaped(title) } },
    { name: 'Phân loại', meaning: 'section', value: { references: section ? [{ label: section }] : [] } },
    { name: 'Ngày xuất bản', meaning: 'publishedAt', value: publishedAt ?? '' },
    { name: 'Tác giả', meaning: 'byline', value: byline.join(', ') },
    { name: 'Tóm tắt', meaning: 'summary', value: { html: escaped(summary) } },
    { name: 'Nội dung', meaning: 'body', value: { html: body } },
    { name: 'Số lượt người đọc', meaning: 'views', value: views ?? '' },
  ]
  return {
    place: { file },
    source: 'page-text',
    system: 'sharepoint',
    columns,
    clock: 'site',
    monthFirst: false,
    addresses: [],
    attachments: [],
    versions: [],
    isKnownByText: true,
    savedPage: { digest: digestOf(page) },
    notices: [
      ...(converted ? [{ code: 'legacy-text' as const, value: [converted] }] : []),
      ...(views === undefined ? [{ code: 'views-unknown' as const }] : []),
    ],
  }
}

/** An article page of the old portal that somebody saved as text. */
export const pageText: Source = {
  name: 'page-text',
  recognises: ({ text, bytes }) =>
    !/^\s*[<{[]/u.test(text) && typeOf(bytes) === undefined && looksLikeOldPage(text),
  async *read(file) {
    const page = parseOldPage(decodeBytes(await file.bytes(mostBytes)).text)
    if (page) yield { item: itemOf(page, file.path) }
    else yield { notice: { code: 'unknown-file', place: { file: file.path }, value: '' } }
  },
}
