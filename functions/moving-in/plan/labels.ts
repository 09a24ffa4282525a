import type { Meaning } from '../item.ts'

/** What columns of old portals are called by people, the most telling of each meaning first. */
const labels: Partial<Record<Meaning, string>> = {
  title: 'tiêu đề|title|tên bài|tên bài viết|tiêu đề tin|tiêu đề bài viết|tên tin|headline|link title',
  summary:
    'tóm tắt|trích yếu|sapo|mô tả|mô tả ngắn|giới thiệu|trích dẫn|nội dung tóm tắt|tóm tắt nội dung|summary|description|abstract|lead|excerpt|teaser',
  body: 'nội dung|nội dung chi tiết|nội dung bài viết|nội dung tin|chi tiết|thân bài|body|content|page content|article body|full text|publishing page content',
  section:
    'phân loại|chuyên mục|thể loại|danh mục|loại tin|nhóm tin|chuyên đề|category|section|news category|categories|tin category',
  publishedAt:
    'ngày xuất bản|ngày đăng|ngày đăng tin|ngày đăng bài|thời gian đăng|thời gian xuất bản|ngày phát hành|ngày tin|publish date|published|published date|publish at|publication date|article date|article start date|release date|first published date|ngày công bố',
  byline: 'tác giả|tác giả bài viết|bút danh|người viết|byline|writer|author name|article byline|tên tác giả',
  views:
    'số lượt người đọc|số lượt xem|lượt xem|lượt đọc|số lượt đọc|lượt người xem|số lần xem|số lượt truy cập|read count|views|view count|hits|page views',
  featured: 'tin nổi bật|nổi bật|tiêu điểm|tin tiêu điểm|featured|is featured|highlight',
  genre: 'loại bài viết|loại bài|thể loại bài viết|genre|article type',
  tags: 'từ khóa|nhãn|tags|keywords|enterprise keywords',
  image:
    'hình ảnh|ảnh đại diện|hình đại diện|ảnh minh họa|ảnh|hình|image|picture|thumbnail|page image|rollup image|publishing rollup image|publishing page image|banner image url',
  imageAlt: 'mô tả thay thế|image alt|alt text|alternative text',
  caption:
    'hình ảnh mô tả|chú thích ảnh|chú thích hình ảnh|mô tả hình ảnh|mô tả ảnh|ghi chú ảnh|caption|image caption|publishing image caption',
  externalUrl:
    'link thay thế nội dung|link thay thế|liên kết thay thế|đường dẫn thay thế|external url|external link|redirect url|alternate link',
  audio: 'audio|âm thanh|file audio|tệp âm thanh|bản đọc',
  related:
    'tin liên quan|bài liên quan|bài viết liên quan|tin bài liên quan|related|related items|related news|related articles',
  unpublishAt:
    'ngày hết hạn|hết hạn|ngày gỡ|expires|expiry date|expiration date|scheduling end date|publishing expiration date',
  moderation: 'approval status|trạng thái phê duyệt|tình trạng phê duyệt|moderation status|phê duyệt',
  moderationNote:
    'approver comments|ý kiến phê duyệt|nhận xét phê duyệt|nhận xét của người phê duyệt|ghi chú phê duyệt|moderation comments',
  state: 'trạng thái|tình trạng|status|workflow status|trạng thái xuất bản',
  pages: 'số trang|pages|page count',
  pictures: 'số ảnh|số hình|picture count',
  amount: 'số tiền|nhuận bút|thành tiền|tiền nhuận bút|royalty|amount|fee',
  createdAt: 'created|ngày tạo|đã tạo|được tạo|created date|thời gian tạo',
  createdBy: 'created by|người tạo|tạo bởi|được tạo bởi',
  changedAt: 'modified|ngày sửa|đã sửa đổi|ngày cập nhật|modified date|last modified',
  changedBy: 'modified by|người sửa|sửa bởi|được sửa đổi bởi|last modified by',
  version: 'version|phiên bản|ui version string',
  history: 'lịch sử|history|version history',
  id: 'id|item id|mã tin|mã bài|mã số tin',
  address: 'path|url path|server relative url|encoded absolute url|file ref|đường dẫn|name linked',
  attachments: 'attachments|đính kèm|tệp đính kèm|file đính kèm|tài liệu đính kèm',
  folder: 'fs obj type|fsobjtype|file system object type|item type',
}

/** Names that the program gives itself, whatever a site calls its columns. `Author` is who keyed a record in: no byline. */
export const systemNames: Readonly<Record<string, Meaning>> = {
  title: 'title',
  linktitle: 'title',
  linktitlenomenu: 'title',
  id: 'id',
  author: 'createdBy',
  authorid: 'createdBy',
  editor: 'changedBy',
  created: 'createdAt',
  created_x0020_date: 'createdAt',
  modified: 'changedAt',
  last_x0020_modified: 'changedAt',
  _moderationstatus: 'moderation',
  _moderationcomments: 'moderationNote',
  _uiversionstring: 'version',
  attachments: 'attachments',
  fileref: 'address',
  encodedabsurl: 'address',
  serverurl: 'address',
  fsobjtype: 'folder',
  filesystemobjecttype: 'folder',
  publishingpagecontent: 'body',
  articlebyline: 'byline',
  articlestartdate: 'publishedAt',
  publishingpageimage: 'image',
  publishingrollupimage: 'image',
  publishingimagecaption: 'caption',
  publishingexpirationdate: 'unpublishAt',
  // Of a page that only leads to a text on another site.
  _originalsourceurl: 'externalUrl',
  originalsourceurl: 'externalUrl',
}

/** What the program keeps for itself, and what says nothing about an article: left out without a word. */
const machinery =
  /^(?:_?(?:guid|uniqueid|owshiddenversion|contenttype(?:id|version)?|metainfo|permmask|level|islcurrentversion|iscurrentversion|uiversion|copysource|hascopydestinations|instanceid|order|workflow(?:version|instanceid)|scopeid|progid|syncclientid|editmenu.*|docicon|icon.*|selecttitle|selectfilename|edit|fileleafref|filedirref|basename|file_x0020_type|html_x0020_file_x0020_type.*|parentversionstring|parentleafname|serverredirectedembed.*|compliance.*|appauthor|appeditor|itemchildcount|folderchildcount|smtotal.*|smlastmodified.*|virusstatus|checkedout.*|checkoutuser.*|linkfilename.*|originator.*|restricted|noexecute|accesspolicy|colortag.*|entityset|versionid|versionlabel|firstuniqueancestor.*|taxcatchall.*|odata.*|editlink|path|version.*control|file_x0020_size|_?etag))$/iu

export const isMachinery = (name: string) => machinery.test(name)

/** Words of a label without marks, blanks and signs: `Tiêu đề`, `TieuDe` and `Tiêuđề` are one. */
export function labelKey(label: string, fold: (text: string) => string): string {
  return fold(label).replace(/[^a-z0-9]+/gu, '')
}

export const knownLabels: readonly { label: string; meaning: Meaning }[] = Object.entries(labels).flatMap(
  // The keys are those of the table above; Object.entries cannot say so.
  ([meaning, words]) => words.split('|').map((label) => ({ label, meaning: meaning as Meaning })),
)
