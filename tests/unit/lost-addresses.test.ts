import { describe, expect, it } from 'vitest'
import { createCounterApp } from '../../functions/counter/app.ts'
import { lookedUp, toLost } from '../../functions/domain/lost-address.ts'
import { createLostAddresses, createLostWriter } from '../../functions/store/lost-addresses.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createViews } from '../../functions/store/views.ts'
import { anArticle, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

const now = new Date('2026-11-27T02:00:00.000Z')
const old = '/pages/chi-tiet.aspx?id=79'

describe('an address that was asked for in vain', () => {
  it.each([
    ['/Pages/Chi-Tiet.aspx?ID=79&l=TinTuc&utm_source=zalo', old],
    ['/pages/chi-tiet.aspx?sessionid=abc&id=79', old],
    [
      '/_layouts/15/listform.aspx?ListId={5D0C1E9A-0000-4000-8000-000000000001}&ID=79&Source=x',
      '/_layouts/listform.aspx?listid=5d0c1e9a-0000-4000-8000-000000000001&id=79',
    ],
    ['/vi/tin-tuc/le-hoi-hoa.html?name=Lan', '/vi/tin-tuc/le-hoi-hoa.html'],
    ['/vi/tin%20t%E1%BB%A9c', '/vi/tin%20t%e1%bb%a9c'],
    ['/tai-lieu/ke-hoach.pdf', '/tai-lieu/ke-hoach.pdf'],
  ])('is noted as it is looked up, without what else was asked: %s', (asked, known) => {
    expect(toLost(asked)).toBe(known)
    expect(lookedUp(known)).toBe(known)
  })

  it.each([
    ['a scanner’s', '/wp-login.php'],
    ['a scanner’s', '/vi/wp-content/plugins/a'],
    ['a scanner’s', '/.env'],
    ['a scanner’s', '/.git/config'],
    ['a scanner’s', '/cgi-bin/luci'],
    ['a scanner’s', '/admin'],
    ['a scanner’s', '/index.php?s=/think'],
    ['a scanner’s', '/backup.zip'],
    ['a scanner’s', '/old.aspx?id=1%20or%201=1'],
    ['a file of ours', '/media/abc/640.webp'],
    ['a place of ours', '/desk/x'],
    ['somebody’s mail', '/vi/lan@example.vn'],
    ['somebody’s telephone', '/tra-cuu/0912345678'],
    ['too long', `/${'a'.repeat(300)}`],
    ['too odd', '/%3Cscript%3E'],
    ['too odd', '/a%00b'],
    ['another site’s', '//evil.example/x'],
    ['another site’s', 'https://evil.example/x'],
    ['the beginning', '/'],
    ['nothing', ''],
  ])('is not noted, being %s: %s', (_, asked) => {
    expect(toLost(asked)).toBeUndefined()
  })
})

function aCounter() {
  let time = now.getTime()
  const [counters, site] = [createMemoryTable(), createMemoryTable()]
  const lost = createLostWriter(counters, () => time)
  const app = createCounterApp({ views: createViews({ counters, site }), lost })
  const send = async (address: string, from = '198.51.100.10:1', agent = 'Mozilla/5.0') => {
    const headers = { 'user-agent': agent, 'cloudfront-viewer-address': from }
    const path = `/views/lost/${Buffer.from(address).toString('base64url')}`
    return (await app.request(path, { method: 'POST', headers })).status
  }
  const wait = (milliseconds: number) => {
    time += milliseconds
  }
  return { send, wait, counters, lost: createLostAddresses(counters), note: lost.note }
}

describe('the counter', () => {
  it('notes what the page of an address says, once for one browser, and never a program’s', async () => {
    const { send, lost, counters } = aCounter()
    expect(await send('/Pages/Chi-Tiet.aspx?ID=79')).toBe(204)
    expect(await send('/Pages/Chi-Tiet.aspx?ID=79')).toBe(204)
    expect(await send('/pages/chi-tiet.aspx?id=79&l=x', '198.51.100.11:1')).toBe(204)
    expect(await send('/pages/chi-tiet.aspx?id=79', '198.51.100.12:1', 'Googlebot/2.1')).toBe(204)
    expect(await send('/wp-login.php', '198.51.100.13:1')).toBe(204)
    expect(await lost.list(30, now)).toEqual([{ address: old, times: 2, last: '2026-11-27' }])
    expect(JSON.stringify(await Array.fromAsync(counters.scan()))).not.toContain('198.51')
  })

  it('takes no more than some in a second and 500 different ones in a day, whoever sends how many', async () => {
    const { note, wait, counters } = aCounter()
    for (let at = 0; at < 100; at += 1) await note(`/trang/${at}`)
    const first = (await Array.fromAsync(counters.scan())).length
    expect(first).toBeLessThanOrEqual(10)
    for (let at = 0; at < 3000; at += 1) {
      wait(1000)
      await note(`/trang-khac/${at}`)
    }
    const items = await Array.fromAsync(counters.scan())
    expect(items.length).toBeLessThanOrEqual(500)
    expect(items.every(({ expires }) => Number(expires) > now.getTime() / 1000)).toBe(true)
  })

  it('refuses what is no address at all', async () => {
    const { send, lost } = aCounter()
    expect(await send('x'.repeat(2000))).toBe(404)
    expect(await lost.list(30, now)).toEqual([])
  })
})

describe('the desk', () => {
  async function aDesk() {
    const counter = aCounter()
    const door = await aDoor(createMemoryTable(), () => now, { lost: counter.lost })
    await counter.note(old)
    const listed = async () => (await door.as('contributor').get('/addresses/lost')).body.addresses
    return { ...counter, door, listed }
  }

  it('lists them for everybody, and forgets one for those who answer readers', async () => {
    const { door, listed } = await aDesk()
    expect(await listed()).toEqual([{ address: old, times: 1, last: '2026-11-27' }])
    const body = { address: old }
    expect((await door.as('contributor').send('POST', '/addresses/lost/forget', { body })).status).toBe(403)
    const headers = { 'idempotency-key': 'once' }
    for (const _ of [1, 2])
      expect((await door.as('editor').send('POST', '/addresses/lost/forget', { body, headers })).status).toBe(
        204,
      )
    expect(await listed()).toEqual([])
  })

  it('leads one to an article without touching its approval, and ends that', async () => {
    const { door } = await aDesk()
    const id = newId()
    const made = await door.as('editor').create(id, anArticle())
    const submitted = await door.as('editor').act(id, 'vi', 'submit', made.etag)
    const approved = await door.as('approver').act(id, 'vi', 'approve', submitted.etag)
    const path = `/articles/${id}/addresses`
    const send = (who: 'editor' | 'approver', tag: string, body: object) =>
      door.as(who).send('POST', path, { body, headers: { 'if-match': tag } })
    expect((await send('editor', approved.etag, { address: old })).status).toBe(403)
    const odd = await send('approver', approved.etag, { address: '/Pages/X.aspx?utm=1' })
    expect([odd.status, odd.body.errors[0].field]).toEqual([422, 'address'])
    const led = await send('approver', approved.etag, { address: old })
    expect(led.body.article).toMatchObject({
      formerAddresses: [old],
      translations: { vi: { status: 'approved' } },
    })
    // Writing the article leaves it there.
    const { body: read, etag } = await door.as('editor').get(`/articles/${id}`)
    const written = await door.as('editor').writeShared(id, read.parts.shared, { section: 'border' })
    expect([written.status, written.body.article?.formerAddresses]).toEqual([200, [old]])
    expect(etag).not.toBe(written.etag)
    const ended = await send('approver', written.etag, { address: old, leads: false })
    expect(ended.body.article.formerAddresses).toBeUndefined()
    expect((await send('approver', made.etag, { address: old })).status).toBe(412)
  })
})
