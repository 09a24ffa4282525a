import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { anArticle, aText, inBoth, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

listenToLog()

const shared = { section: 'news', byline: ['Văn phòng Sở'] }

/** An article in both languages, as two editors have it open. */
async function open(door: Door) {
  const id = newId()
  const { body } = await door.as('editor').create(id, anArticle({ translations: inBoth('Hội nghị') }))
  return { id, parts: body.parts as Record<'shared' | 'vi' | 'en', string>, body }
}

/** Both texts approved, by somebody who did not write them. */
async function approved(door: Door) {
  const { id } = await open(door)
  let answer = await door.as('editor').get(`/articles/${id}`)
  for (const locale of ['vi', 'en']) {
    answer = await door.as('editor').act(id, locale, 'submit', answer.etag)
    answer = await door.as('approver').act(id, locale, 'approve', answer.etag)
  }
  return { id, parts: answer.body.parts, body: answer.body }
}

const statusesOf = ({ body }: { body: { article: { translations: Record<string, { status: string }> } } }) =>
  Object.values(body.article.translations).map(({ status }) => status)

describe('a language of an article, written by itself', () => {
  it('has a tag that says in which revision it changed last, like every other part', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    expect(parts).toEqual({
      shared: expect.stringMatching(/^"shared:1-[0-9a-f]{8}"$/u),
      vi: expect.stringMatching(/^"vi:1-[0-9a-f]{8}"$/u),
      en: expect.stringMatching(/^"en:1-[0-9a-f]{8}"$/u),
    })
    const written = await door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Hội nghị mới' }))
    expect(written.status).toBe(200)
    expect(written.body.parts).toEqual({ ...parts, vi: expect.stringMatching(/^"vi:2-/u) })
    expect(written.body.revision).toMatchObject({ number: 2, action: 'edit', locale: 'vi' })
    expect((await door.as('editor').get(`/articles/${id}`)).body.parts).toEqual(written.body.parts)
  })

  it('may be written with a note, which the history keeps', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    const headers = { 'if-match': parts.vi }
    const path = `/articles/${id}/translations/vi?note=${encodeURIComponent('gộp')}`
    const written = await door.as('editor').send('PUT', path, { body: aText({ title: 'Bản gộp' }), headers })
    expect(written.body.revision).toMatchObject({ number: 2, action: 'edit', note: 'gộp' })
  })

  it('is no obstacle to somebody who has another one open', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    const vi = await door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Bản một' }))
    const en = await door.as('editor2').writeText(id, 'en', parts.en, aText({ title: 'Version two' }))
    const rest = await door.as('editor2').writeShared(id, parts.shared, { ...shared, featured: true })
    expect([vi.status, en.status, rest.status]).toEqual([200, 200, 200])
    expect(rest.body.article).toMatchObject({
      featured: true,
      translations: { vi: { title: 'Bản một' }, en: { title: 'Version two' } },
    })
  })

  it('is not written over by somebody who has not seen it: they are told its tag', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    const first = await door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Bản một' }))
    const second = await door.as('editor2').writeText(id, 'vi', parts.vi, aText({ title: 'Bản hai' }))
    expect(second).toMatchObject({ status: 412, etag: first.body.parts.vi })
    expect(second.body.current).toBe(first.body.parts.vi)
    const again = await door
      .as('editor2')
      .writeText(id, 'vi', second.body.current, aText({ title: 'Bản hai' }))
    expect(again.status).toBe(200)
  })

  it('keeps the approval of the others, and loses its own', async () => {
    const door = await aDoor()
    const { id, parts } = await approved(door)
    const written = await door.as('editor').writeText(id, 'en', parts.en, aText({ title: 'Corrected' }))
    expect(statusesOf(written)).toEqual(['approved', 'draft'])
    expect(written.body.parts.vi).toBe(parts.vi)
  })

  it('does not lose an approval to somebody who does not know of it', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    await door.as('editor').act(id, 'vi', 'submit', parts.vi)
    const late = await door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Vẫn đang viết' }))
    expect(late.status).toBe(412)
    expect(late.body.current).toMatch(/^"vi:2-/u)
  })

  it('is added where it is not there yet, once', async () => {
    const door = await aDoor()
    const id = newId()
    await door.as('editor').create(id, anArticle())
    const added = await door
      .as('editor2')
      .addText(id, 'en', aText({ basedOn: { locale: 'vi', revision: 1 } }))
    expect([added.status, statusesOf(added)]).toEqual([201, ['draft', 'draft']])
    const again = await door.as('editor').addText(id, 'en', aText({ title: 'Another' }))
    expect([again.status, again.body.current]).toEqual([412, added.body.parts.en])
    expect((await door.as('editor').addText(newId(), 'en', aText())).status).toBe(404)
  })

  it('makes no revision where nothing changed, and one where the request is sent again', async () => {
    const door = await aDoor()
    const { id, parts, body } = await open(door)
    const text = body.article.translations.vi
    const { title, summary, body: html } = text
    expect(
      (await door.as('editor').writeText(id, 'vi', parts.vi, { title, summary, body: html })).body.revision
        .number,
    ).toBe(1)
    const key = { 'idempotency-key': 'k1' }
    const sent = () => door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Một lần' }), key)
    const first = await sent()
    await door.as('editor2').writeText(id, 'en', parts.en, aText({ title: 'Between' }))
    expect((await sent()).body).toEqual(first.body)
  })

  it('names what of its body could not come along', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    const text = aText({ body: '<p>Có</p><img src="https://elsewhere.example/a.jpg" alt="x">' })
    const { body } = await door.as('editor').writeText(id, 'vi', parts.vi, text)
    expect(body.dropped).toEqual([expect.objectContaining({ field: 'body' })])
  })

  it('is a contributor’s to write in their own drafts alone', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    expect(
      (await door.as('contributor').writeText(id, 'vi', parts.vi, aText({ title: 'Khác' }))).status,
    ).toBe(403)
  })
})

describe('what the languages share', () => {
  it('is read in all of them, so that a change makes drafts of them and keeps their words', async () => {
    const door = await aDoor()
    const { id, parts, body } = await approved(door)
    const written = await door.as('editor2').writeShared(id, parts.shared, { ...shared, genre: 'interview' })
    expect(statusesOf(written)).toEqual(['draft', 'draft'])
    const { vi } = written.body.article.translations
    expect(vi).toMatchObject({ title: body.article.translations.vi.title, editedBy: 'editor2' })
    expect(vi).not.toHaveProperty('approval')
  })

  it('may change while somebody writes a draft of one, who then is not refused', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    await door.as('editor2').writeShared(id, parts.shared, { ...shared, genre: 'interview' })
    const text = await door.as('editor').writeText(id, 'vi', parts.vi, aText({ title: 'Vẫn đang viết' }))
    expect(text.status).toBe(200)
  })

  it('changes nothing where it says the same', async () => {
    const door = await aDoor()
    const { id, parts } = await approved(door)
    const written = await door.as('editor2').writeShared(id, parts.shared, shared)
    expect([written.status, statusesOf(written)]).toEqual([200, ['approved', 'approved']])
    expect(written.body.parts).toEqual(parts)
  })
})

describe('an act on one language', () => {
  it('may name the tag of that language, and is then refused only where that changed', async () => {
    const door = await aDoor()
    const { id, parts } = await open(door)
    await door.as('editor2').writeText(id, 'en', parts.en, aText({ title: 'Version two' }))
    const submitted = await door.as('editor').act(id, 'vi', 'submit', parts.vi)
    expect(submitted.status).toBe(200)
    const late = await door.as('approver').act(id, 'vi', 'approve', parts.vi)
    expect([late.status, late.body.current]).toEqual([412, submitted.body.parts.vi])
    expect((await door.as('approver').act(id, 'vi', 'approve', late.body.current)).status).toBe(200)
  })
})

describe('an article that was written before its parts had tags', () => {
  it('has some, which do not change when another part does', async () => {
    const door = await aDoor()
    const id = newId()
    await door.as('editor').create(id, anArticle({ translations: inBoth('Hội nghị') }))
    const before = (await door.newsroom.articles.latest(id))!
    const bare = { ...before.state, changedIn: {} }
    const { latest } = door.newsroom.articles
    door.newsroom.articles.latest = async (asked) => {
      const found = await latest(asked)
      return found?.number === 1 ? { ...found, state: bare } : found
    }
    const { parts } = (await door.as('editor').get(`/articles/${id}`)).body
    const written = await door.as('editor').writeText(id, 'en', parts.en, aText({ title: 'Version two' }))
    expect(written.body.parts).toMatchObject({ vi: parts.vi, shared: parts.shared })
  })
})

/** A table whose calls take as many turns of the loop as `turns` says, one after the other. */
function slow(table: Table, turns: readonly number[]): Table {
  let calls = 0
  async function late<T>(call: () => Promise<T>): Promise<T> {
    calls += 1
    for (let left = turns[calls % turns.length] ?? 0; left > 0; left -= 1) await new Promise(setImmediate)
    return await call()
  }
  return {
    ...table,
    find: (key) => late(() => table.find(key)),
    findAll: (keys) => late(() => table.findAll(keys)),
    query: (range) => late(() => table.query(range)),
    put: (item, condition) => late(() => table.put(item, condition)),
  }
}

describe('two people in two languages', () => {
  it('lose nothing, however their writes fall between each other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (turns, many, others) => {
          const table = createMemoryTable()
          const { id, parts } = await open(await aDoor(table))
          const door = await aDoor(slow(table, turns))
          async function writes(who: 'editor' | 'editor2', locale: 'vi' | 'en', count: number) {
            let tag = parts[locale]
            for (let n = 1; n <= count; n += 1) {
              const answer = await door.as(who).writeText(id, locale, tag, aText({ title: `${locale} ${n}` }))
              expect(answer.status, answer.body.detail).toBe(200)
              expect(answer.body.article.translations[locale].title).toBe(`${locale} ${n}`)
              tag = answer.body.parts[locale]
            }
          }
          await Promise.all([writes('editor', 'vi', many), writes('editor2', 'en', others)])
          const { body } = await door.as('editor').get(`/articles/${id}`)
          expect(body.revision.number).toBe(1 + many + others)
          expect(body.article.translations).toMatchObject({
            vi: { title: `vi ${many}` },
            en: { title: `en ${others}` },
          })
        },
      ),
      { numRuns: 25 },
    )
  })
})
