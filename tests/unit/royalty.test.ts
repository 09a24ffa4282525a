import { describe, expect, it } from 'vitest'
import { sayWarning } from '../../functions/admin/royalties/said.ts'
import { articleId } from '../../functions/domain/article/fields.ts'
import { calculate } from '../../functions/domain/royalty/calculation.ts'
import { findWarnings, type Warning } from '../../functions/domain/royalty/checks.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { suggestRoyalty } from '../../functions/domain/royalty/proposal.ts'
import {
  approve,
  isOverdue,
  pay,
  propose,
  type Royalty,
  type RoyaltyInput,
  reversalOf,
  reverse,
  royalty,
  royaltyInput,
} from '../../functions/domain/royalty/royalty.ts'
import { isTranslated, measureText, pagesOf } from '../../functions/domain/royalty/text.ts'
import { aStoredArticle } from '../support/articles/articles.ts'
import { aRoyalty, author, textFacts } from '../support/articles/royalties.ts'
import { refusal } from '../support/refusal.ts'

const by = { id: 'a1', name: 'Approver', role: 'approver' as const }
const id = 'r0ya1ty001'

function proposed(changes: Partial<RoyaltyInput> = {}): Royalty {
  return propose(id, undefined, aRoyalty(changes), textFacts())
}

function approved(
  proposal = proposed(),
  {
    warnings = [],
    accept = [],
    note,
  }: { warnings?: Warning[]; accept?: Warning['code'][]; note?: string } = {},
): Royalty {
  const version = { id: 'default', revision: 0, scheme: defaultRoyaltyScheme }
  return approve(proposal, {
    at: '2019-08-01T02:00:00.000Z',
    by,
    text: proposal.text,
    calculation: calculate(proposal, version, '2019-07-15'),
    payees: [{ id: author, name: 'Người viết', kind: 'staff' }],
    warnings,
    accept,
    note,
  })
}

describe('a proposal', () => {
  const field = (changes: object) =>
    royaltyInput.safeParse({ ...aRoyalty(), ...changes }).error?.issues[0]?.path.join('.') ?? ''
  const share = (payee: string, role: string, shareBasisPoints: number) => ({ payee, role, shareBasisPoints })

  it('shares no more than the whole, and says so as the newsroom does', () => {
    const contributions = [share(author, 'author', 6000), share('payee00002', 'photographer', 4001)]
    const { error } = royaltyInput.safeParse({ ...aRoyalty(), contributions })
    expect(error?.issues[0]?.message).toBe('shares_over')
    expect(field({ contributions: contributions.with(1, share('payee00002', 'photographer', 4000)) })).toBe(
      '',
    )
  })

  it('shares royalty and remuneration apart', () => {
    expect(
      field({ contributions: [share(author, 'author', 10_000), share('payee00002', 'editor', 10_000)] }),
    ).toBe('')
    expect(
      field({ contributions: [share(author, 'approver', 6000), share('payee00002', 'editor', 4001)] }),
    ).toBe('contributions')
  })

  it.each([
    ['a quarter of a page', { pages: 0.25 }, 'pages'],
    ['fewer than no photos', { photos: -1 }, 'photos'],
    [
      'half a tenth of a coefficient',
      { works: [{ genre: 'news', coefficientTenths: 1.5 }] },
      'works.0.coefficientTenths',
    ],
    [
      'a translation of nothing',
      { works: [{ genre: 'translation', coefficientTenths: 1 }] },
      'works.0.translatedFrom',
    ],
    [
      'a translation of a translation',
      {
        works: [
          {
            genre: 'translation',
            coefficientTenths: 1,
            translatedFrom: { genre: 'translation', basisPoints: 5000 },
          },
        ],
      },
      'works.0.translatedFrom.genre',
    ],
    [
      'the same payee twice in one role',
      { contributions: [share(author, 'author', 1), share(author, 'author', 2)] },
      'contributions',
    ],
  ])('refuses %s', (_what, changes, expected) => {
    expect(field(changes)).toBe(expected)
  })

  it.each(['state', 'approval', 'payment', 'amountVnd', 'reverses', 'text'])('cannot set %s', (name) => {
    expect(royaltyInput.safeParse({ ...aRoyalty(), [name]: 1 }).success).toBe(false)
  })
})

describe('approval', () => {
  it('freezes the record: what is written later changes nothing of it', () => {
    const frozen = approved()
    expect(royalty.parse(JSON.parse(JSON.stringify(frozen)))).toEqual(frozen)
    expect(refusal(() => propose(id, frozen, aRoyalty({ pages: 9 }), textFacts()))).toMatchObject({
      code: 'conflict',
      message: 'royalty_approved',
    })
    expect(refusal(() => approved(frozen))?.code).toBe('conflict')
  })

  it('is due 60 days after publication, and overdue after that day', () => {
    const frozen = approved()
    expect(frozen.approval?.due).toBe('2019-09-13')
    expect([isOverdue(frozen, '2019-09-13'), isOverdue(frozen, '2019-09-14')]).toEqual([false, true])
    const paid = pay(frozen, { on: '2019-09-01', reference: 'UNC 12', today: '2019-09-02' })
    expect(isOverdue(paid, '2020-01-01')).toBe(false)
  })

  it('stops at warnings until each is accepted with a note, and keeps those', () => {
    const warnings: Warning[] = [
      { code: 'photos', message: '5 photos are claimed' },
      { code: 'source', message: 'no source' },
    ]
    const accepting = (accept: Warning['code'][], note?: string) =>
      refusal(() => approved(proposed(), { warnings, accept, note }))
    expect(accepting(['photos'], 'x')?.message).toContain('source')
    expect(accepting(['photos', 'source'])?.code).toBe('invalid')
    const { approval } = approved(proposed(), { warnings, accept: ['photos', 'source'], note: 'Ảnh in kèm' })
    expect(approval).toMatchObject({ overridden: warnings, note: 'Ảnh in kèm' })
  })

  it('needs somebody to pay', () => {
    expect(refusal(() => approved(proposed({ contributions: [] })))?.code).toBe('invalid')
  })
})

describe('payment', () => {
  it('is of what is approved, once, and not in the future', () => {
    const on = { on: '2019-08-02', reference: 'UNC 12', today: '2019-08-02' }
    expect(refusal(() => pay(proposed(), on))?.code).toBe('conflict')
    expect(refusal(() => pay(approved(), { ...on, on: '2019-08-03' }))?.code).toBe('invalid')
    const paid = pay(approved(), on)
    expect(paid).toMatchObject({ state: 'paid', payment: { on: '2019-08-02', reference: 'UNC 12' } })
    expect(refusal(() => pay(paid, on))?.code).toBe('conflict')
  })
})

describe('a correction', () => {
  const act = { at: '2019-09-01T02:00:00.000Z', reason: 'Sai hệ số' }

  it('is a record with the same amounts below zero; the first one stays as it was', () => {
    const first = approved()
    const reversed = reverse(first, act)
    const reversal = reversalOf(reversed)
    expect(reversed.approval).toEqual(first.approval)
    expect(reversed).toMatchObject({ state: 'reversed', reversed: { by: reversal.id, reason: 'Sai hệ số' } })
    expect(reversal).toMatchObject({ state: 'reversal', reverses: id, note: 'Sai hệ số' })
    expect(reversal.approval).toMatchObject({
      at: act.at,
      calculation: { amountVnd: -149_000, remunerationVnd: 0, payments: [{ vnd: -149_000 }] },
    })
    expect(royalty.parse(JSON.parse(JSON.stringify(reversal)))).toEqual(reversal)
    expect(Object.is(reversal.approval?.calculation.remunerationVnd, -0)).toBe(false)
  })

  it('has an id that follows from the first record, so that there is only one', () => {
    expect(reversalOf(reverse(approved(), act)).id).toBe(reversalOf(reverse(approved(), act)).id)
    // None that a client may choose.
    expect(articleId.safeParse(reversalOf(reverse(approved(), act)).id).success).toBe(false)
  })

  it('is not for proposals, for what was reversed before, nor for reversals', () => {
    const reversed = reverse(approved(), act)
    for (const each of [proposed(), reversed, reversalOf(reversed)])
      expect(refusal(() => reverse(each, act))?.code).toBe('conflict')
  })
})

describe('the checks before approval', () => {
  const announced = { effectiveFrom: '2027-07-01', vnd: 2_700_000, status: 'planned' as const }
  const scheme = {
    ...defaultRoyaltyScheme,
    baseSalaries: [...defaultRoyaltyScheme.baseSalaries, announced],
  }
  const codes = (
    changes: Partial<RoyaltyInput> = {},
    { text = textFacts(), others = [] as Royalty[], day = '2019-07-15' } = {},
  ) =>
    findWarnings({
      royalty: { ...aRoyalty(changes), id, text },
      text,
      scheme,
      day,
      others,
      calculation: calculate(aRoyalty(changes), { id: 'default', revision: 0, scheme }, day),
    }).map(({ code }) => code)

  it('find nothing wrong with a plain record', () => {
    expect(codes()).toEqual([])
  })

  it('find the same text paid twice: the same article and language, or the same words elsewhere', () => {
    const other = { ...proposed(), id: 'r0ya1ty002' }
    expect(codes({}, { others: [proposed()] })).toEqual([])
    expect(codes({}, { others: [other] })).toEqual(['paidTwice'])
    expect(codes({}, { others: [{ ...other, article: 'aaaaaaaaaa' }] })).toEqual(['paidTwice'])
    const elsewhere = { ...other, article: 'aaaaaaaaaa', text: textFacts({ digest: 'b'.repeat(64) }) }
    expect(codes({}, { others: [elsewhere] })).toEqual([])
    expect(codes({}, { others: [{ ...other, locale: 'en', text: elsewhere.text }] })).toEqual([])
  })

  it('find more photos than the article holds', () => {
    expect([codes({ photos: 3 }), codes({ photos: 4 })]).toEqual([[], ['photos']])
  })

  it('find a compiled or re-posted text without a source', () => {
    for (const genre of ['compiled', 'document'] as const) {
      const works = [{ genre, coefficientTenths: 0 }]
      expect(codes({ works })).toEqual(['source'])
      expect(codes({ works }, { text: textFacts({ hasSource: true }) })).toEqual([])
    }
  })

  it('find a royalty, or a remuneration, that is not divided among people to the end', () => {
    const share = (payee: string, role: 'author' | 'editor', shareBasisPoints: number) => ({
      payee,
      role,
      shareBasisPoints,
    })
    const whole = share(author, 'author', 10_000)
    expect(codes({ contributions: [share(author, 'author', 9_000)] })).toEqual(['shares'])
    expect(codes({ contributions: [whole] })).toEqual([])
    // Nobody is named yet: an approval refuses that by itself.
    expect(codes({ contributions: [] })).toEqual([])
    const works = [{ genre: 'news' as const, coefficientTenths: 0 }]
    expect(codes({ contributions: [share(author, 'author', 1)], works })).toEqual([])
  })

  it('say what they found by a rule, for every language', () => {
    const [found] = findWarnings({
      royalty: { ...aRoyalty({ photos: 5 }), id, text: textFacts() },
      text: textFacts(),
      scheme,
      day: '2019-07-15',
      others: [],
      calculation: { amountVnd: 0, remunerationVnd: 0, payments: [] },
    })
    if (!found) throw new Error('nothing was found')
    expect(sayWarning(found, 'vi').message).toBe('kê khai 5 ảnh, trong khi bài có 3 ảnh')
    expect(sayWarning(found, 'en').message).toBe('5 photos are claimed, but the article holds 3')
  })

  it('are said by their code where a sentence in English was written down', () => {
    const old: Warning = {
      code: 'paidTwice',
      message: 'royalty r0ya1ty002 is for the same text',
      about: 'r0ya1ty002',
    }
    expect(sayWarning(old, 'vi')).toEqual({
      code: 'paidTwice',
      message: 'đã có khoản khác trả cho cùng bài hoặc cùng nội dung (r0ya1ty002)',
      about: 'r0ya1ty002',
    })
  })

  it('find a text that was never published, and a base salary that was only announced', () => {
    const { publishedAt: _, ...text } = textFacts()
    expect(codes({}, { text })).toEqual(['unpublished'])
    expect(codes({}, { day: '2026-07-01' })).toEqual([])
    expect(codes({}, { day: '2027-07-01' })).toEqual(['plannedBase'])
  })
})

const conference = (
  changes: object = {},
  body = '<p>Hội nghị <strong>tổng</strong> kết.</p><ul><li>Một</li></ul>',
) => aStoredArticle({ vi: { title: 'Hội nghị', body, status: 'published' } }, changes)

describe('a text', () => {
  it('is measured by its visible characters, its images and its source', () => {
    const attachments = [
      { name: 'Ảnh', href: '/media/a.jpg', type: 'image/jpeg', bytes: 1 },
      { name: 'Văn bản', href: '/media/a.pdf', type: 'application/pdf', bytes: 1 },
    ]
    const measured = measureText(conference({ attachments, source: { name: 'Báo' } }), 3, 'vi')
    expect(measured).toMatchObject({ revision: 3, photos: 1, hasSource: true })
    expect(measured?.characters).toBe('Hội nghị Hội nghị tổng kết. Một'.length)
    expect(measureText(conference(), 3, 'en')).toBeUndefined()
  })

  it('has the same digest whatever its case, spaces, markup and punctuation', () => {
    const digest = (body: string) => measureText(conference({}, body), 1, 'vi')?.digest
    const first = digest('<p>Hội nghị tổng kết.</p><p>Một, hai.</p>')
    expect(digest('<p>HỘI NGHỊ <em>tổng</em>  kết – một (hai)</p>')).toBe(first)
    expect(digest(`<p>${'Hội nghị tổng kết một hai'.normalize('NFD')}</p>`)).toBe(first)
    expect(digest('<p>Hôi nghị tổng kết. Một, hai.</p>')).not.toBe(first)
    expect(digest('<p>x<sup>2</sup></p>')).not.toBe(digest('<p>x 2</p>'))
  })

  it('has as many pages as its characters make, to the nearest half', () => {
    const pages = [0, 1, 900, 1349, 1350, 1800, 2249, 2250, 3728].map((characters) =>
      pagesOf(characters, 1800),
    )
    expect(pages).toEqual([0, 0.5, 0.5, 0.5, 1, 1, 1, 1.5, 2])
  })
})

describe('a suggestion', () => {
  const suggest = (changes: object, locale: 'vi' | 'en' = 'vi') =>
    suggestRoyalty(conference(changes), locale, textFacts(), defaultRoyaltyScheme)

  it('comes from the genre, the pages and the photos of the text', () => {
    expect(suggest({ genre: 'interview' })).toMatchObject({
      works: [
        { genre: 'interview', coefficientTenths: 30 },
        { genre: 'photo', coefficientTenths: 3 },
      ],
      pages: 2,
      photos: 3,
      contributions: [],
    })
    expect(suggest({ genre: 'photo' }).works).toEqual([{ genre: 'photo', coefficientTenths: 3 }])
  })

  it('pays a text that follows one in another language as its translation', () => {
    const text = (publishedAt: string) => ({
      title: 'A',
      summary: '',
      slug: 'a',
      body: '',
      status: 'published',
      publishedAt,
    })
    const translations = { vi: text('2019-07-15T08:00:00.000Z'), en: text('2019-07-16T08:00:00.000Z') }
    const both = conference({ translations })
    expect([isTranslated(both, 'vi'), isTranslated(both, 'en')]).toEqual([false, true])
    expect(suggest({ translations }, 'en')).toMatchObject({
      works: [
        { genre: 'translation', coefficientTenths: 10, translatedFrom: { genre: 'news', basisPoints: 5500 } },
      ],
      photos: 0,
    })
  })
})
