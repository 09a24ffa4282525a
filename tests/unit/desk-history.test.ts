import { describe, expect, it } from 'vitest'
import type { Api } from '../../functions/desk/api/api.ts'
import { fold, type Line, tagOf } from '../../functions/desk/history/revisions.ts'
import { findShownThen, lineAt } from '../../functions/desk/history/shown-then.ts'

const editor = { id: 'e', name: 'Biên tập viên', role: 'editor' } as const
const approver = { id: 'a', name: 'Người duyệt bài', role: 'approver' } as const

let number = 100
function aLine(more: Partial<Line> = {}): Line {
  number -= 1
  const at = `2026-11-27T0${Math.min(9, Math.floor(number / 12))}:00:00.000Z`
  return { number, hash: 'ab'.repeat(32), at, actor: editor, action: 'edit', names: [], ...more }
}
const dayOf = (at: string) => at.slice(0, 10)
const sizes = (lines: Line[]) => fold(lines, dayOf).map(({ runs }) => runs.map((run) => run.length))

describe('a history', () => {
  it('shows the saves of one sitting as one thing', () => {
    expect(sizes([aLine(), aLine(), aLine()])).toEqual([[3]])
  })

  it('keeps acts apart from the saves around them', () => {
    expect(sizes([aLine(), aLine({ action: 'submit' }), aLine(), aLine()])).toEqual([[1, 1, 2]])
  })

  it('keeps apart what has a name or a note', () => {
    expect(
      sizes([aLine(), aLine({ names: [{ name: 'Bản trình' }] }), aLine({ note: 'gộp' }), aLine()]),
    ).toEqual([[1, 1, 1, 1]])
  })

  it('begins again with another person or another day', () => {
    const lines = [aLine({ actor: approver }), aLine(), aLine({ at: '2026-11-26T01:00:00.000Z' })]
    expect(sizes(lines)).toEqual([[1], [1], [1]])
  })

  it('loses no line', () => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      aLine({ action: index % 7 === 0 ? 'submit' : 'edit' }),
    )
    expect(fold(lines, dayOf).flatMap(({ runs }) => runs.flat())).toEqual(lines)
  })

  it('names a revision as the API does', () => {
    expect(tagOf({ number: 3, hash: `9f86d081${'0'.repeat(56)}` })).toBe('"3-9f86d081"')
  })
})

describe('an article as readers saw it', () => {
  const at = (hour: number) => `2026-11-27T0${hour}:00:00.000Z`
  const text = (more: object) => ({ title: 'Bài', ...more })
  /** Live in Vietnamese from 2 on, and again from 4; in English at 4; withdrawn in English at 5. */
  const states: Record<number, object> = {
    1: { section: 'news', translations: { vi: text({}) } },
    2: { section: 'news', translations: { vi: text({ title: 'Đầu', live: { revision: 2 } }) } },
    3: { section: 'border', translations: { vi: text({ title: 'Nháp', live: { revision: 2 } }) } },
    4: {
      section: 'border',
      translations: {
        vi: text({ title: 'Sau', live: { revision: 4 } }),
        en: text({ live: { revision: 4 } }),
      },
    },
    5: { section: 'border', translations: { vi: text({ live: { revision: 4 } }), en: text({}) } },
  }
  const lines = [5, 4, 3, 2, 1].map((each) => aLine({ number: each, at: at(each) }))
  function answerTo(path: string): unknown {
    const one = /revisions\/(\d)$/u.exec(path)?.[1]
    if (one) return { article: states[Number(one)] }
    const before = Number(/cursor=(\d)/u.exec(path)?.[1] ?? 6)
    const revisions = lines.filter((line) => line.number < before).slice(0, 2)
    const next = String(revisions.at(-1)?.number)
    return { revisions, ...(Number(next) > 1 && { next }) }
  }
  const api: Pick<Api, 'read'> = {
    read: async <T>(path: string) => ({ data: answerTo(path) as T, tag: undefined }),
  }
  const shownAt = async (hour: number) =>
    (await findShownThen(api, 'a', at(hour), AbortSignal.timeout(1000))).map(
      ({ locale, revision, article }) => [
        locale,
        revision,
        article.translations[locale]?.title,
        article.section,
      ],
    )

  it('is the text that was live, in the place that it had then, however long ago', async () => {
    expect(await shownAt(1)).toEqual([])
    expect(await shownAt(2)).toEqual([['vi', 2, 'Đầu', 'news']])
    expect(await shownAt(3)).toEqual([['vi', 2, 'Đầu', 'border']])
    expect(await shownAt(4)).toEqual([
      ['vi', 4, 'Sau', 'border'],
      ['en', 4, 'Bài', 'border'],
    ])
    expect(await shownAt(9)).toEqual([['vi', 4, 'Sau', 'border']])
  })

  it('was not here before it was imported, whenever it was written elsewhere', () => {
    const imported = { at: at(3) } as Line['imported']
    const line = aLine({ number: 1, at: '2012-01-01T00:00:00.000Z', imported })
    expect(lineAt([line], at(2))).toBeUndefined()
    expect(lineAt([line], at(3))).toBe(line)
  })
})
