import { member } from '../../domain/people/permissions.ts'
import { defaultSettings, settings, settingsInput, writtenSettings } from '../../domain/settings/settings.ts'
import * as answers from './answers.ts'
import type { Operations } from './operation.ts'
import { mediaOperations } from './operations-media.ts'
import { royaltyOperations } from './operations-royalties.ts'

const articleWrite = { answer: answers.articleAnswer, refuses: [404, 409] } as const
const act = { tag: 'workflow', writes: 'change', ...articleWrite } as const
const many = { tag: 'workflow', answer: answers.bulkAnswer } as const

const anArticle = {
  section: 'news',
  genre: 'news',
  byline: ['Ban biên tập'],
  translations: {
    vi: {
      title: 'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
      summary: 'Sáng 11/7, Sở Ngoại vụ tổ chức hội nghị sơ kết.',
      body: '<p>Hội nghị đánh giá kết quả công tác đối ngoại.</p>',
    },
  },
}

const anItem = { id: '0r5g8k2m4n', ifMatch: '"3-9f86d081"' }

/** Every route of the editors' door. A test refuses one that is missing here, and an entry that has no route. */
export const operations: Operations = {
  ...royaltyOperations,
  ...mediaOperations,

  'GET /me': { id: 'whoAmI', tag: 'description', answer: member },
  'GET /openapi.json': { id: 'describeApi', tag: 'description' },
  'GET /docs': { id: 'browseApi', tag: 'description', files: ['text/html'] },

  'GET /articles': { id: 'listArticles', tag: 'articles', answer: answers.articleList },
  'GET /articles/:id': {
    id: 'readArticle',
    tag: 'articles',
    answer: answers.articleAnswer,
    tagged: true,
    refuses: [404],
  },
  'PUT /articles/:id': {
    id: 'writeArticle',
    tag: 'articles',
    writes: 'put',
    ...articleWrite,
    answer: answers.articleWritten,
    example: anArticle,
  },

  'POST /articles/:id/translations/:locale/submit': {
    id: 'submitText',
    ...act,
    example: { note: 'Nhờ duyệt trước 15 giờ' },
  },
  'POST /articles/:id/translations/:locale/return': {
    id: 'returnText',
    ...act,
    example: { note: 'Kiểm tra lại số liệu ở đoạn 2' },
  },
  'POST /articles/:id/translations/:locale/approve': { id: 'approveText', ...act, example: {} },
  'POST /articles/:id/translations/:locale/publish': { id: 'publishText', ...act, example: {} },
  'POST /articles/:id/translations/:locale/publish-now': {
    id: 'publishTextNow',
    ...act,
    example: { reason: 'Cảnh báo bão khẩn cấp' },
  },
  'POST /articles/:id/translations/:locale/review': { id: 'reviewText', ...act, example: {} },
  'POST /articles/:id/translations/:locale/withdraw': {
    id: 'withdrawText',
    ...act,
    example: { reason: 'Nội dung không còn hiệu lực' },
  },

  'POST /articles/:id/translations/:locale/schedule': {
    id: 'scheduleText',
    ...act,
    example: { publishAt: '2030-01-02T07:00:00+07:00' },
  },
  'POST /articles/:id/translations/:locale/unschedule': {
    id: 'unscheduleText',
    ...act,
    example: { what: 'publish' },
  },
  'POST /articles/:id/move': { id: 'moveArticle', ...act, example: { section: 'news' } },
  'POST /bulk/approve': { id: 'approveMany', ...many, example: { items: [{ ...anItem, locale: 'vi' }] } },
  'POST /bulk/publish': { id: 'publishMany', ...many, example: { items: [{ ...anItem, locale: 'vi' }] } },
  'POST /bulk/move': { id: 'moveMany', ...many, example: { items: [anItem], section: 'news' } },
  'GET /calendar': { id: 'readCalendar', tag: 'workflow', answer: answers.calendarAnswer },

  'GET /translations': { id: 'readBoard', tag: 'translating', answer: answers.boardAnswer },
  'GET /articles/:id/translations/:locale/source': {
    id: 'compareSource',
    tag: 'translating',
    answer: answers.sourceAnswer,
    refuses: [404],
  },
  'POST /articles/:id/translations/:locale/still-valid': {
    id: 'confirmTranslation',
    ...act,
    tag: 'translating',
    example: {},
  },

  'POST /articles/:id/translations/:locale/links': {
    id: 'shareText',
    tag: 'sharing',
    answer: answers.linkMade,
    makes: true,
    refuses: [404, 409],
    example: { purpose: 'read', label: 'Lãnh đạo Sở', hours: 48 },
  },
  'GET /articles/:id/links': {
    id: 'listLinks',
    tag: 'sharing',
    answer: answers.linkList,
    refuses: [404],
  },
  'POST /links/:id/revoke': {
    id: 'revokeLink',
    tag: 'sharing',
    answer: answers.linkAnswer,
    refuses: [404],
  },

  'GET /articles/:id/revisions': {
    id: 'listRevisions',
    tag: 'history',
    answer: answers.articleHistory,
    refuses: [404],
  },
  'GET /articles/:id/revisions/:number': {
    id: 'readRevision',
    tag: 'history',
    answer: answers.articleRevision,
    tagged: true,
    refuses: [404],
  },
  'GET /articles/:id/compare': {
    id: 'compareRevisions',
    tag: 'history',
    answer: answers.articleComparison,
    refuses: [404],
  },
  'POST /articles/:id/restore': {
    id: 'restoreRevision',
    tag: 'history',
    writes: 'change',
    ...articleWrite,
    example: { number: 1, locale: 'vi' },
  },
  'POST /articles/:id/revisions/:number/name': {
    id: 'nameRevision',
    tag: 'history',
    answer: answers.revisionName,
    refuses: [404, 409],
    example: { name: 'Bản trình lãnh đạo' },
  },
  'GET /articles/:id/export': {
    id: 'exportHistory',
    tag: 'history',
    answer: answers.articleExport,
    refuses: [404],
  },
  'GET /activity': { id: 'listActivity', tag: 'history', answer: answers.activityAnswer },

  'GET /settings': { id: 'readSettings', tag: 'settings', answer: settingsInput, tagged: true },
  'PUT /settings': {
    id: 'writeSettings',
    tag: 'settings',
    answer: settingsInput,
    writes: 'put',
    refuses: [409],
    example: writtenSettings(defaultSettings),
  },
  'GET /settings/former-slugs': {
    id: 'listFormerSlugs',
    tag: 'settings',
    answer: settings.shape.formerSlugs,
  },

  'GET /staff': { id: 'listStaff', tag: 'staff', answer: answers.staffList },
  'GET /staff/:id': {
    id: 'readStaff',
    tag: 'staff',
    answer: answers.staffAnswer,
    tagged: true,
    refuses: [404],
  },
  'GET /staff/:id/revisions': {
    id: 'listStaffRevisions',
    tag: 'staff',
    answer: answers.history,
    refuses: [404],
  },
  'PUT /staff/:id': {
    id: 'writeStaff',
    tag: 'staff',
    answer: answers.staffAnswer,
    writes: 'put',
    refuses: [404, 409],
    example: { name: 'Biên tập viên A', role: 'editor', sections: ['news'] },
  },
}
