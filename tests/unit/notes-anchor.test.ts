import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchorAt, blockOf } from '../../functions/domain/notes/anchor.ts'
import { noteBlocks } from '../../functions/domain/notes/blocks.ts'

const article = [
  'Sáng 27/11, Sở Ngoại vụ tổ chức hội nghị sơ kết công tác biên giới.',
  'Năm nay đoàn đã kiểm tra 125 cột mốc trên toàn tuyến.',
  'Đồng chí Giám đốc Sở phát biểu kết luận hội nghị.',
]

const found = (before: readonly string[], at: number, after: readonly string[]) => {
  const anchor = anchorAt(before, at)
  return anchor && blockOf(after, anchor)
}

const words = fc.array(fc.constantFrom('sở', 'mốc', 'đoàn', 'tuyến', 'hội', 'nghị', 'năm', 'xã'), {
  minLength: 1,
  maxLength: 12,
})
const block = words.map((all) => all.join(' '))

type Edit = { kind: 'insert' | 'remove' | 'change'; at: number; block: string }
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'remove', 'change'),
  at: fc.nat(),
  block,
})

/** The blocks after edits that leave one of them as it is. */
function edited(blocks: readonly string[], kept: number, edits: readonly Edit[]): string[] {
  const marked = blocks.map((said, index) => ({ said, isKept: index === kept }))
  for (const { kind, at, block } of edits) {
    const place = at % (marked.length + (kind === 'insert' ? 1 : 0))
    if (kind === 'insert') marked.splice(place, 0, { said: block, isKept: false })
    else if (marked[place]?.isKept) continue
    else if (kind === 'remove') marked.splice(place, 1)
    else marked.splice(place, 1, { said: block, isKept: false })
  }
  return marked.map(({ said }) => said)
}

describe('a note at a paragraph', () => {
  it('stays at the very same words, whatever is written, changed or removed elsewhere', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.array(edit, { maxLength: 10 }),
        (blocks, nth, edits) => {
          const at = nth % blocks.length
          const now = edited(blocks, at, edits)
          const place = found(blocks, at, now)
          expect(place).toBeDefined()
          expect(now[place ?? -1]).toBe(blocks[at])
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('of several with the same words stays at its own, where what stands beside it is the same', () => {
    const same = ['Mở đầu.', 'Xin cảm ơn.', 'Giữa bài viết.', 'Xin cảm ơn.', 'Kết thúc.']
    expect(found(same, 3, ['Một đoạn mới.', ...same])).toBe(4)
    expect(found(same, 1, ['Một đoạn mới.', ...same])).toBe(2)
    expect(found(same, 3, same.slice(2))).toBe(1)
  })

  it('follows its paragraph through corrections, and where it was moved', () => {
    const corrected = article.with(1, 'Năm nay đoàn đã kiểm tra 130 cột mốc trên toàn tuyến.')
    expect(found(article, 1, corrected)).toBe(1)
    expect(found(article, 1, [corrected[1] ?? '', article[0] ?? '', article[2] ?? ''])).toBe(0)
  })

  it('follows a paragraph that was half written anew between the same two', () => {
    const anew = article.with(1, 'Theo báo cáo, đoàn kiểm tra cột mốc trong tháng, kết quả tốt.')
    expect(found(article, 1, anew)).toBe(1)
    expect(found(article, 1, ['Chỉ còn đoạn này của đoàn.', anew[1] ?? ''])).toBeUndefined()
  })

  it('is gone where its paragraph is gone, and never goes over to a neighbour', () => {
    expect(found(article, 1, article.toSpliced(1, 1))).toBeUndefined()
    const alike = ['Mốc 1 đã kiểm tra xong.', 'Mốc 2 đã kiểm tra xong.', 'Mốc 3 đã kiểm tra xong.']
    expect(found(alike, 1, alike.toSpliced(1, 1))).toBeUndefined()
    expect(found(article, 0, [])).toBeUndefined()
  })

  it('stands in no text without blocks', () => {
    expect(anchorAt([], 0)).toBeUndefined()
  })
})

it('knows a block by its words, a picture without words by its file', () => {
  expect(
    noteBlocks(
      '<p>Một <strong>hai</strong></p><ul><li>ba</li><li>bốn</li></ul><figure><img src="media:4k7m2p9x1a" alt=""></figure><hr><p>Cuối</p>',
    ),
  ).toEqual(['Một hai', 'ba bốn', 'media:4k7m2p9x1a', 'hr', 'Cuối'])
})
