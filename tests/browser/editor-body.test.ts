import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { anySoup } from '../support/articles/body-soup.ts'
import { type EditorBench, openBench } from '../support/editor/bench.ts'

let bench: EditorBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const kept = [
  '<p>Một <strong>hai <em>ba</em></strong> <a href="https://example.vn/" rel="noopener">bốn</a> H<sub>2</sub>O</p>',
  '<h2>Một</h2><h3>Hai</h3><h4>Ba</h4><p>Bốn<br>năm</p><hr><p>Sáu</p>',
  '<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul><ol start="3"><li>e</li></ol><ol reversed=""><li>f</li></ol>',
  '<blockquote lang="en"><p>Quoted</p><ul><li>a</li></ul></blockquote>',
  '<p>Nói <span lang="en">hello</span> và <abbr title="Sở Ngoại vụ">SNgV</abbr>, <cite>Sách</cite>, <code>mã</code></p>',
  '<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td colspan="2">c</td></tr><tr><th scope="row">d</th><td><p>e</p><p>f</p></td></tr></tbody><tfoot><tr><td>g</td><td></td></tr></tfoot></table>',
  '<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b</td></tr></tbody></table>',
  '<figure><img src="media:4k7m2p9x1a" alt="Trụ sở"><figcaption>Chú <em>thích</em></figcaption></figure>',
  '<figure><img src="media:4k7m2p9x1a"></figure><figure><img src="media:4k7m2p9x1a" alt=""></figure>',
  '<figure><audio src="media:4k7m2p9x1a"></audio><figcaption>Nghe</figcaption></figure>',
  '<figure><figure><img src="media:4k7m2p9x1a" alt="a"><figcaption>1</figcaption></figure><figure><img src="media:4k7m2p9x1b" alt="b"></figure><figcaption>Cả hai</figcaption></figure>',
  '<p><a href="media:4k7m2p9x1a">Công văn</a></p>',
  '<p>a<a href="#body-fn1"><span id="body-r1"></span>1</a></p><p><span id="body-fn1"></span>b <a href="#body-r1">^</a></p>',
  '<figure><video src="media:4k7m2p9x1c" poster="media:4k7m2p9x1a"><track src="media:4k7m2p9x1d" srclang="vi"></video><figcaption>Phim</figcaption></figure>',
  '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk" data-embed="">Xem phim</a><figcaption>Phim</figcaption></figure>',
  '<p>Một<small role="note">Chú <em>thích</em><br>hai dòng</small> hai</p><h2>Ba<small role="note" lang="en">Note</small></h2>',
]

describe('the text editor', () => {
  it.each(kept)('edits this and gives it back as it was: %s', async (body) => {
    expect(cleanBody(body)).toBe(body)
    expect(await bench.roundTrip([body])).toEqual([{ read: body, opaque: 0 }])
  })

  it('gives back every body as the server keeps it, whatever stands in it', async () => {
    const bodies = fc.sample(anySoup, 800).map((parts) => cleanBody(parts.join('')))
    const found = await bench.roundTrip(bodies)
    const wrong = bodies.flatMap((body, index) => (found[index]?.read === body ? [] : [[body, found[index]]]))
    expect(wrong.slice(0, 5)).toEqual([])
    // Nearly all of it can be edited: what is kept as it is would be a block that nobody can change.
    expect(found.filter(({ opaque }) => opaque > 0).length).toBeLessThan(40)
  })

  it('keeps a block as it is that it cannot edit, and says so', async () => {
    const body = `<p>a</p><figure lang="vi"><img src="media:4k7m2p9x1a" alt=""><figcaption lang="en">Caption</figcaption></figure>`
    expect(cleanBody(body)).toBe(body)
    expect(await bench.roundTrip([body])).toEqual([{ read: body, opaque: 1 }])
    expect(await bench.page.getByText('Đoạn này chưa sửa được ở đây').isVisible()).toBe(true)
  })

  it('leaves the blocks that nobody touches as they were, in whatever order their marks stand', async () => {
    const other = '<p><em><strong>a</strong></em> <strong><em>b</em></strong></p>'
    await bench.open(`<p>c</p>${other}`)
    await bench.caret('c', 'after')
    await bench.page.keyboard.type('d')
    expect(await bench.read()).toBe(`<p>cd</p>${other}`)
  })

  it('always gives what the server keeps as it is, whatever was done in it', async () => {
    const acts = fc.array(fc.tuple(fc.nat(99), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6)), {
      minLength: 1,
      maxLength: 6,
    })
    const tries = fc
      .sample(fc.tuple(anySoup, acts), 300)
      .map(([parts, done]) => ({ body: cleanBody(parts.join('')), done }))
    const found = await bench.page.evaluate((all) => all.map(window.desk.shake), tries)
    const wrong = found.filter(({ read, isSame }) => cleanBody(read) !== read || !isSame)
    expect(wrong.slice(0, 3)).toEqual([])
    expect(await bench.page.evaluate(() => window.desk.log.violations)).toEqual([])
  })
})
