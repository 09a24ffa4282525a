import { describe, expect, it } from 'vitest'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith } from '../../support/moving/read.ts'

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>${items}</channel></rss>`

describe('a feed', () => {
  it('of a list of SharePoint, whose descriptions hold its columns', async () => {
    await expectInput('20-listfeed.xml')
  })
  it('of another system, by what RSS itself says', async () => {
    const run = await dryRun(
      folderWith({
        'rss.xml': rss(
          `<item><title>A & B</title><link>https://cu.example/a.html</link><description><![CDATA[<p>Thân bài.</p>]]></description>
<category>Tin tức</category><pubDate>Mon, 15 Jul 2019 08:00:00 GMT</pubDate></item>`,
        ),
      }),
    )
    expect(run.articles).toMatchObject([
      {
        key: '/a.html',
        title: 'A & B',
        publishedAt: '2019-07-15T08:00:00Z',
        status: 'published',
        body: '<p>Thân bài.</p>',
      },
    ])
  })
  it('without articles is said to be empty', async () => {
    const run = await dryRun(folderWith({ 'rss.xml': rss('') }))
    expect(run.codes()).toContain('file-empty')
  })
  it('in Atom, with its sections and authors', async () => {
    const entry =
      '<entry><title>Một</title><link rel="alternate" href="https://cu.example/mot"/><published>2019-07-15T08:00:00+07:00</published><author><name>Phòng A</name></author><category term="x" label="Tin tức"/><summary>Tóm</summary><content type="html">&lt;p&gt;Thân&lt;/p&gt;</content></entry>'
    const run = await dryRun(
      folderWith({ 'tin.xml': `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entry}</feed>` }),
    )
    expect(run.articles).toMatchObject([
      { section: { name: 'Tin tức' }, byline: ['Phòng A'], publishedAt: '2019-07-15T01:00:00Z' },
    ])
  })
})
