import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleContent } from '../../functions/desk/drafts/content.ts'
import type { Draft } from '../../functions/desk/drafts/draft.ts'
import type { DraftApi } from '../../functions/desk/drafts/draft-api.ts'
import { createDraftStore } from '../../functions/desk/drafts/draft-store.ts'
import { pass, settle, withBrowserStorage } from '../support/desk/browser-storage.ts'
import { createDraftServer, type Fault } from '../support/desk/draft-server.ts'

withBrowserStorage()

const text = { title: 'Bài', slug: 'bai', summary: 'Tóm tắt', body: '<p>Sở tiếp nhận hồ sơ.</p>' }
const article: ArticleContent = { shared: { section: 'news' }, translations: { vi: text } }

type Step =
  | { do: 'type' }
  | { do: 'save' }
  | { do: 'wait'; seconds: number }
  | { do: 'network'; kind: Fault['kind']; delay: number }
  /** Somebody else writes the summary, or another language. */
  | { do: 'other'; part: 'vi' | 'en' }
  /** The window is killed, and the article opened again. */
  | { do: 'kill' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'type' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'save' }) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 40 }).map((seconds): Step => ({ do: 'wait', seconds })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom<Fault['kind']>('none', 'none', 'offline', 'outage', 'lost', 'signed_out'),
        fc.constantFrom(0, 0, 300, 9_000),
      )
      .map(([kind, delay]): Step => ({ do: 'network', kind, delay })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('vi' as const, 'en' as const).map((part): Step => ({ do: 'other', part })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'kill' }) },
)

/** The API as one window asks it: a window that was killed asks nothing more, and hears nothing. */
function mortal(api: DraftApi) {
  let isAlive = true
  const forever = new Promise<never>(() => undefined)
  const ask = <Of>(act: () => Promise<Of>): Promise<Of> =>
    isAlive
      ? act().then(
          (answer) => (isAlive ? answer : forever),
          (error: unknown) => (isAlive ? Promise.reject(error) : forever),
        )
      : forever
  const own: DraftApi = {
    find: (...of) => ask(() => api.find(...of)),
    findPart: (...of) => ask(() => api.findPart(...of)),
    create: (...of) => ask(() => api.create(...of)),
    save: (...of) => ask(() => api.save(...of)),
    copies: (...of) => ask(() => api.copies(...of)),
    keep: (...of) => ask(() => api.keep(...of)),
    drop: (...of) => ask(() => api.drop(...of)),
  }
  return {
    api: own,
    kill() {
      isAlive = false
    },
  }
}

/** Lets the clock go on until something is done. */
async function until<Of>(done: Promise<Of>): Promise<Of> {
  let isDone = false
  const end = () => {
    isDone = true
  }
  done.then(end, end)
  for (let second = 0; second < 300; second += 1) {
    await settle()
    if (isDone) return await done
    await pass(1_000)
  }
  throw new Error('it takes five minutes and more')
}

const found: [Step[], boolean][] = [
  // Killed while a save was on its way, with more typed after it.
  [
    [
      { do: 'type' },
      { do: 'network', kind: 'none', delay: 300 },
      { do: 'save' },
      { do: 'type' },
      { do: 'kill' },
    ],
    false,
  ],
  // A copy at the server is older than a save which arrived after it.
  [
    [
      { do: 'type' },
      { do: 'wait', seconds: 5 },
      { do: 'network', kind: 'none', delay: 9_000 },
      { do: 'type' },
      { do: 'save' },
      { do: 'kill' },
    ],
    false,
  ],
  // Opened without an answer: nobody knows whether the article is there.
  [[{ do: 'type' }, { do: 'network', kind: 'lost', delay: 0 }, { do: 'save' }, { do: 'kill' }], false],
  [[{ do: 'type' }, { do: 'network', kind: 'lost', delay: 0 }, { do: 'save' }, { do: 'kill' }], true],
  // Somebody else went on from a save whose answer was lost.
  [
    [
      { do: 'network', kind: 'lost', delay: 0 },
      { do: 'type' },
      { do: 'save' },
      { do: 'network', kind: 'none', delay: 0 },
      { do: 'other', part: 'vi' },
      { do: 'kill' },
    ],
    true,
  ],
  // A copy arrives at the server after what was typed later.
  [
    [
      { do: 'network', kind: 'none', delay: 9_000 },
      { do: 'type' },
      { do: 'wait', seconds: 5 },
      { do: 'type' },
      { do: 'kill' },
    ],
    false,
  ],
]

let people = 0

async function live(steps: readonly Step[], isNew: boolean) {
  people += 1
  const person = `person ${people}`
  const server = createDraftServer(isNew ? undefined : article)
  let [typed, saves, others] = [0, 0, 0]
  let shown = isNew ? '' : text.title
  let window = mortal(server.api)
  let draft: Draft
  const network = (fault: Fault) => server.fail(() => fault)

  async function open() {
    window = mortal(server.api)
    const start = { shared: { section: 'news' }, translations: { vi: { ...text, title: '' } } }
    draft = createDraftStore({ person, api: window.api, device: 'office' }).draft('a', start)
    // Without a network and a copy nothing can be opened: whoever sees that tries again.
    for (let tries = 0; ; tries += 1) {
      const opening = draft.open().then(
        () => true,
        () => false,
      )
      if (await until(opening)) break
      if (tries > 2) network({ kind: 'none' })
    }
    for (const { part } of draft.view.offers) await until(draft.accept(part))
  }
  const check = () => expect(draft.view.content.translations.vi?.title).toBe(shown)

  await open()
  for (const each of steps) {
    if (each.do === 'type') {
      typed += 1
      shown = `Chữ ${typed}`
      draft!.set('vi', { title: shown })
      await pass(20)
    } else if (each.do === 'save') {
      if (draft!.view.changed.length > 0) saves += 1
      draft!.save().catch(() => undefined)
      await settle()
    } else if (each.do === 'wait') await pass(each.seconds * 1_000)
    else if (each.do === 'network') network(each)
    else if (each.do === 'other' && server.content()) {
      others += 1
      const before = server.content()?.translations.vi ?? text
      if (each.part === 'vi') server.write({ vi: { ...before, summary: `Của người khác ${others}` } })
      else server.write({ en: { title: `Other ${others}`, slug: 'bai', summary: '', body: '' } })
    } else if (each.do === 'kill') {
      window.kill()
      void draft!.close()
      await settle()
      await open()
    }
    check()
  }
  network({ kind: 'none' })
  draft!.retry()
  await pass(70_000)
  check()
  if (draft!.view.changed.length > 0) saves += 1
  await until(draft!.save())
  await until(draft!.close())
  return { server, shown, saves, others }
}

describe('whatever happens to the network, the server and the window', () => {
  it('what was typed last is always on the screen, and at the end in a revision; no save makes two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.boolean(), async (steps, isNew) => {
        const { server, shown, saves, others } = await live(steps, isNew)
        const title = server.content()?.translations.vi?.title
        if (shown !== '') expect(title).toBe(shown)
        const mine = server.revisions.filter(({ by }) => by === 'me')
        expect(mine.length).toBeLessThanOrEqual(saves)
        // Nobody else's work was undone.
        const last = server.revisions.findLast(({ by, content }) => by === 'them' && content.translations.vi)
        if (others > 0 && last)
          expect(server.content()?.translations.vi?.summary).toBe(last.content.translations.vi?.summary)
        for (const [index, revision] of mine.entries())
          expect(JSON.stringify(revision.content)).not.toBe(JSON.stringify(mine[index - 1]?.content))
      }),
      {
        numRuns: 25,
        // Each was found at random, and once lost a save or asked about one's own words.
        examples: found,
      },
    )
  }, 120_000)
})
