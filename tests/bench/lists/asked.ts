import { editor, idOf, month } from './articles.ts'

export type Who = 'admin' | 'approver' | 'editor'

/** What is asked, and by whom; what it is called, where its address does not say it. */
export interface Asked {
  path: string
  as: Who
}

const asked = (as: Who, paths: readonly string[]): Asked[] => paths.map((path) => ({ path, as }))

/** Every list that the desk asks for. `article`: one that has notes; `cursor`: where the second page of all begins. */
export function listsOfTheDesk(article: string): Asked[] {
  const articles = [
    '',
    'sort=updated',
    'sort=-published',
    'status=in_review',
    'status=approved',
    'status=scheduled',
    'status=draft',
    'status=draft,in_review',
    'status=published',
    'status=withdrawn',
    'mine=true',
    'mine=true&status=draft',
    `author=${editor}`,
    'late=true',
    'stale=true',
    'unreviewed=true',
    'discarded=true',
    'type=page',
    'section=border',
    'section=border&status=published',
    'section=border&status=draft',
    'section=border&stale=true',
    'section=border&sort=-published',
    'section=border&sort=title',
    'section=news&status=in_review',
    'locale=en',
    'locale=en&status=published',
    'locale=en&status=in_review',
    'updatedFrom=2025-06-01&updatedTo=2025-06-30',
    `status=published&sort=-published&publishedFrom=2025-06-01&publishedTo=2025-06-30`,
    'text=tin%20s%E1%BB%91',
    'text=tin%20s%E1%BB%91&section=border',
    `ids=${Array.from({ length: 20 }, (_, n) => idOf(n * 7 + 20)).join(',')}`,
  ].map((question) => `/articles?${question}${question ? '&' : ''}limit=50`)
  const board = [
    '',
    'state=stale',
    'state=missing',
    'state=missing&locale=en',
    'state=missing&locale=vi',
    'state=stale&locale=en',
    'state=stale&locale=vi',
    'state=published&locale=en',
    'state=missing&section=border',
    'state=draft',
    'mine=true',
  ].map((question) => `/translations?${question}${question ? '&' : ''}limit=50`)
  const media = [
    'status=ready',
    `status=ready&by=${editor}`,
    'status=ready&unused=true',
    'status=ready&undescribed=vi',
    'status=ready&kind=document',
    'status=withdrawn',
    'status=ready&sort=-created',
    'status=ready&sort=-created&from=2025-06-01&to=2025-06-30',
  ].map((question) => `/media?${question}&limit=60`)
  const royalties = [
    `/royalties/missing?month=${month}`,
    `/royalties?month=${month}`,
    `/royalties?month=${month}&state=approved`,
    '/royalties?state=proposed',
    '/royalties?payee=payee00007',
    '/royalties?overdue=true',
    `/royalties?article=${idOf(7)}`,
    `/royalties/statements/${month}`,
    '/payees?limit=100',
  ]
  const activity = [
    '',
    `&person=${editor}`,
    '&person=person7',
    `&article=${idOf(20)}`,
    '&action=publish',
  ].map((more) => `/activity?month=${month}&limit=50${more}`)
  return [
    ...asked('approver', ['/desk']),
    ...asked('editor', ['/desk', '/notices', `/articles/${article}/notes`, '/preferences']),
    ...asked('editor', articles),
    ...asked('editor', board),
    ...asked('editor', [
      `/calendar?from=${month}-01&to=${month}-31`,
      `/calendar?from=${month}-08&to=${month}-14`,
      ...['planned', 'preparing', 'gone'].map((state) => `/releases?state=${state}`),
    ]),
    ...asked('editor', media),
    ...asked('admin', royalties),
    ...asked('approver', activity),
    ...asked('admin', [
      `/statistics/month?month=${month}`,
      '/statistics/now',
      `/statistics/readers?month=${month}`,
      `/statistics/readers/${idOf(20)}?days=92`,
      '/addresses/lost',
      '/searches/missed?limit=50',
      '/outward-links',
      '/feedback',
      '/feedback?state=open',
      '/feedback/votes',
      '/staff',
      '/people',
    ]),
  ]
}
