import { describe, expect, it } from 'vitest'
import { anArticle, aText, inBoth, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

const texts = inBoth('Hội nghị')

/** An article whose texts are approved; by `publish` public as well. */
async function approved(door: Door, locales: readonly ('vi' | 'en')[] = ['vi', 'en']) {
  const id = newId()
  let answer = await door.as('editor').create(id, anArticle({ translations: texts }))
  for (const locale of locales) {
    answer = await door.as('editor').act(id, locale, 'submit', answer.etag)
    answer = await door.as('approver').act(id, locale, 'approve', answer.etag)
  }
  return { id, etag: answer.etag, parts: answer.body.parts }
}

describe('the answer of a write', () => {
  it('says which languages there are from now on', async () => {
    const door = await aDoor()
    const { body } = await door.as('editor').create(newId(), anArticle({ translations: texts }))
    expect(body.effects).toEqual([
      { locale: 'vi', from: 'missing', to: 'draft', because: 'create' },
      { locale: 'en', from: 'missing', to: 'draft', because: 'create' },
    ])
  })

  it('names the field that took an approval away', async () => {
    const door = await aDoor()
    const { id, etag } = await approved(door)
    const { body } = await door
      .as('editor')
      .replace(id, etag, anArticle({ translations: texts, genre: 'interview' }))
    expect(body.effects).toEqual([
      { locale: 'vi', from: 'approved', to: 'draft', because: 'shared.genre' },
      { locale: 'en', from: 'approved', to: 'draft', because: 'shared.genre' },
    ])
  })

  it('names the one language that lost its approval, and nothing that stayed as it was', async () => {
    const door = await aDoor()
    const { id, parts } = await approved(door)
    const text = { ...texts.en, title: 'A correction' }
    const first = await door.as('editor').writeText(id, 'en', parts.en, text)
    const effects = [{ locale: 'en', from: 'approved', to: 'draft', because: 'en.title' }]
    expect(first.body.effects).toEqual(effects)
    const second = await door
      .as('editor')
      .writeText(id, 'en', first.body.parts.en, { ...text, title: 'Again' })
    expect(second.body.effects).toEqual([])
  })

  it('says the same to a request that is sent again', async () => {
    const door = await aDoor()
    const { id, parts } = await approved(door)
    const send = () =>
      door.as('editor').writeText(id, 'en', parts.en, aText({ title: 'B' }), { 'idempotency-key': 'k' })
    const first = await send()
    expect(first.body.effects).toHaveLength(1)
    expect((await send()).body).toEqual(first.body)
  })

  it('names the act where that was meant to change the state', async () => {
    const door = await aDoor()
    const { id, etag } = await approved(door)
    const { body } = await door.as('approver').act(id, 'vi', 'publish', etag)
    expect(body.effects).toEqual([{ locale: 'vi', from: 'approved', to: 'published', because: 'publish' }])
  })
})

describe('a write that is tried only', () => {
  it('answers what it would do, and writes nothing', async () => {
    const door = await aDoor()
    const { id, etag, parts } = await approved(door)
    const whole = anArticle({ translations: texts, genre: 'interview' })
    const tried = await door.as('editor').put(`/articles/${id}?dry-run=true`, etag, whole)
    expect(tried).toMatchObject({
      status: 200,
      etag: '',
      body: { dryRun: true, article: { genre: 'interview' } },
    })
    const text = { ...texts.vi, title: 'Khác' }
    const ofText = await door.as('editor').put(`/articles/${id}/translations/vi?dry-run=true`, parts.vi, text)
    expect(ofText.body.effects).toEqual([
      { locale: 'vi', from: 'approved', to: 'draft', because: 'vi.title' },
    ])
    const shared = { section: 'news', byline: ['Văn phòng Sở'], featured: true }
    const ofShared = await door.as('editor').put(`/articles/${id}/shared?dry-run=true`, parts.shared, shared)
    expect(ofShared.body.effects.map(({ because }: { because: string }) => because)).toEqual([
      'shared.featured',
      'shared.featured',
    ])
    const now = await door.as('editor').get(`/articles/${id}`)
    expect([now.etag, now.body.parts]).toEqual([etag, parts])

    const done = await door.as('editor').replace(id, etag, whole)
    expect(done.body.effects).toEqual(tried.body.effects)
    expect(done.body.dropped).toEqual(tried.body.dropped)
  })

  it('is refused what the write would be refused', async () => {
    const door = await aDoor()
    const { id, etag, parts } = await approved(door)
    const whole = anArticle({ translations: texts })
    const path = `/articles/${id}?dry-run=true`
    expect((await door.as('editor').put(path, '"1-00000000"', whole)).status).toBe(412)
    expect(
      (await door.as('editor').put(path, etag, anArticle({ section: 'nowhere', translations: texts })))
        .status,
    ).toBe(422)
    expect(
      (await door.as('contributor').put(path, etag, anArticle({ translations: texts, genre: 'qa' }))).status,
    ).toBe(403)
    expect(
      (await door.as('editor').put(`/articles/${id}/translations/vi?dry-run=maybe`, parts.vi, texts.vi))
        .status,
    ).toBe(422)
  })
})
