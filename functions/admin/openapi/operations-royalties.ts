import { defaultRoyaltyScheme } from '../../domain/royalty/default-scheme.ts'
import { payee } from '../../domain/royalty/payee.ts'
import { royalty } from '../../domain/royalty/royalty.ts'
import { royaltyScheme } from '../../domain/royalty/scheme.ts'
import { history, revisionOf } from './answers.ts'
import * as answers from './answers-royalties.ts'
import type { Operations } from './operation.ts'

const royaltyChange = {
  tag: 'royalties',
  answer: answers.royaltyAnswer,
  writes: 'change',
  refuses: [404, 409],
} as const

const spreadsheets = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

const aRoyalty = {
  article: '0r5g8k2m4n',
  locale: 'vi',
  works: [{ genre: 'news', coefficientTenths: 10 }],
  pages: 1,
  photos: 2,
  contributions: [{ payee: '0p3y7c1d5f', role: 'author', shareBasisPoints: 10_000 }],
}

/** Schemes, payees and royalties. */
export const royaltyOperations: Operations = {
  'GET /royalty-schemes': { id: 'listSchemes', tag: 'royalties', answer: answers.schemeList },
  'GET /royalty-schemes/:id': {
    id: 'readScheme',
    tag: 'royalties',
    answer: royaltyScheme,
    tagged: true,
    refuses: [404],
  },
  'PUT /royalty-schemes/:id': {
    id: 'writeScheme',
    tag: 'royalties',
    answer: royaltyScheme,
    writes: 'put',
    refuses: [404],
    example: defaultRoyaltyScheme,
  },
  'GET /royalty-schemes/:id/revisions': {
    id: 'listSchemeRevisions',
    tag: 'royalties',
    answer: history,
    refuses: [404],
  },
  'GET /royalty-schemes/:id/revisions/:number': {
    id: 'readSchemeRevision',
    tag: 'royalties',
    answer: revisionOf(royaltyScheme),
    tagged: true,
    refuses: [404],
  },

  'GET /payees': { id: 'listPayees', tag: 'payees', answer: answers.payeeList },
  'GET /payees/:id': { id: 'readPayee', tag: 'payees', answer: payee, tagged: true, refuses: [404] },
  'PUT /payees/:id': {
    id: 'writePayee',
    tag: 'payees',
    answer: payee,
    writes: 'put',
    refuses: [404],
    example: { name: 'Cộng tác viên A', kind: 'outside' },
  },
  'GET /payees/:id/revisions': {
    id: 'listPayeeRevisions',
    tag: 'payees',
    answer: history,
    refuses: [404],
  },
  'GET /payees/:id/revisions/:number': {
    id: 'readPayeeRevision',
    tag: 'payees',
    answer: revisionOf(payee),
    tagged: true,
    refuses: [404],
  },

  'GET /royalties': { id: 'listRoyalties', tag: 'royalties', answer: answers.royaltyList },
  'GET /royalties/proposal': {
    id: 'proposeRoyalty',
    tag: 'royalties',
    answer: answers.royaltyProposal,
    refuses: [404, 409],
  },
  'GET /royalties/statements/:file': {
    id: 'readStatement',
    tag: 'royalties',
    answer: answers.statementAnswer,
    files: spreadsheets,
  },
  'GET /royalties/:id': {
    id: 'readRoyalty',
    tag: 'royalties',
    answer: answers.royaltyAnswer,
    tagged: true,
    refuses: [404],
  },
  'PUT /royalties/:id': { id: 'writeRoyalty', ...royaltyChange, writes: 'put', example: aRoyalty },
  'POST /royalties/:id/approve': {
    id: 'approveRoyalty',
    ...royaltyChange,
    example: { accept: ['unpublished'], note: 'Đã đối chiếu với bản in' },
  },
  'POST /royalties/:id/pay': {
    id: 'payRoyalty',
    ...royaltyChange,
    example: { on: '2026-11-20', reference: 'UNC 0123' },
  },
  'POST /royalties/:id/reverse': {
    id: 'reverseRoyalty',
    ...royaltyChange,
    example: { reason: 'Nhập sai hệ số' },
  },
  'GET /royalties/:id/revisions': {
    id: 'listRoyaltyRevisions',
    tag: 'royalties',
    answer: history,
    refuses: [404],
  },
  'GET /royalties/:id/revisions/:number': {
    id: 'readRoyaltyRevision',
    tag: 'royalties',
    answer: revisionOf(royalty),
    tagged: true,
    refuses: [404],
  },
}
