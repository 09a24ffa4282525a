import * as fake from 'fake-indexeddb'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApi } from '../../functions/desk/api/api.ts'
import type { ArticleContent } from '../../functions/desk/drafts/content.ts'
import { createDraftApi } from '../../functions/desk/drafts/draft-api.ts'
import { createDraftStore } from '../../functions/desk/drafts/draft-store.ts'
import { Undecided } from '../../functions/desk/drafts/meanwhile.ts'
import { DeskFailure } from '../../functions/desk/session/failure.ts'
import type { SignableInit } from '../../functions/desk/session/session.ts'
import type { Role } from '../../functions/domain/role.ts'
import { newId } from '../support/articles/articles.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())
beforeEach(() => {
  for (const [name, value] of Object.entries(fake)) if (name.startsWith('IDB')) vi.stubGlobal(name, value)
  vi.stubGlobal('indexedDB', new fake.IDBFactory())
  return () => vi.unstubAllGlobals()
})

/** The API as a window of this role asks it; `lose` loses the answers of saves, not the saves. */
function windowOf(role: Role) {
  let lost = 0
  const door = as(cloud, role)
  const session = {
    async fetch(path: string, { method = 'GET', body, headers = {} }: SignableInit = {}) {
      const answer = await door.send(method, path, { body, headers })
      const isSave = method === 'PUT' && path.startsWith('/articles')
      if (isSave && lost > 0) {
        lost -= 1
        throw new DeskFailure('offline', 'the answer was lost')
      }
      const isEmpty = answer.status === 204
      return new Response(isEmpty ? null : JSON.stringify(answer.body), {
        status: answer.status,
        headers: answer.headers,
      })
    },
  }
  const api = createDraftApi(
    createApi(session, () => 'vi'),
    () => 'gộp',
  )
  return {
    api,
    lose(count: number) {
      lost = count
    },
  }
}

async function opened(
  id: string,
  { api }: ReturnType<typeof windowOf>,
  person: string,
  start?: ArticleContent,
) {
  const draft = createDraftStore({ person, api, device: 'office' }).draft(id, start)
  onTestFinished(() => void draft.close())
  await draft.open(start ? null : undefined)
  return draft
}

const start: ArticleContent = {
  shared: { section: 'news' },
  translations: { vi: { title: '', summary: '', body: '' } },
}
const body = '<p>Sở tiếp nhận 120 hồ sơ trong tháng.</p>'

async function anArticleThere() {
  const id = newId()
  const draft = await opened(id, windowOf('editor'), 'writer', start)
  draft.set('vi', { title: 'Điều chỉnh giờ làm việc', body })
  await draft.save()
  await draft.close()
  return id
}
const bodyOf = async (id: string) =>
  (await as(cloud, 'editor').get(`/articles/${id}`)).body.article.translations.vi.body
const countOf = async (id: string) =>
  (await as(cloud, 'editor').get(`/articles/${id}/revisions`)).body.revisions.length

describe('a draft of the desk, at the editors’ API', () => {
  it('makes a new article once, and one revision of each save, though answers are lost', async () => {
    const id = newId()
    const window = windowOf('editor')
    const draft = await opened(id, window, 'one', start)
    draft.set('vi', { title: 'Bài mới', body })
    window.lose(1)
    await draft.save().catch((error) => expect(error).toBeInstanceOf(DeskFailure))
    await expect.poll(() => draft.view.state, { timeout: 60_000 }).toBe('saved')
    expect(await countOf(id)).toBe(1)
    draft.set('vi', { title: 'Bài mới, lần hai' })
    draft.set('shared', { featured: true })
    window.lose(1)
    await draft.save().catch((error) => expect(error).toBeInstanceOf(DeskFailure))
    await expect.poll(() => draft.view.state, { timeout: 60_000 }).toBe('saved')
    expect(await countOf(id)).toBe(3)
    expect(draft.view.changed).toEqual([])
  })

  it('keeps what is typed as a working copy, and offers it at another computer', async () => {
    const id = await anArticleThere()
    const draft = await opened(id, windowOf('editor'), 'two')
    draft.set('vi', { title: 'Chưa lưu' })
    await draft.flush()
    const copies = (await as(cloud, 'editor').get(`/working-copies/${id}`)).body.own
    expect(copies).toMatchObject([{ part: 'vi', device: 'office', content: { title: 'Chưa lưu' } }])
    vi.stubGlobal('indexedDB', new fake.IDBFactory())
    const other = await opened(id, windowOf('editor'), 'the same at home')
    expect(other.view.offers).toMatchObject([{ part: 'vi', from: 'there', isBehind: false }])
    await other.accept('vi')
    await other.save()
    await expect
      .poll(async () => (await as(cloud, 'editor').get(`/working-copies/${id}`)).body.own)
      .toEqual([])
  })

  it('merges what two people changed, and asks where they changed the same word', async () => {
    const id = await anArticleThere()
    const mine = await opened(id, windowOf('editor'), 'three')
    const theirs = await opened(id, windowOf('approver'), 'four')
    mine.set('vi', { body: body.replace('120', '125') })
    theirs.set('vi', { body: body.replace('tháng', 'tháng 11') })
    await theirs.save()
    await mine.save()
    expect(await bodyOf(id)).toBe('<p>Sở tiếp nhận 125 hồ sơ trong tháng 11.</p>')
    theirs.take((await windowOf('approver').api.find(id))!)
    theirs.set('vi', { body: '<p>Sở tiếp nhận 130 hồ sơ trong tháng 11.</p>' })
    await theirs.save()
    mine.set('vi', { body: '<p>Sở tiếp nhận 126 hồ sơ trong tháng 11.</p>' })
    await expect(mine.save()).rejects.toThrow(Undecided)
    const [conflict] = mine.view.conflict?.conflicts ?? []
    await mine.settle({ [conflict?.id ?? '']: 'both' })
    expect(await bodyOf(id)).toBe('<p>Sở tiếp nhận 126 130 hồ sơ trong tháng 11.</p>')
  })

  it('goes on from a copy that began before somebody else’s revision', async () => {
    const id = await anArticleThere()
    const before = await opened(id, windowOf('editor'), 'five')
    before.set('vi', { body: body.replace('120', '125') })
    await before.flush()
    await before.close()
    const theirs = await opened(id, windowOf('approver'), 'six')
    theirs.set('vi', { body: body.replace('tháng', 'tháng 11') })
    await theirs.save()
    const again = await opened(id, windowOf('editor'), 'five')
    expect(again.view.offers).toMatchObject([{ isBehind: true }])
    await again.accept('vi')
    await again.save()
    expect(await bodyOf(id)).toBe('<p>Sở tiếp nhận 125 hồ sơ trong tháng 11.</p>')
  })

  it('asks before it takes away that a text was submitted meanwhile', async () => {
    const id = await anArticleThere()
    const draft = await opened(id, windowOf('editor'), 'seven')
    draft.set('vi', { title: 'Sửa tiếp' })
    const { etag } = await as(cloud, 'editor').get(`/articles/${id}`)
    await as(cloud, 'editor').act(id, 'vi', 'submit', etag)
    await expect(draft.save()).rejects.toThrow(Undecided)
    expect(draft.view.conflict?.moved).toMatchObject([{ part: 'vi', to: 'in_review' }])
  })

  it('says of which field a save is refused', async () => {
    const id = await anArticleThere()
    const draft = await opened(id, windowOf('editor'), 'eight')
    draft.set('vi', { title: '' })
    await expect(draft.save()).rejects.toMatchObject({ status: 422 })
    expect(draft.view.refused?.refusal.problem.errors?.map(({ field }) => field)).toContain('title')
    expect(draft.view.content.translations.vi?.title).toBe('')
  })
})
