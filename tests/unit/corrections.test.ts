import { describe, expect, it } from 'vitest'
import { type Article, articleInput, type Translation } from '../../functions/domain/article/article.ts'
import { restore } from '../../functions/domain/article/restore.ts'
import { publish, publishNow, withdraw } from '../../functions/domain/article/workflow.ts'
import { isSameText, write } from '../../functions/domain/article/write.ts'
import { pageIfPublished, pageOf } from '../../functions/domain/site/projection.ts'
import { renderPaper } from '../../functions/paper/article.ts'
import { renderArticle } from '../../functions/views/pages.tsx'
import { anArticle, aStoredArticle, aText, newId } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor } from '../support/product/door.ts'
import { aSite, itemsOf, one, read, typefaces } from './site-door.ts'
import { aCard, aChrome, aFrame, anArticlePage, nobodyNear, siteUrl } from './views-examples.ts'

const [first, second, third] = ['01', '02', '03'].map((day) => `2026-11-${day}T08:00:00.000Z`)
const note = 'Số hộ được hỗ trợ là 120, không phải 210.'

const vi = ({ translations }: Article) => translations.vi as Translation
const approved = (changes: object = {}) => aStoredArticle({ vi: { status: 'approved', ...changes } })
const at = (moment = first, more: object = {}) => ({ by: 'approver', at: moment ?? '', revision: 9, ...more })
/** It was public, and was changed and approved since. */
const corrected = (changes: object = {}) =>
  approved({ publishedAt: first, live: { revision: 4, since: first }, correction: note, ...changes })
const edit = (article: Article, changes: object) =>
  write(
    article.id,
    article,
    articleInput.parse(anArticle({ byline: [], translations: { vi: aText(changes) } })),
    {
      by: 'editor',
      at: third ?? '',
      revision: 12,
    },
  )

describe('what was corrected in a public text', () => {
  it('is remembered with the moment in which readers get it, and is not said a second time', () => {
    const published = publish(corrected(), 'vi', at(second))
    expect(vi(published)).toMatchObject({ updatedAt: second, corrections: [{ at: second, text: note }] })
    expect(vi(published)).not.toHaveProperty('correction')
    const again = publish(
      edit(published, {}) && approved({ ...vi(published), status: 'approved' }),
      'vi',
      at(third),
    )
    expect(vi(again)).toMatchObject({ updatedAt: third, corrections: [{ at: second, text: note }] })
  })

  it('may be said by whoever publishes, over what stands in the text', () => {
    const said = (correction: string) =>
      vi(publish(corrected(), 'vi', at(second, { correction }))).corrections
    expect(said('Họ tên người ký đã được sửa.')).toEqual([
      { at: second, text: 'Họ tên người ký đã được sửa.' },
    ])
    expect(said('')).toBeUndefined()
  })

  it('is told of what goes public in an emergency too, and of what comes back after it was withdrawn', () => {
    const now = publishNow(corrected({ status: 'draft' }), 'vi', at(second), 'Sai số liệu')
    expect(vi(now).corrections).toEqual([{ at: second, text: note }])
    const back = publish(
      approved({ ...vi(withdraw(corrected(), 'vi', at(second), 'Sai')), status: 'approved' }),
      'vi',
      at(third),
    )
    expect(vi(back).corrections).toEqual([{ at: third, text: note }])
  })

  it('is nothing in a text that nobody has read yet', () => {
    const published = vi(publish(approved({ correction: note }), 'vi', at()))
    expect(published.corrections).toBeUndefined()
    expect(published).not.toHaveProperty('correction')
  })

  it('stays with the text when it is written again', () => {
    const published = publish(corrected(), 'vi', at(second))
    expect(vi(edit(published, { body: '<p>Khác.</p>' })).corrections).toEqual(vi(published).corrections)
  })

  it('is part of what is approved: another note makes a draft of the text', () => {
    const written = edit(corrected(), { correction: 'Khác.' })
    expect(vi(written)).toMatchObject({ status: 'draft', correction: 'Khác.' })
    expect(isSameText(corrected(), written, 'vi')).toBe(false)
  })

  it('makes no translation of it out of date by itself', () => {
    const before = edit(corrected(), {})
    expect(vi(edit(before, { correction: 'Khác.' })).changes).toEqual(vi(before).changes)
  })

  it('is not brought back with the words of an earlier revision', () => {
    const published = publish(corrected(), 'vi', at(second))
    const earlier = { number: 8, state: corrected({ title: 'Cũ' }) }
    expect(
      vi(restore(published, earlier, { by: 'editor', at: third ?? '', revision: 10 })),
    ).not.toHaveProperty('correction')
  })

  it('stands on the page, in the order in which it was said, and nothing stands there where there was none', () => {
    const page = (article: Article) => pageOf('vi', article, [])
    expect(page(publish(corrected(), 'vi', at(second))).corrections).toEqual([{ at: second, text: note }])
    expect(page(publish(approved(), 'vi', at())).corrections).toBeUndefined()
    expect(pageIfPublished('vi', corrected(), second ?? '').corrections).toEqual([{ at: second, text: note }])
  })
})

describe('readers of a text that was corrected', () => {
  const said = [
    { at: '2026-11-02T08:00:00.000Z', text: 'Sửa <tên> người ký.' },
    { at: '2026-11-03T08:00:00.000Z', text: note },
  ]
  const page = anArticlePage('vi', { corrections: said, updatedAt: said[1]?.at })

  it('find above it what was corrected and when, the last first', () => {
    const html = renderArticle(aFrame('vi'), { article: page, nearby: nobodyNear, views: 1 })
    expect(html).toContain(
      `<h2 id="corrections">Đính chính</h2><p><time datetime="${said[1]?.at}">Thứ Ba, ngày 03/11/2026, 15:00</time>: ${note}</p>`,
    )
    expect(html.indexOf(note)).toBeLessThan(html.indexOf('Sửa &lt;tên&gt; người ký.'))
    expect(html.indexOf('id="corrections"')).toBeLessThan(html.indexOf('class="body"'))
  })

  it('are told the same by programs: structured data, feeds and the open data', async () => {
    const html = renderArticle(aFrame('vi'), { article: page, nearby: nobodyNear, views: 1 })
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec(html) ?? []
    expect(JSON.parse(data)['@graph'][0]).toMatchObject({
      dateModified: said[1]?.at,
      correction: said.map(({ at, text }) => ({ '@type': 'CorrectionComment', text, datePublished: at })),
    })
    const app = await aSite([aCard('vi')], {}, { pages: [page] })
    const [item] = itemsOf(await read(app, '/vi/feed.xml'))
    expect(item && one(item, 'content:encoded').text).toMatch(
      `<p><strong>Đính chính (Thứ Ba, ngày 03/11/2026, 15:00):</strong> ${note}</p>`,
    )
    const answer = await app.request(`/api/v1/articles/${page.id}?locale=vi`)
    expect(await answer.json()).toMatchObject({ corrections: said })
  })

  it('find it on paper too', () => {
    const withIt = { article: page, nearby: nobodyNear, chrome: aChrome('vi'), siteUrl, address: siteUrl }
    const without = { ...withIt, article: anArticlePage('vi', { updatedAt: said[1]?.at }) }
    const bytes = (of: Parameters<typeof renderPaper>[0]) => renderPaper(of, typefaces())?.length ?? 0
    expect(bytes(withIt)).toBeGreaterThan(bytes(without))
  })
})

describe('the editors’ API', () => {
  listenToLog()

  /** An article that was published once; answers what publishing it again with `body` makes of it. */
  async function publishAgain(act: 'publish' | 'publish-now', body: object, changes: object = {}) {
    const door = await aDoor()
    const id = newId()
    const text = aText()
    const made = await door.as('editor').create(id, anArticle({ translations: { vi: text } }))
    const urgent = { reason: 'Khẩn' }
    const live = await door.as('approver').act(id, 'vi', 'publish-now', made.etag, urgent)
    const edited = { ...text, body: '<p>Nội dung đúng.</p>', ...changes }
    const { parts } = live.body
    const written = await door.as('editor').writeText(id, 'vi', parts.vi, edited)
    let { etag } = written
    if (act === 'publish') {
      etag = (await door.as('editor').act(id, 'vi', 'submit', etag)).etag
      etag = (await door.as('approver').act(id, 'vi', 'approve', etag)).etag
    }
    return await door
      .as('approver')
      .act(id, 'vi', act, etag, act === 'publish' ? body : { ...urgent, ...body })
  }

  it.each(['publish', 'publish-now'] as const)(
    'takes what was corrected with the text, or at %s',
    async (act) => {
      const ofText = await publishAgain(act, {}, { correction: note })
      expect(ofText.body.article.translations.vi.corrections).toEqual([
        { at: expect.any(String), text: note },
      ])
      expect(ofText.body.article.translations.vi).not.toHaveProperty('correction')
      const said = await publishAgain(act, { correction: 'Khác.' }, { correction: note })
      expect(said.body.article.translations.vi.corrections).toMatchObject([{ text: 'Khác.' }])
      const none = await publishAgain(act, { correction: '' }, { correction: note })
      expect(none.body.article.translations.vi).not.toHaveProperty('corrections')
    },
  )

  it('refuses a note that is longer than a paragraph', async () => {
    const answer = await publishAgain('publish', { correction: 'a'.repeat(601) })
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'correction'])
  })
})
