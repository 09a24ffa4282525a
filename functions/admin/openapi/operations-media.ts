import * as answers from './answers-media.ts'
import type { Operations } from './operation.ts'

const change = { tag: 'media', answer: answers.mediaAnswer, writes: 'change', refuses: [404, 409] } as const

/** Routes of the media library. */
export const mediaOperations: Operations = {
  'GET /media': { id: 'listMedia', tag: 'media', answer: answers.mediaList },
  'GET /media/:id': {
    id: 'readMedia',
    tag: 'media',
    answer: answers.mediaRead,
    tagged: true,
    refuses: [404],
  },
  'GET /media/:id/revisions': {
    id: 'listMediaRevisions',
    tag: 'media',
    answer: answers.mediaHistory,
    refuses: [404],
  },
  'PUT /media/:id': {
    id: 'askForUpload',
    tag: 'media',
    answer: answers.mediaAsked,
    writes: 'put',
    refuses: [404, 409],
    example: { name: 'Cột mốc 171.jpg', bytes: 3_512_904 },
  },
  'POST /media/:id/complete': {
    id: 'completeUpload',
    tag: 'media',
    answer: answers.mediaAnswer,
    tagged: true,
    refuses: [404],
  },
  'PUT /media/:id/description': {
    id: 'describeMedia',
    ...change,
    example: { vi: { alt: 'Cột mốc 171 trên đồi', caption: 'Cột mốc 171', credit: 'Phòng Biên giới' } },
  },
  'PUT /media/:id/focus': { id: 'focusPicture', ...change, example: { x: 0.5, y: 0.3 } },
  'POST /media/:id/withdraw': {
    id: 'withdrawMedia',
    ...change,
    example: { reason: 'Người trong ảnh đề nghị gỡ' },
  },
  'DELETE /media/:id': { id: 'removeMedia', ...change },
  'POST /imports/docx': {
    id: 'importWord',
    tag: 'media',
    answer: answers.importAnswer,
    refuses: [404, 409],
    example: { media: '0r5g8k2m4n' },
  },
}
