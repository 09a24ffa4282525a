import { describe, expect, it } from 'vitest'
import { plainTextOf } from '../../functions/domain/body/plain-text.ts'
import { searchTextOf } from '../../functions/domain/site/projection.ts'
import { articlePage, searchText } from '../../functions/domain/site/shapes.ts'

describe('the plain words of a body', () => {
  it('are a line for each paragraph, item and cell, whole words staying whole', () => {
    const html =
      '<h2>Hội nghị</h2><p>Sở <strong>Ngo</strong>ại&nbsp;vụ<br>tổ  chức &amp; chủ trì</p><ul><li>Một<ul><li>Hai</li></ul></li></ul>' +
      '<table><tbody><tr><td>Số</td><td>12</td></tr></tbody></table>' +
      '<figure><img src="media:4k7m2p9x1a" alt="x"><figcaption>Toàn cảnh</figcaption></figure>'
    const lines = ['Hội nghị', 'Sở Ngoại vụ', 'tổ chức & chủ trì', 'Một', 'Hai', 'Số', '12', 'Toàn cảnh']
    expect(plainTextOf(html)).toBe(lines.join('\n'))
  })

  it('have footnotes at their end, so that none parts words that belong together', () => {
    const html = '<p>xâm nhập<small role="note">Theo Sở.<br>Năm 2024.</small> mặn</p><p>Hết</p>'
    expect(plainTextOf(html)).toBe('xâm nhập mặn\nHết\nTheo Sở.\nNăm 2024.')
  })

  it('are none where there is none', () => {
    expect(plainTextOf('')).toBe('')
    expect(plainTextOf('<p> </p><hr>')).toBe('')
  })
})

describe('what can be searched for', () => {
  const page = articlePage.parse({
    ...{ kind: 'page', id: '4k7m2p9x1a', locale: 'vi', section: 'news', slug: 'hoi-nghi', featured: false },
    ...{ title: 'Hội nghị', summary: 'Sáng 11/7', publishedAt: '2026-01-10T08:00:00.000Z', alternates: [] },
    ...{ body: '<p>Nội dung</p>', byline: ['Ban biên tập'] },
    attachments: [{ name: 'Quyết định 01/QĐ-UBND', href: '/media/a.pdf', type: 'application/pdf' }],
  })

  it('is the words of a page and where it stands, and no field that is not named for it', () => {
    const text = searchTextOf({ ...page, tags: ['asean'], eventDate: '2026-01-01' })
    expect(text).toEqual({
      ...{ id: page.id, locale: 'vi', section: 'news', slug: 'hoi-nghi', title: 'Hội nghị' },
      ...{ summary: 'Sáng 11/7', publishedAt: page.publishedAt, byline: ['Ban biên tập'] },
      body: 'Nội dung\nQuyết định 01/QĐ-UBND',
    })
    expect(Object.keys(searchText.shape)).not.toContain('featured')
  })

  it('is nothing of a notice or an absence', () => {
    const { id, title } = page
    expect(searchTextOf({ kind: 'absent', id, title, alternates: [] })).toBeUndefined()
    const notice = { reason: 'Trùng', at: page.publishedAt, alternates: [] }
    expect(searchTextOf({ kind: 'gone', id, title, ...notice })).toBeUndefined()
  })
})
