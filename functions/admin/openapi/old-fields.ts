import type { Words } from './types.ts'

interface OldField {
  /** As the form of the content type "Tin Tức Mở Rộng" (Extended News) calls it. */
  old: string
  /** Where it is now: a component and a field of it. Nothing where it is gone. */
  now?: readonly [component: string, field: string][]
  note: keyof Words['oldFields']
}

/** Every field of the department's SharePoint content type, in the order of its form, and where it is now. */
export const oldFields: readonly OldField[] = [
  { old: 'Tiêu đề', now: [['ArticleInput', 'translations.{locale}.title']], note: 'title' },
  { old: 'Hình ảnh', now: [['ArticleInput', 'leadImage']], note: 'image' },
  {
    old: 'Hình ảnh mô tả',
    now: [
      ['ArticleInput', 'translations.{locale}.alt'],
      ['ArticleInput', 'translations.{locale}.caption'],
    ],
    note: 'imageDescription',
  },
  { old: 'Tóm tắt', now: [['ArticleInput', 'translations.{locale}.summary']], note: 'summary' },
  { old: 'Nội dung', now: [['ArticleInput', 'translations.{locale}.body']], note: 'body' },
  {
    old: 'Link thay thế nội dung',
    now: [['ArticleInput', 'translations.{locale}.externalUrl']],
    note: 'externalUrl',
  },
  { old: 'Ngày xuất bản', now: [['Article', 'translations.{locale}.publishedAt']], note: 'publishedAt' },
  { old: 'Tin nổi bật', now: [['ArticleInput', 'featured']], note: 'featured' },
  { old: 'Tác giả', now: [['ArticleInput', 'byline']], note: 'byline' },
  { old: 'Phân loại', now: [['ArticleInput', 'section']], note: 'section' },
  { old: 'Loại bài viết', now: [['ArticleInput', 'genre']], note: 'genre' },
  { old: 'Số Trang', now: [['RoyaltyInput', 'pages']], note: 'pages' },
  { old: 'Số Ảnh', now: [['RoyaltyInput', 'photos']], note: 'photos' },
  { old: 'Số tiền', now: [['Royalty', 'approval.calculation.amountVnd']], note: 'amount' },
  { old: 'Tin liên quan', now: [['ArticleInput', 'related']], note: 'related' },
  { old: 'Audio', now: [['ArticleInput', 'translations.{locale}.audio']], note: 'audio' },
  { old: 'Trạng thái', now: [['Article', 'translations.{locale}.status']], note: 'status' },
  {
    old: 'Lịch sử',
    now: [
      ['Revision', 'action'],
      ['Revision', 'actor'],
      ['Revision', 'at'],
      ['Revision', 'note'],
    ],
    note: 'history',
  },
  { old: 'Số lượt người đọc', now: [['ArticleInput', 'origin.views']], note: 'views' },
  { old: 'TinMoiNhat', note: 'latest' },
  { old: 'Approval Status', now: [['Article', 'translations.{locale}.approval']], note: 'approval' },
  { old: 'Attachments', now: [['ArticleInput', 'attachments']], note: 'attachments' },
  { old: 'Content Type', note: 'contentType' },
  { old: 'Version', now: [['Revision', 'number']], note: 'version' },
  {
    old: 'Created at … by',
    now: [
      ['Revision', 'at'],
      ['Article', 'createdBy'],
    ],
    note: 'created',
  },
  {
    old: 'Last modified at … by',
    now: [
      ['Revision', 'at'],
      ['Revision', 'actor'],
    ],
    note: 'modified',
  },
]

/** The table as it is shown: `Article: translations.{locale}.title`. */
export function oldFieldRows({ oldFields: notes }: Words) {
  return oldFields.map(({ old, now = [], note }) => ({
    old,
    now: now.map(([component, field]) => `${component}: ${field}`),
    note: notes[note],
  }))
}
