import { describe, expect, it } from 'vitest'
import { formPath } from '../../functions/domain/site/paths.ts'
import type { Nearby } from '../../functions/domain/site/shapes.ts'
import { renderPaper } from '../../functions/paper/article.ts'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { renderArticle } from '../../functions/views/pages.tsx'
import { typefaces } from './site-door.ts'
import { aCard, aChrome, aFrame, anArticlePage, nobodyNear, siteUrl } from './views-examples.ts'

const other = aCard('vi', { id: '4k7m2p9x1b', title: 'Người dân hỏi về hộ chiếu', slug: 'nguoi-dan-hoi' })
const path = '/vi/tin-tuc/nguoi-dan-hoi-4k7m2p9x1b'
const reply: Nearby = { ...nobodyNear, replyTo: other }
const answered: Nearby = { ...nobodyNear, replies: [other] }

const render = (nearby: Nearby) =>
  renderArticle(aFrame('vi'), { article: anArticlePage('vi'), nearby, views: 1 })

/** What is said of an article at another address of it. */
async function ask(nearby: Nearby, address: string) {
  const table = createMemoryTable()
  const writer = createSiteWriter(table)
  const article = anArticlePage('vi')
  await writer.saveChrome(aChrome('vi'))
  await writer.savePage(article.id, 'vi', article)
  await writer.saveNearby(article.id, 'vi', nearby)
  const app = createSiteApp({ table, siteUrl, assets: createAssets({ css: '', script: '' }) })
  return await app.request(address)
}

describe('an article and what answers it', () => {
  it('name and link each other before their texts', () => {
    const link = `<a href="${path}">Người dân hỏi về hộ chiếu</a>`
    for (const [nearby, words] of [
      [reply, 'Trả lời bài'],
      [answered, 'Bài trả lời'],
    ] as const) {
      const html = render(nearby)
      expect(html).toContain(`${words}: ${link} (<time datetime="${other.publishedAt}">15/07/2019</time>)`)
      expect(html.indexOf(link)).toBeLessThan(html.indexOf('class="body"'))
    }
    for (const words of ['Trả lời bài', 'Bài trả lời']) expect(render(nobodyNear)).not.toContain(words)
  })

  it('tell search engines: a reply cites what it answers, which is its subject', () => {
    const graphOf = (html: string) =>
      JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)?.[1] ?? 'null')[
        '@graph'
      ][0]
    const named = { '@type': 'NewsArticle', '@id': `${siteUrl}${path}#article`, url: siteUrl + path }
    expect(graphOf(render(reply)).citation).toMatchObject(named)
    expect(graphOf(render(answered)).subjectOf).toMatchObject([named])
    expect(Object.keys(graphOf(render(nobodyNear)))).not.toContain('citation')
  })

  it('are told by the open data, by the saved copy with whole addresses, and on paper', async () => {
    const { id } = anArticlePage('vi')
    const mention = { id: other.id, title: other.title, url: siteUrl + path, publishedAt: other.publishedAt }
    const data = async (nearby: Nearby) => await (await ask(nearby, `/api/v1/articles/${id}`)).json()
    expect(await data(reply)).toMatchObject({ replyTo: mention, replies: [] })
    expect((await data(answered)).replies).toEqual([mention])
    const saved = formPath('/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a', 'html')
    expect(await (await ask(reply, saved)).text()).toContain(`<a href="${siteUrl}${path}">`)
    const lengthOf = (nearby: Nearby) => {
      const of = { article: anArticlePage('vi'), chrome: aChrome('vi'), siteUrl, address: siteUrl }
      return renderPaper({ ...of, nearby }, typefaces())?.length ?? 0
    }
    expect(lengthOf(reply)).toBeGreaterThan(lengthOf(nobodyNear))
    expect(lengthOf(answered)).toBeGreaterThan(lengthOf(nobodyNear))
  })
})
