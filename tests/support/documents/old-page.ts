/** Pages of the old portal as people saved them: the shape is real, the words are not. */

interface OldPageParts {
  section?: string
  dateline?: string
  title?: string
  /** Left out when it is null. */
  byline?: string | null
  paragraphs?: string[]
  /** The line with the counter; left out when it is null. */
  views?: string | null
}

/** What the portal printed below each page: the labels of the form in which it was written. */
export const formLabels = [
  'Manage PermissionsManage Permissions',
  'Version HistoryVersion History',
  'Link thay thế nội dung',
  'Tin nổi bật',
  'Loại bài viết',
  'Số lượt người đọc',
  'TinMoiNhat',
  'Approval Status',
  'Content Type: Tin Tức Mở Rộng',
  'Last modified at by',
]

/** No-break and plain spaces before a line, as its indentation was copied. */
export const indentation = '\u00a0 \u00a0 \u00a0 '

export function anOldPage({
  section = 'Tin tức',
  dateline = 'Thứ 4, Ngày 08/01/2020, 09:30',
  title = 'Tập huấn nghiệp vụ lễ tân cho cán bộ các huyện biên giới',
  byline = '08/01/2020 | Phòng Hợp tác quốc tế',
  paragraphs = [
    'Sáng ngày 08 tháng 01, lớp tập huấn về nghiệp vụ lễ tân đã khai mạc tại hội trường.',
    'Lớp học  kéo dài hai ngày, với <ba> nội dung & một buổi thực hành:',
    '- Nghi thức đón, tiếp khách;',
    `${indentation}- Sắp xếp chỗ ngồi, treo cờ;\u00a0`,
    '- Trao đổi thư từ, công hàm.',
    `${indentation}Học viên được cấp giấy chứng nhận khi kết thúc khóa học.`,
  ],
  views = 'Lượt người xem: \u00a0 Views: \u00a0 12',
}: OldPageParts = {}): string {
  return [
    section,
    dateline,
    title,
    'Cỡ chữ: Font size: Giảm (A-) Mặc định (A) Tăng (A+)',
    ...(byline === null ? [] : [byline]),
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...(views === null ? [] : [views]),
    'Chia sẻ:',
    'Share:',
    ...formLabels,
    'Tin tức',
  ].join('\n')
}
