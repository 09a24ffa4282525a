import { describe, expect, it } from 'vitest'
import { feedbackInput, feedbackKept } from '../../functions/domain/feedback/feedback.ts'
import { createFeedbackApp } from '../../functions/feedback/app.ts'
import { createFeedback, createFeedbackWriter } from '../../functions/store/feedback.ts'
import { feedbackKeys, siteKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'

const article = '4k7m2p9x1a'
const start = Date.parse('2026-11-27T08:00:00Z')
const editor = { id: 'e1', name: 'Ban Biên tập', role: 'editor' } as const

/** The door for forms, with what editors have of it, by a clock of its own. */
async function aDoor() {
  let clock = start
  const [letters, site] = [createMemoryTable(), createMemoryTable()]
  await site.put({ ...siteKeys.views(article), views: 3 })
  const now = () => new Date(clock)
  const app = createFeedbackApp({ writer: createFeedbackWriter({ letters, site }), css: '', now })
  return {
    box: createFeedback(letters),
    letters,
    now,
    wait: (milliseconds: number) => {
      clock += milliseconds
    },
    send: (fields: Record<string, string>, { locale = 'vi', address = '198.51.100.10' } = {}) =>
      app.request(`/feedback/${locale}`, {
        method: 'POST',
        // As the CDN passes it on: without its type.
        body: new URLSearchParams(fields).toString(),
        headers: { 'cloudfront-viewer-address': `${address}:40000` },
      }),
    ask: (path: string, method = 'GET') => app.request(path, { method }),
  }
}

const whole = {
  topic: 'accessibility',
  text: 'Bảng bị cắt\r\ntrên điện thoại',
  name: 'Bạn đọc',
  email: 'a@example.org',
}

describe('a message of a reader', () => {
  it('is taken from a form without a script, thanked for, and there for editors', async () => {
    const { send, box, now } = await aDoor()
    const answer = await send({ ...whole, website: '' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/vi/lien-he/da-gui'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [letter] = await box.list({ limit: 10 }, now())
    expect(letter).toMatchObject({
      ...whole,
      text: 'Bảng bị cắt\ntrên điện thoại',
      state: 'open',
      locale: 'vi',
    })
  })

  it('needs no name and no address, and nothing of who sent it is kept', async () => {
    const { send, letters } = await aDoor()
    await send({ text: 'Góp ý', name: '', email: '', topic: '', about: '' })
    const items = await Array.fromAsync(letters.scan())
    expect(items).toHaveLength(1)
    expect(JSON.stringify(items)).not.toContain('198.51.100')
    expect(Object.keys(items[0]!.letter as object).sort()).toEqual([
      'at',
      'id',
      'locale',
      'number',
      'state',
      'text',
    ])
  })

  it('says which article it is about, if that was ever public', async () => {
    const { send, box, now } = await aDoor()
    await send({ text: 'Một', about: article })
    await send({ text: 'Hai', about: 'zzzzzzzzzz' })
    const letters = await box.list({ limit: 10 }, now())
    expect(letters.map(({ text, about }) => `${text} ${about}`).sort()).toEqual([
      'Hai undefined',
      `Một ${article}`,
    ])
  })

  it.each([
    ['nothing', {}],
    ['blanks alone', { text: ' \n ' }],
    ['an address that is none', { text: 'a', email: 'a@' }],
    ['too long a text', { text: 'a'.repeat(4001) }],
    ['control characters', { text: 'a\u0000' }],
    ['another vote than there is', { useful: 'maybe', about: article }],
  ])('is refused in a page that says why, where it holds %s', async (_, fields) => {
    const { send, letters } = await aDoor()
    const answer = await send(fields, { locale: 'en' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('<html lang="en">')
    expect(await Array.fromAsync(letters.scan())).toEqual([])
  })

  it('is refused before it is read where it is larger than any form', async () => {
    const { send } = await aDoor()
    expect((await send({ text: 'a'.repeat(70_000) })).status).toBe(413)
  })

  it('is thanked for and thrown away where it fills the field that no person sees', async () => {
    const { send, letters } = await aDoor()
    expect((await send({ text: 'Mua ngay', website: 'https://spam.example' })).status).toBe(303)
    expect(await Array.fromAsync(letters.scan())).toEqual([])
  })
})

describe('a flood of messages', () => {
  it('from one address is stopped for some minutes, and others are not', async () => {
    const { send, wait } = await aDoor()
    const statuses: number[] = []
    for (let sent = 0; sent < 12; sent += 1) statuses.push((await send({ text: `a${sent}` })).status)
    expect(statuses).toEqual([...Array(10).fill(303), 429, 429])
    expect((await send({ text: 'b' }, { address: '198.51.100.11' })).status).toBe(303)
    wait(41 * 60_000)
    expect((await send({ text: 'c' })).status).toBe(303)
  })

  it('from many addresses takes no more than a thousand rows of a day', async () => {
    const { send, letters } = await aDoor()
    let full = 0
    for (let sent = 0; sent < 1500; sent += 1) {
      const { status } = await send({ text: 'a' }, { address: `2001:db8::${sent.toString(16)}` })
      if (status === 429) full += 1
    }
    const items = await Array.fromAsync(letters.scan())
    expect(items.length).toBeLessThanOrEqual(1000)
    expect(items.length + full).toBe(1500)
  })
})

describe('a vote', () => {
  it('counts wherever its article stands among all that were voted on', async () => {
    const { box, letters, now } = await aDoor()
    const expires = Math.ceil(start / 1000) + 1000
    for (let index = 0; index < 2100; index += 1) {
      const id = index.toString(36).padStart(10, '0')
      await letters.put({ ...feedbackKeys.votes(id), article: id, no: index, expires })
    }
    const last = (2099).toString(36).padStart(10, '0')
    expect(await box.votes(1, now())).toEqual([{ article: last, yes: 0, no: 2099 }])
  })
  it('leads to thanks of its own, which know where it came from', async () => {
    const { send } = await aDoor()
    const answer = await send({ about: article, useful: 'no', text: 'Thiếu phụ lục' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/vi/lien-he/da-gui/${article}`])
  })

  it('is counted by article, and takes no place of a message', async () => {
    const { send, box, now } = await aDoor()
    for (const useful of ['yes', 'no', 'no']) await send({ about: article, useful })
    expect(await box.votes(10, now())).toEqual([{ article, yes: 1, no: 2 }])
    expect(await box.list({ limit: 10 }, now())).toEqual([])
  })

  it('on what was never public makes nothing', async () => {
    const { send, letters } = await aDoor()
    expect((await send({ about: 'zzzzzzzzzz', useful: 'yes' })).status).toBe(303)
    expect(await Array.fromAsync(letters.scan())).toEqual([])
  })

  it('with a text is a message as well', async () => {
    const { send, box, now } = await aDoor()
    await send({ about: article, useful: 'no', text: 'Thiếu giờ làm việc' })
    expect(await box.list({ limit: 10 }, now())).toMatchObject([{ about: article, useful: 'no' }])
  })
})

describe('what editors do with a message', () => {
  it('is noted beside it, with who and when, and it leaves the list of what waits', async () => {
    const { send, box, now } = await aDoor()
    await send({ text: 'Góp ý' })
    const [letter] = await box.list({ state: 'open', limit: 10 }, now())
    const answered = await box.answer(letter!.id, { number: 1, state: 'done', note: 'Đã sửa' }, editor, now())
    expect(answered).toMatchObject({
      number: 2,
      state: 'done',
      note: 'Đã sửa',
      answered: { name: editor.name },
    })
    expect(await box.list({ state: 'open', limit: 10 }, now())).toEqual([])
    expect(await box.list({ state: 'done', limit: 10 }, now())).toEqual([answered])
  })

  it('waits for them however many were answered since', async () => {
    const { send, box, letters, now, wait } = await aDoor()
    await send({ text: 'Góp ý' })
    const [waiting] = await box.list({ limit: 1 }, now())
    wait(3 * 24 * 60 * 60_000)
    const done = { ...waiting!, state: 'done' }
    const [item] = await Array.fromAsync(letters.scan())
    for (let n = 0; n < 2500; n += 1) {
      const id = `2026-11-${28 + (n % 3)}-${String(n).padStart(4, '0')}`
      await letters.put({ ...item!, sk: id, letter: { ...done, id } })
    }
    expect(await box.list({ state: 'open', limit: 10 }, now())).toEqual([waiting])
  })

  it('is refused where somebody else has noted something since', async () => {
    const { send, box, now } = await aDoor()
    await send({ text: 'Góp ý' })
    const [letter] = await box.list({ limit: 1 }, now())
    await box.answer(letter!.id, { number: 1, state: 'done', note: '' }, editor, now())
    const again = box.answer(letter!.id, { number: 1, state: 'done', note: 'Khác' }, editor, now())
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  it('may be to delete it, after which it is nowhere', async () => {
    const { send, box, letters, now } = await aDoor()
    await send({ text: 'Góp ý' })
    const [letter] = await box.list({ limit: 1 }, now())
    await box.remove(letter!.id)
    expect(await Array.fromAsync(letters.scan())).toEqual([])
    // As often as it is asked for.
    await box.remove(letter!.id)
  })

  it('ends with the time for which it is kept, also before the table has forgotten it', async () => {
    const { send, box, now, wait } = await aDoor()
    await send({ text: 'Góp ý', about: article, useful: 'no' })
    const [letter] = await box.list({ limit: 1 }, now())
    wait((feedbackKept * 24 * 60 + 1) * 60_000)
    expect(await box.list({ limit: 1 }, now())).toEqual([])
    expect(await box.votes(1, now())).toEqual([])
    const late = box.answer(letter!.id, { number: 1, state: 'done', note: '' }, editor, now())
    await expect(late).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the door for forms', () => {
  it('leads whoever loads it again to the form, and answers nothing else', async () => {
    const { ask } = await aDoor()
    const again = await ask('/feedback/en')
    expect([again.status, again.headers.get('location')]).toEqual([302, '/en/contact'])
    expect((await ask('/feedback/vi', 'DELETE')).status).toBe(405)
    expect((await ask('/other')).status).toBe(404)
  })

  it('takes no more of a message than the privacy page says', () => {
    expect(Object.keys(feedbackInput.parse({ text: 'a', address: 'b' }))).not.toContain('address')
  })
})
