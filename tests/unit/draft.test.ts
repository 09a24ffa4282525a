import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ArticleContent } from '../../functions/desk/drafts/content.ts'
import { createDraftStore } from '../../functions/desk/drafts/draft-store.ts'
import { Undecided } from '../../functions/desk/drafts/meanwhile.ts'
import { pass, settle, withBrowserStorage } from '../support/desk/browser-storage.ts'
import { createDraftServer } from '../support/desk/draft-server.ts'

withBrowserStorage()

const text = {
  title: 'Điều chỉnh giờ làm việc',
  slug: 'bai',
  summary: '',
  body: '<p>Sở tiếp nhận 120 hồ sơ trong tháng.</p>',
}
const article: ArticleContent = {
  shared: { section: 'news', tags: [] },
  translations: { vi: text, en: { title: 'Hours', slug: 'bai', summary: '', body: '' } },
}

type Server = ReturnType<typeof createDraftServer>

async function opened(
  server: Server,
  { person = 'one', start }: { person?: string; start?: ArticleContent } = {},
) {
  const store = createDraftStore({ person, api: server.api, device: 'office' })
  const draft = store.draft('a', start)
  onTestFinished(() => void draft.close())
  const open = draft.open()
  await settle()
  await open
  return { draft, store }
}

/** Its window is gone without a word, as when the machine loses its power. */
const gone = (draft: Awaited<ReturnType<typeof opened>>['draft']) => {
  draft.set = () => undefined
  void draft.close()
}

const titleOf = (content: ArticleContent | undefined) => content?.translations.vi?.title
const bodyOf = (content: ArticleContent | undefined) => content?.translations.vi?.body

describe('what somebody types', () => {
  it('is kept at the computer at once, at the server five seconds later, and is no revision', async () => {
    const server = createDraftServer(article)
    const { draft, store } = await opened(server)
    draft.set('vi', { title: 'Giờ làm việc mới' })
    await pass(20)
    expect(await store.unsaved()).toMatchObject([{ part: 'vi', content: { title: 'Giờ làm việc mới' } }])
    expect(draft.view.state).toBe('here')
    await pass(4_900)
    expect(server.copies.size).toBe(0)
    await pass(200)
    expect(server.copies.get('vi')?.content).toMatchObject({ title: 'Giờ làm việc mới' })
    expect(draft.view.state).toBe('server')
    expect(server.revisions).toHaveLength(1)
  })

  it('is at the server every twenty seconds while it goes on', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    for (let second = 0; second < 21; second += 1) {
      draft.set('vi', { title: `Chữ ${second}` })
      await pass(1_000)
    }
    expect(server.copies.get('vi')?.content.title).toMatch(/^Chữ (?:19|20)$/)
  })

  it('is kept in both places when the window loses the focus or the page', async () => {
    const server = createDraftServer(article)
    const { draft, store } = await opened(server)
    draft.set('vi', { title: 'Đi ngay' })
    void draft.flush()
    await settle()
    expect(await store.unsaved()).toHaveLength(1)
    expect(server.copies.get('vi')?.content.title).toBe('Đi ngay')
  })

  it('is there again in twenty older copies at most, one for each minute', async () => {
    const server = createDraftServer(article)
    const { draft, store } = await opened(server)
    for (let minute = 0; minute < 25; minute += 1) {
      draft.set('vi', { title: `Phút ${minute}` })
      await pass(1_000)
      draft.set('vi', { title: `Phút ${minute}, sau` })
      await pass(59_000)
    }
    const older = await store.older('a')
    expect(older).toHaveLength(20)
    expect(older[0]?.content.title).toBe('Phút 23, sau')
  })

  it('goes to the server alone where the browser keeps nothing, and says so', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('private', 'SecurityError')
      },
    })
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { title: 'Cửa sổ riêng tư' })
    await pass(20)
    expect(draft.view).toMatchObject({ localTrouble: 'forbidden', state: 'unkept' })
    await pass(5_000)
    expect(draft.view.state).toBe('server')
    expect(server.copies.get('vi')?.content.title).toBe('Cửa sổ riêng tư')
  })

  it('says when the computer has no room', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no room', 'QuotaExceededError')
      },
    })
    const { draft } = await opened(createDraftServer(article))
    draft.set('vi', { title: 'Hết chỗ' })
    await pass(20)
    expect(draft.view.localTrouble).toBe('full')
  })
})

describe('a save', () => {
  it('makes one revision of what was written when it was asked for; what is typed meanwhile stays', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { title: 'Một' })
    server.fail((what) => ({ kind: 'none', delay: what === 'save' ? 5_000 : 0 }))
    const saved = draft.save()
    await pass(2_000)
    expect(draft.view.state).toBe('saving')
    draft.set('vi', { title: 'Một, hai' })
    await pass(5_000)
    await saved
    expect(titleOf(draft.view.content)).toBe('Một, hai')
    expect(draft.view).toMatchObject({ changed: ['vi'], number: 2 })
    expect(server.revisions).toHaveLength(2)
    expect(titleOf(server.content())).toBe('Một')
    await pass(6_000)
    expect(server.copies.get('vi')).toMatchObject({ base: '"vi:2-00000000"', content: { title: 'Một, hai' } })
  })

  it('leaves no copy behind, but among the older ones', async () => {
    const server = createDraftServer(article)
    const { draft, store } = await opened(server)
    draft.set('vi', { title: 'Một' })
    await pass(6_000)
    const saved = draft.save()
    await settle()
    await saved
    expect(draft.view).toMatchObject({ state: 'saved', changed: [] })
    expect(await store.unsaved()).toEqual([])
    expect(server.copies.size).toBe(0)
    expect(await store.older('a')).toMatchObject([{ end: 'saved', content: { title: 'Một' } }])
  })

  it('whose answer is lost is asked again as the same one', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    let asked = 0
    server.fail((what) => {
      if (what === 'save') asked += 1
      return { kind: what === 'save' && asked < 3 ? 'lost' : 'none' }
    })
    draft.set('vi', { title: 'Một' })
    const saved = draft.save()
    await expect(saved).rejects.toMatchObject({ code: 'offline' })
    draft.set('vi', { title: 'Một, hai' })
    expect(draft.view.state).toBe('offline')
    await pass(7_000)
    expect(asked).toBe(3)
    expect(server.revisions).toHaveLength(2)
    expect(titleOf(draft.view.content)).toBe('Một, hai')
    expect(draft.view).toMatchObject({ number: 2, changed: ['vi'] })
  })

  it('that fails is tried again after 2, 4, 8, 16 and 32 seconds, or at once when somebody asks', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    const times: number[] = []
    server.fail((what) => {
      if (what === 'save') times.push(Date.now())
      return { kind: what === 'save' ? 'outage' : 'none' }
    })
    draft.set('vi', { title: 'Một' })
    draft.save().catch(() => undefined)
    await pass(100_000)
    const waits = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 1000))
    expect(waits.slice(0, 6)).toEqual([2, 4, 8, 16, 32, 32])
    expect(draft.view.trouble?.kind).toBe('outage')
    server.fail(() => ({ kind: 'none' }))
    draft.retry()
    await settle()
    expect(draft.view.state).toBe('saved')
  })

  it('waits for a person whose session has ended, and loses nothing', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    server.fail(() => ({ kind: 'signed_out' }))
    draft.set('vi', { title: 'Một' })
    const saved = draft.save()
    await expect(saved).rejects.toMatchObject({ code: 'signed_out' })
    expect(draft.view.state).toBe('signed_out')
    await pass(60_000)
    server.fail(() => ({ kind: 'none' }))
    draft.retry()
    await settle()
    expect(titleOf(server.content())).toBe('Một')
  })

  it('that is refused says of what, and leaves the text alone', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { title: '' })
    const saved = draft.save()
    await expect(saved).rejects.toMatchObject({ status: 422 })
    expect(draft.view).toMatchObject({ state: 'refused', refused: { part: 'vi' } })
    expect(titleOf(draft.view.content)).toBe('')
    draft.set('vi', { title: 'Có tiêu đề' })
    await draft.save()
    expect(draft.view.state).toBe('saved')
  })

  it('of one language meets nothing that others write in another', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { title: 'Một' })
    server.write({ en: { title: 'Office hours', slug: 'bai', summary: '', body: '' } })
    await draft.save()
    expect(draft.view.merged).toBeUndefined()
    expect(server.content()?.translations).toMatchObject({
      vi: { title: 'Một' },
      en: { title: 'Office hours' },
    })
  })

  it('saves every part that is changed', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('shared', { featured: true })
    draft.set('en', { title: 'Office hours' })
    await draft.save()
    expect(server.content()).toMatchObject({
      shared: { featured: true },
      translations: { en: { title: 'Office hours' } },
    })
    expect(draft.view.changed).toEqual([])
  })
})

describe('a new article', () => {
  const start: ArticleContent = { shared: { section: 'news' }, translations: { vi: { title: '', body: '' } } }

  it('is kept from its first letter, and made once by the first save, however often that is asked', async () => {
    const server = createDraftServer()
    const { draft, store } = await opened(server, { start })
    expect(draft.view).toMatchObject({ state: 'clean', number: undefined })
    draft.set('vi', { title: 'Bài mới' })
    await pass(6_000)
    expect(await store.unsaved()).toMatchObject([{ base: null }])
    expect(server.copies.get('vi')?.base).toBeNull()
    let asked = 0
    server.fail((what) => {
      if (what === 'create') asked += 1
      return { kind: what === 'create' && asked === 1 ? 'lost' : 'none' }
    })
    draft.save().catch(() => undefined)
    await pass(3_000)
    expect(asked).toBe(2)
    expect(server.revisions).toHaveLength(1)
    expect(draft.view).toMatchObject({ state: 'saved', number: 1 })
    draft.set('vi', { title: 'Bài mới, lần hai' })
    await draft.save()
    expect(server.revisions).toHaveLength(2)
  })

  it('goes on by itself after its window was gone', async () => {
    const server = createDraftServer()
    const first = await opened(server, { start })
    first.draft.set('vi', { title: 'Bài mới' })
    await pass(20)
    gone(first.draft)
    await settle()
    const { draft } = await opened(server, { start })
    expect(titleOf(draft.view.content)).toBe('Bài mới')
    expect(draft.view.offers).toEqual([])
  })
})

describe('two people', () => {
  it('who changed different words are merged, and the one who saves sees both', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    const { generation } = draft.view
    draft.set('vi', { body: text.body.replace('120', '125') })
    server.write({ vi: { ...text, body: text.body.replace('tháng', 'tháng 11') } })
    await draft.save()
    const both = '<p>Sở tiếp nhận 125 hồ sơ trong tháng 11.</p>'
    expect(bodyOf(server.content())).toBe(both)
    expect(bodyOf(draft.view.content)).toBe(both)
    expect(draft.view.generation).toBeGreaterThan(generation)
    expect(draft.view.merged).toMatchObject({
      by: 'them',
      number: 2,
      merges: [{ part: 'vi', field: 'body' }],
    })
    // The revision says that it is a merge; the one after it is a save as any other.
    draft.set('vi', { title: 'Viết tiếp' })
    await draft.save()
    expect(server.revisions.slice(2).map(({ isMerge }) => isMerge)).toEqual([true, false])
  })

  it('who changed the same word are asked, and nothing is lost by any answer', async () => {
    for (const [answer, expected] of [
      ['mine', '125'],
      ['theirs', '130'],
      ['both', '125 130'],
    ] as const) {
      const server = createDraftServer(article)
      const { draft, store } = await opened(server, { person: answer })
      draft.set('vi', { body: text.body.replace('120', '125') })
      server.write({ vi: { ...text, body: text.body.replace('120', '130') } })
      await expect(draft.save()).rejects.toThrow(Undecided)
      expect(draft.view.state).toBe('conflict')
      expect(bodyOf(draft.view.content)).toBe(text.body.replace('120', '125'))
      const [conflict] = draft.view.conflict?.conflicts ?? []
      draft.postpone()
      expect(draft.view.state).toBe('here')
      expect(await store.unsaved()).toHaveLength(1)
      await expect(draft.save()).rejects.toThrow(Undecided)
      await draft.settle({ [conflict?.id ?? '']: answer })
      expect(bodyOf(server.content())).toBe(text.body.replace('120', expected))
      expect(bodyOf(draft.view.content)).toBe(bodyOf(server.content()))
      await draft.close()
    }
  })

  it('are asked again where something was typed that is a new question', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { body: text.body.replace('120', '125') })
    server.write({ vi: { ...text, title: 'Giờ mới', body: text.body.replace('120', '130') } })
    await expect(draft.save()).rejects.toThrow(Undecided)
    draft.set('vi', { title: 'Giờ khác' })
    await expect(draft.settle({ 'vi.body.1': 'mine' })).rejects.toThrow(Undecided)
    await draft.settle({ 'vi.body.1': 'mine', 'vi.title': 'mine' })
    expect(titleOf(server.content())).toBe('Giờ khác')
  })

  it('are asked before a text that was approved meanwhile is changed', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    draft.set('vi', { title: 'Một' })
    server.write({ vi: text }, 'approved')
    await expect(draft.save()).rejects.toThrow(Undecided)
    expect(draft.view.conflict).toMatchObject({
      conflicts: [],
      moved: [{ part: 'vi', from: 'draft', to: 'approved' }],
    })
    await draft.settle({})
    expect(titleOf(server.content())).toBe('Một')
  })

  it('at one computer never see what the other typed', async () => {
    const server = createDraftServer(article)
    const first = await opened(server)
    first.draft.set('vi', { title: 'Của người thứ nhất' })
    await pass(20)
    const { draft, store } = await opened(server, { person: 'two' })
    expect(await store.unsaved()).toEqual([])
    expect(draft.view).toMatchObject({ state: 'clean', offers: [], isReadOnly: false })
  })

  it('do not undo each other where a field shows a merge later than it came', async () => {
    const server = createDraftServer(article)
    const { draft } = await opened(server)
    const { generation } = draft.view
    draft.set('vi', { body: text.body.replace('120', '125') }, generation)
    server.write({ vi: { ...text, body: text.body.replace('tháng', 'tháng 11') } })
    await draft.save()
    // The field still shows what it had before the merge, because somebody was composing a letter.
    draft.set('vi', { body: text.body.replace('120', '125').replace('Sở', 'Hôm nay Sở') }, generation)
    expect(bodyOf(draft.view.content)).toBe('<p>Hôm nay Sở tiếp nhận 125 hồ sơ trong tháng 11.</p>')
  })
})

describe('an article that is opened again', () => {
  async function left(server: Server, title: string) {
    const { draft } = await opened(server)
    draft.set('vi', { title })
    await pass(20)
    gone(draft)
    await settle()
  }

  it('offers what was not saved, beside what is, and goes on with it', async () => {
    const server = createDraftServer(article)
    await left(server, 'Chưa lưu')
    const { draft } = await opened(server)
    expect(titleOf(draft.view.content)).toBe(text.title)
    expect(draft.view.offers).toMatchObject([
      { part: 'vi', content: { title: 'Chưa lưu' }, shown: { title: text.title }, isBehind: false },
    ])
    await draft.accept('vi')
    expect(titleOf(draft.view.content)).toBe('Chưa lưu')
    await draft.save()
    expect(titleOf(server.content())).toBe('Chưa lưu')
  })

  it('keeps among the older copies what was not wanted', async () => {
    const server = createDraftServer(article)
    await left(server, 'Bỏ đi')
    const { draft, store } = await opened(server)
    await draft.discard('vi')
    expect(draft.view.offers).toEqual([])
    expect(await store.older('a')).toMatchObject([{ end: 'discarded', content: { title: 'Bỏ đi' } }])
    expect(await store.unsaved()).toEqual([])
    expect(server.copies.size).toBe(0)
  })

  it('keeps it also from whoever types on without an answer', async () => {
    const server = createDraftServer(article)
    await left(server, 'Chưa trả lời')
    const { draft, store } = await opened(server)
    draft.set('vi', { title: 'Gõ tiếp' })
    await pass(100)
    expect((await store.older('a')).map(({ content }) => content.title)).toContain('Chưa trả lời')
  })

  it('merges a copy that began with an older revision, and asks where it must', async () => {
    const server = createDraftServer(article)
    const { draft: before } = await opened(server)
    before.set('vi', { body: text.body.replace('120', '125') })
    await pass(20)
    gone(before)
    await settle()
    server.write({ vi: { ...text, body: text.body.replace('tháng', 'tháng 11') } })
    const { draft } = await opened(server)
    expect(draft.view.offers).toMatchObject([{ isBehind: true }])
    await draft.accept('vi')
    await draft.save()
    expect(bodyOf(server.content())).toBe('<p>Sở tiếp nhận 125 hồ sơ trong tháng 11.</p>')
  })

  it('at another computer offers the copy of the server', async () => {
    const server = createDraftServer(article)
    const { draft: before } = await opened(server)
    before.set('vi', { title: 'Ở cơ quan' })
    await pass(6_000)
    gone(before)
    vi.stubGlobal('indexedDB', new (await import('fake-indexeddb')).IDBFactory())
    await settle()
    const { draft } = await opened(server)
    expect(draft.view.offers).toMatchObject([
      { from: 'there', device: 'office', content: { title: 'Ở cơ quan' } },
    ])
  })

  it('without a network shows what this computer has', async () => {
    const server = createDraftServer(article)
    await left(server, 'Ngoại tuyến')
    server.fail(() => ({ kind: 'offline' }))
    const { draft } = await opened(server)
    expect(titleOf(draft.view.content)).toBe('Ngoại tuyến')
  })
})

describe('two windows of one person', () => {
  it('never write at the same time: the second reads, until it takes over with all that was typed', async () => {
    const server = createDraftServer(article)
    const { draft: first } = await opened(server)
    const { draft: second } = await opened(server)
    expect(first.view.isReadOnly).toBe(false)
    expect(second.view).toMatchObject({ isReadOnly: true, state: 'elsewhere' })
    first.set('vi', { title: 'Đang gõ' })
    const taken = second.writeHere()
    await vi.waitFor(() => expect(second.view.isReadOnly).toBe(false))
    await taken
    expect(titleOf(second.view.content)).toBe('Đang gõ')
    expect(first.view).toMatchObject({ isReadOnly: true, state: 'elsewhere' })
    second.set('vi', { title: 'Đang gõ tiếp' })
    await second.save()
    const back = first.writeHere()
    await vi.waitFor(() => expect(first.view.isReadOnly).toBe(false))
    await back
    expect(titleOf(first.view.content)).toBe('Đang gõ tiếp')
    expect(first.view.changed).toEqual([])
  })
})

describe('where an article stands among others', () => {
  const written = { vi: text, en: { title: 'Hours', slug: 'bai', summary: '', body: '' } }
  const approved = () => {
    const server = createDraftServer(article)
    server.write(written, 'approved')
    return server
  }

  it('is saved as what it is, where nothing else changed, so that what is approved stays so', async () => {
    const server = approved()
    const { draft } = await opened(server)
    draft.set('shared', { pinned: true, tags: ['asean'] })
    await draft.save()
    expect(server.revisions.at(-1)).toMatchObject({
      isPlacement: true,
      content: { shared: { section: 'news', pinned: true } },
    })
    draft.set('shared', { pinned: undefined, tags: undefined })
    await draft.save()
    expect(server.content()?.shared).toMatchObject({ pinned: false, tags: [] })
    expect(draft.view.changed).toEqual([])
  })

  it('is written with all else that changed', async () => {
    const server = approved()
    const { draft } = await opened(server)
    draft.set('shared', { pinned: true, section: 'border' })
    await draft.save()
    expect(server.revisions.at(-1)?.isPlacement).toBeUndefined()
    expect(server.content()?.shared).toMatchObject({ pinned: true, section: 'border' })
  })

  it('is kept beside how somebody else placed it meanwhile', async () => {
    const server = approved()
    const { draft } = await opened(server)
    draft.set('shared', { pinned: true })
    server.write({ shared: { section: 'news', tags: [], featured: true } })
    await draft.save()
    expect(server.revisions.at(-1)).toMatchObject({ isPlacement: true })
    expect(server.content()?.shared).toMatchObject({ pinned: true, featured: true })
  })
})
