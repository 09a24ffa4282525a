import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { compareBodies } from '../../functions/domain/compare/body.ts'
import { wholeEffort } from '../../functions/domain/compare/words.ts'

const compare = (from: string, to: string) => compareBodies(from, to, wholeEffort())

describe('two bodies read as one', () => {
  it.each([
    [
      'marks words that were removed and added',
      '<p>Sở Ngoại vụ tổ chức hội nghị tổng kết.</p>',
      '<p>Sở Ngoại vụ đã tổ chức hội thảo tổng kết năm.</p>',
      '<p>Sở Ngoại vụ <ins>đã </ins>tổ chức hội <del>nghị</del><ins>thảo</ins> tổng kết<ins> năm</ins>.</p>',
    ],
    [
      'leaves a text that did not change without a mark',
      '<p>Một</p><h2>Hai</h2>',
      '<p>Một</p><h2>Hai</h2>',
      '<p>Một</p><h2>Hai</h2>',
    ],
    [
      'reads a run of changed words as one change, the old before the new',
      '<p>Hội nghị do ông A chủ trì ở Hà Nội.</p>',
      '<p>Hội nghị do bà B, chị C dự ở Hà Nội.</p>',
      '<p>Hội nghị do <del>ông A chủ trì</del><ins>bà B, chị C dự</ins> ở Hà Nội.</p>',
    ],
    [
      'shows paragraphs that were added and removed as such',
      '<p>Mở đầu như cũ.</p><p>Đoạn này bị bỏ đi.</p><p>Kết thúc như cũ.</p>',
      '<p>Mở đầu như cũ.</p><p>Kết thúc như cũ.</p><p>Hoàn toàn khác hẳn.</p>',
      '<p>Mở đầu như cũ.</p><del><p>Đoạn này bị bỏ đi.</p></del><p>Kết thúc như cũ.</p><ins><p>Hoàn toàn khác hẳn.</p></ins>',
    ],
    [
      'shows a paragraph that was moved in both places',
      '<p>Đoạn một.</p><p>Câu chuyện thứ hai dài hơn.</p><p>Phần ba.</p>',
      '<p>Câu chuyện thứ hai dài hơn.</p><p>Phần ba.</p><p>Đoạn một.</p>',
      '<del><p>Đoạn một.</p></del><p>Câu chuyện thứ hai dài hơn.</p><p>Phần ba.</p><ins><p>Đoạn một.</p></ins>',
    ],
    [
      'shows words whose formatting changed in both forms',
      '<p>Một hai ba bốn</p>',
      '<p>Một <strong>hai ba</strong> bốn</p>',
      '<p>Một <del>hai ba</del><strong><ins>hai ba</ins></strong> bốn</p>',
    ],
    [
      'shows a paragraph that became a heading in both forms',
      '<p>Kết quả</p>',
      '<h2>Kết quả</h2>',
      '<del><p>Kết quả</p></del><ins><h2>Kết quả</h2></ins>',
    ],
    [
      'marks the words of a footnote that changed',
      '<p>Theo báo cáo<small role="note">Báo cáo số 5 của Sở.</small>, năm nay</p>',
      '<p>Theo báo cáo<small role="note">Báo cáo số 6 của Sở.</small>, năm nay</p>',
      '<p>Theo báo cáo<small role="note">Báo cáo số <del>5</del><ins>6</ins> của Sở.</small>, năm nay</p>',
    ],
    [
      'shows a footnote that was added and one that was removed where they stand, side by side as two',
      '<p>Một<small role="note">Xem a.</small> hai ba</p>',
      '<p>Một hai<small role="note">Xem b.</small><small role="note">Và c.</small> ba</p>',
      '<p>Một<small role="note"><del>Xem a.</del></small> hai<ins><small role="note">Xem b.</small><small role="note">Và c.</small></ins> ba</p>',
    ],
    [
      'keeps a link whole when a word in it changes',
      '<p>Xem <a href="/a">trang của Sở Ngoại vụ</a>.</p>',
      '<p>Xem <a href="/a">trang của Bộ Ngoại vụ</a>.</p>',
      '<p>Xem <a href="/a">trang của <del>Sở</del><ins>Bộ</ins> Ngoại vụ</a>.</p>',
    ],
    [
      'shows both addresses of a link that leads elsewhere now',
      '<p>Xem <a href="/a">ở đây</a>.</p>',
      '<p>Xem <a href="/b">ở đây</a>.</p>',
      '<p>Xem <a href="/a"><del>ở đây</del></a><a href="/b"><ins>ở đây</ins></a>.</p>',
    ],
    [
      'never breaks a word, even one that is emphasised in part',
      '<p><strong>V</strong>iệt Nam muôn năm</p>',
      '<p><strong>V</strong>iên Nam muôn năm</p>',
      '<p><del><strong>V</strong>iệt</del><ins><strong>V</strong>iên</ins> Nam muôn năm</p>',
    ],
    [
      'shows a line break that was taken out',
      '<p>Dòng một<br>dòng hai</p>',
      '<p>Dòng một dòng hai</p>',
      '<p>Dòng một<del><br></del><ins> </ins>dòng hai</p>',
    ],
    [
      'compares lists item by item, also within items',
      '<ul><li>một</li><li>hai cũ nhé<ul><li>x</li></ul></li></ul>',
      '<ul><li>một</li><li>thêm</li><li>hai mới nhé<ul><li>x</li><li>y</li></ul></li></ul>',
      '<ul><li>một</li><li><ins>thêm</ins></li><li>hai <del>cũ</del><ins>mới</ins> nhé<ul><li>x</li><li><ins>y</ins></li></ul></li></ul>',
    ],
    [
      'compares tables cell by cell',
      '<table><tr><th>Nơi</th><th>Số</th></tr><tr><td>Hà Nội</td><td>1</td></tr></table>',
      '<table><tr><th>Nơi</th><th>Số</th></tr><tr><td>Hà Nội</td><td>2</td></tr><tr><td>Huế</td><td>3</td></tr></table>',
      '<table><thead><tr><th scope="col">Nơi</th><th scope="col">Số</th></tr></thead><tbody><tr><td>Hà Nội</td><td><del>1</del><ins>2</ins></td></tr><tr><td><ins>Huế</ins></td><td><ins>3</ins></td></tr></tbody></table>',
    ],
    [
      'shows a table with other columns after the one it was',
      '<table><tr><td>a</td><td>b</td></tr></table>',
      '<table><tr><td>a</td></tr></table>',
      '<del><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></del><ins><table><tbody><tr><td>a</td></tr></tbody></table></ins>',
    ],
    [
      'leaves cells over several rows where they are',
      '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table>',
      '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>d</td></tr></table>',
      '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td><del>c</del><ins>d</ins></td></tr></tbody></table>',
    ],
    ['marks everything of a text that is new', '', '<p>Một</p>', '<ins><p>Một</p></ins>'],
  ])('%s', (_what, from, to, expected) => {
    expect(compare(from, to)).toBe(expected)
  })
})

it('a browser that cannot tell words shows the same changes', async () => {
  const known = Object.getOwnPropertyNames(Intl).filter((name) => name !== 'Segmenter')
  vi.stubGlobal('Intl', Object.fromEntries(known.map((name) => [name, Reflect.get(Intl, name)])))
  vi.resetModules()
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })
  const old = await import('../../functions/domain/compare/body.ts')
  const texts = ['<p>Hội nghị năm 2025, tổng kết.</p>', '<p>Hội thảo năm 2026, tổng kết (mới).</p>'] as const
  expect(old.compareBodies(...texts, wholeEffort())).toBe(compare(...texts))
})
