import { describe, expect, it } from 'vitest'
import { articleInput } from '../../functions/domain/article/article.ts'
import { restore } from '../../functions/domain/article/restore.ts'
import { write } from '../../functions/domain/article/write.ts'
import { compareArticles } from '../../functions/domain/compare/articles.ts'
import { anArticle, aText } from '../support/articles/articles.ts'
import { goPublic } from '../support/articles/workflow.ts'
import { sentence } from '../support/refusal.ts'

const id = '0123456789'
const writing = { by: 'editor', at: '2026-11-22T08:00:00.000Z', revision: 1 }
const stateOf = (input: Record<string, unknown> = {}) =>
  write(id, undefined, articleInput.parse(anArticle(input)), writing)

describe('two states of an article', () => {
  it('are compared field by field: what is shared, and what belongs to one language', () => {
    const before = stateOf({ byline: ['Phòng A'] })
    const after = goPublic(stateOf({ byline: ['Phòng B'], featured: true }), 'vi', {
      revision: 2,
      at: '2026-11-23T08:00:00.000Z',
    })
    const { shared, translations } = compareArticles(before, after)
    expect(shared).toEqual([
      { field: 'byline', from: ['Phòng A'], to: ['Phòng B'] },
      { field: 'featured', from: false, to: true },
    ])
    expect(translations.vi?.fields).toEqual([
      { field: 'status', from: 'draft', to: 'published' },
      { field: 'approval', from: null, to: { by: 'approver', at: '2026-11-23T08:00:00.000Z' } },
      { field: 'live', from: null, to: { revision: 2, since: '2026-11-23T08:00:00.000Z' } },
      { field: 'publishedAt', from: null, to: '2026-11-23T08:00:00.000Z' },
    ])
    expect(translations.vi?.body).toEqual({ changed: false, html: '<p>Nội dung.</p>' })
    expect(translations).not.toHaveProperty('en')
  })

  it('show titles and summaries word by word, each line as it stands', () => {
    const { vi } = compareArticles(
      stateOf({ translations: { vi: aText({ summary: 'Dòng một\nDòng hai' }) } }),
      stateOf({
        translations: {
          vi: aText({ title: 'Hội nghị sơ kết công tác đối ngoại', summary: 'Dòng một\nDòng ba' }),
        },
      }),
    ).translations
    expect(vi).toMatchObject({
      change: 'changed',
      title: { changed: true, html: 'Hội nghị <del>tổng</del><ins>sơ</ins> kết công tác đối ngoại' },
      summary: { changed: true, html: 'Dòng một<br>Dòng <del>hai</del><ins>ba</ins>' },
    })
  })

  it('tell of a text that was added or removed', () => {
    const one = stateOf()
    const both = stateOf({ translations: { vi: aText(), en: aText({ title: 'A conference' }) } })
    expect(compareArticles(one, both).translations).toMatchObject({
      vi: { change: 'none' },
      en: {
        change: 'added',
        title: { html: '<ins>A conference</ins>' },
        body: { html: '<ins><p>Nội dung.</p></ins>' },
      },
    })
    expect(compareArticles(both, one).translations.en).toMatchObject({
      change: 'removed',
      title: { html: '<del>A conference</del>' },
    })
  })

  it('write text as text, whatever it looks like', () => {
    const hostile = '<script>x()</script> & \u0338<b onclick=x()>'
    const { vi } = compareArticles(
      stateOf({ translations: { vi: aText({ title: 'Cũ' }) } }),
      stateOf({ translations: { vi: aText({ title: hostile, summary: `${hostile}\n\u0338${hostile}` }) } }),
    ).translations
    for (const html of [vi?.title.html, vi?.summary.html]) {
      expect(html?.replace(/<\/?(?:ins|del)>|<br>/g, '')).not.toMatch(/[<>]/)
      expect(html?.normalize('NFC')).toBe(html)
    }
  })
})

describe('restoring', () => {
  const first = stateOf({
    byline: ['Phòng A'],
    translations: {
      vi: aText({ title: 'Đầu', externalUrl: 'https://a.example/' }),
      en: aText({ title: 'First' }),
    },
  })
  const second = goPublic(
    write(
      id,
      first,
      articleInput.parse(
        anArticle({
          byline: ['Phòng B'],
          translations: { vi: aText({ title: 'Sau', summary: 'Mới' }), en: aText({ title: 'Second' }) },
        }),
      ),
      writing,
    ),
    'vi',
    { revision: 3, at: '2026-11-23T08:00:00.000Z' },
  )

  it('brings all of the content back as a draft, and leaves what is live', () => {
    const restored = restore(second, { number: 1, state: first }, writing)
    expect(restored).toMatchObject({
      byline: ['Phòng A'],
      translations: {
        vi: {
          title: 'Đầu',
          summary: 'Tóm tắt.',
          status: 'draft',
          live: { revision: 3 },
          externalUrl: 'https://a.example/',
        },
        en: { title: 'First', status: 'draft' },
      },
    })
    expect(restored.translations.vi?.publishedAt).toBe('2026-11-23T08:00:00.000Z')
  })

  it('brings one language back and leaves the rest as it is', () => {
    const restored = restore(second, { number: 1, state: first }, writing, 'en')
    expect(restored).toEqual({
      ...second,
      translations: { ...second.translations, en: { ...first.translations.en, changes: expect.anything() } },
    })
  })

  it('keeps a text that the revision did not have yet, and where the article came from', () => {
    const origin = { system: 'sharepoint' as const, digest: 'a'.repeat(64), views: 7 }
    const now = { ...second, origin }
    const restored = restore(now, { number: 1, state: stateOf() }, writing)
    expect(restored.translations.en?.title).toBe('Second')
    expect(restored.origin).toEqual(origin)
  })

  it('changes nothing where nothing differs', () => {
    expect(restore(second, { number: 2, state: second }, writing)).toBe(second)
  })

  it('refuses a language that the revision does not have, and content that is not allowed any more', () => {
    const without = sentence(() => restore(second, { number: 1, state: stateOf() }, writing, 'en'))
    expect(without).toContain('revision 1 has no')
    const old = { ...first, section: 'Not A Section' }
    const invalid = sentence(() => restore(second, { number: 1, state: old }, writing))
    expect(invalid).toContain('revision 1 cannot be restored as it is')
  })
})
