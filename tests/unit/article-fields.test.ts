import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ArticleInput,
  articleInput,
  type TranslationInput,
  translationInput,
} from '../../functions/domain/article/article.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'

/** Another value for each field than `aText` and `anArticle` give it. A new field is missed here by the compiler. */
const inText = {
  title: 'Tiêu đề khác',
  slug: 'dia-chi-khac',
  summary: 'Tóm tắt khác.',
  body: '<p>Nội dung khác.</p>',
  externalUrl: 'https://example.org/khac',
  audio: { href: '/media/khac.mp3', type: 'audio/mpeg' },
  alt: 'Toàn cảnh hội nghị',
  caption: 'Hội nghị',
  credit: 'Văn phòng Sở',
  correction: 'Ngày họp là 15/7, không phải 14/7.',
  basedOn: { locale: 'en', revision: 1 },
} satisfies Record<keyof TranslationInput, unknown>

const inArticle = {
  type: 'page',
  section: 'border',
  tags: ['asean'],
  genre: 'feature',
  byline: ['Ban Biên tập'],
  featured: true,
  pinned: true,
  related: ['0123456789'],
  replyTo: '0123456789',
  leadImage: undefined,
  attachments: [{ name: 'Công văn', href: '/media/a.pdf', type: 'application/pdf', bytes: 1 }],
  source: { name: 'Cổng thông tin' },
  eventDate: '2026-01-01',
  origin: { system: 'sample', digest: 'a'.repeat(64) },
} satisfies Record<Exclude<keyof ArticleInput, 'translations'>, unknown>

/** What is noted beside a text is a revision of the article, but no other text. */
const notes = ['basedOn']
/** A file of the library must be there first: tests of media change it. */
const elsewhere = ['leadImage']

const both = { vi: aText(), en: aText({ title: 'A conference' }) }

async function published() {
  const room = aNewsroom()
  const id = newId()
  await room.write(id, { translations: both })
  await room.goLive(id, 'vi')
  return { room, id, before: await room.goLive(id, 'en') }
}

async function edited(changes: object) {
  const { room, id, before } = await published()
  const revision = await room.write(id, { translations: both, ...changes })
  return { before, revision, text: revision.state.translations.vi, room, id }
}

describe('every field of a text', () => {
  const fields = Object.keys(translationInput.shape)

  it('has another value here', () => {
    expect(Object.keys(inText).sort()).toEqual(fields.sort())
  })

  it.each(Object.entries(inText))(
    'makes a revision and a draft when %s alone is changed',
    async (field, value) => {
      const vi = { ...both.vi, [field]: value }
      const { before, revision, text } = await edited({ translations: { ...both, vi } })
      expect(revision.number).toBe(before.number + 1)
      expect(text).toMatchObject({ [field]: value, status: notes.includes(field) ? 'published' : 'draft' })
      expect(revision.state.translations.en?.status).toBe('published')
    },
  )

  it.each(Object.entries(inText))('makes another one when %s is taken out again', async (field, value) => {
    const vi = { ...both.vi, [field]: value }
    const { room, id, revision } = await edited({ translations: { ...both, vi } })
    const back = field === 'basedOn' ? { ...both.vi, basedOn: null } : both.vi
    const after = await room.write(id, { translations: { ...both, vi: back } })
    expect(after.number).toBe(revision.number + 1)
  })

  it('is kept, whichever of them change together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(Object.entries(inText), { minLength: 1 }), async (some) => {
        const vi = { ...both.vi, ...Object.fromEntries(some) }
        const { before, revision, text } = await edited({ translations: { ...both, vi } })
        expect(revision.number).toBe(before.number + 1)
        expect(text).toMatchObject(Object.fromEntries(some))
      }),
      { numRuns: 30 },
    )
  })
})

describe('every field that the languages share', () => {
  const { translations: _, ...shared } = articleInput.shape

  it('has another value here', () => {
    expect(Object.keys(inArticle).sort()).toEqual(Object.keys(shared).sort())
  })

  it.each(Object.entries(inArticle).filter(([field]) => !elsewhere.includes(field)))(
    'makes a revision, and drafts of all texts, when %s alone is changed',
    async (field, value) => {
      const { before, revision } = await edited({ [field]: value })
      expect(revision.number).toBe(before.number + 1)
      expect(revision.state).toMatchObject({ [field]: value })
      const states = Object.values(revision.state.translations).map((text) => text?.status)
      expect(states).toEqual(['draft', 'draft'])
    },
  )
})

it('knows the words of a translation by the same digest for ever, or all would be out of date at once', async () => {
  const digests = async (vi: object) => {
    const { state } = await aNewsroom().write(newId(), anArticle({ translations: { vi } }))
    return state.translations.vi?.changes.map(({ digest }) => digest)
  }
  const { basedOn: __, ...full } = inText
  expect([await digests(aText()), await digests(full)]).toEqual([['970108e81d7adecc'], ['7352afb68233dced']])
})
