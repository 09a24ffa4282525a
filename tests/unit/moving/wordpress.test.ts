import { describe, expect, it } from 'vitest'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith } from '../../support/moving/read.ts'

const channel = (items: string) =>
  `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><link>https://cu.example/tin</link><wp:base_blog_url>https://cu.example/tin</wp:base_blog_url>${items}</channel></rss>`

const post = (id: number, more: string, body = '<p>Thân.</p>') =>
  `<item><title>Bài ${id}</title><link>https://cu.example/tin/bai-${id}/</link><wp:post_id>${id}</wp:post_id>
<content:encoded><![CDATA[${body}]]></content:encoded><wp:post_date_gmt>2019-07-15 08:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="tin-tuc"><![CDATA[Tin tức]]></category>${more}</item>`

const fileOf = (items: string) => folderWith({ 'xuat.xml': channel(items) })

describe('an export of WordPress', () => {
  it('with blocks, lines, shortcodes, translations and what is no article', async () => {
    const run = await expectInput('25-wordpress')
    expect(run.article('wp/11').translations?.en).toMatchObject({
      title: 'A mobile point for consular papers',
      publishedAt: '2019-07-16T02:00:00Z',
      status: 'published',
      oldAddresses: ['/en/mobile-point/', '/?p=12'],
    })
    expect(run.article('wp/11').revisions).toMatchObject([{ title: 'Khai trương — bản cũ', status: 'draft' }])
  })

  it('is read though it is not well-formed', async () => {
    const run = await dryRun(
      fileOf(
        `<item><title>Giá <b>mới</b> & cũ ]]> hết</title><wp:post_id>1</wp:post_id><content:encoded><![CDATA[<p>A ]]]]><![CDATA[> B</p>]]></content:encoded>
<wp:post_date_gmt>2019-07-15 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status>
<category domain="category" nicename="tin-tuc"><![CDATA[Tin tức]]></category></item>${post(2, '')}`,
      ),
    )
    expect(run.articles.map(({ title }) => title)).toEqual(['Giá mới & cũ ]]> hết', 'Bài 2'])
    expect(run.article('wp/1').body).toContain('A ]]&gt; B')
  })

  it('that ends in the middle gives what stands before', async () => {
    const run = await dryRun(folderWith({ 'xuat.xml': channel(post(1, '') + post(2, '')).slice(0, -200) }))
    expect(run.articles.map(({ key }) => key)).toEqual(['wp/1'])
    expect(run.codes()).toContain('broken-file')
  })

  it('of a blog in a folder keeps both addresses of a post', async () => {
    const run = await dryRun(fileOf(post(7, '')))
    expect(run.article('wp/7').oldAddresses).toEqual(['/tin/bai-7/', '/tin/?p=7'])
  })

  it('makes nothing public that was not', async () => {
    const run = await dryRun(
      fileOf(
        post(1, '<wp:post_password>x</wp:post_password>') +
          post(2, '<wp:status>pending</wp:status>') +
          post(3, '<wp:status>cho-bien-tap</wp:status>') +
          post(4, '<wp:status>trash</wp:status>'),
      ),
    )
    expect(run.articles.map(({ key, status }) => [key, status])).toEqual([
      ['wp/2', 'in_review'],
      ['wp/3', 'draft'],
    ])
    expect(run.codes('wp/1')).toContain('private')
  })

  it('joins what WPML says to be translations, whatever the section is called there', async () => {
    const meta = (key: string, value: string) =>
      `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value>${value}</wp:meta_value></wp:postmeta>`
    const of = (language: string) =>
      meta('_wpml_import_language_code', language) + meta('_wpml_import_translation_group', 'g')
    const english = post(2, of('en')).replace('Tin tức', 'Announcements')
    const run = await dryRun(fileOf(english + post(1, of('vi'))))
    expect(run.articles).toMatchObject([{ key: 'wp/1', translations: { en: { title: 'Bài 2' } } }])
  })

  it('leads to a translation where it will stand: in the article of its first text', async () => {
    const meta = (key: string, value: string) =>
      `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value>${value}</wp:meta_value></wp:postmeta>`
    const of = (language: string) =>
      meta('_wpml_import_language_code', language) + meta('_wpml_import_translation_group', 'g')
    const linking = post(3, '', '<p>Xem <a href="/tin/bai-2/">bản tiếng Anh</a>.</p>')
    const run = await dryRun(fileOf(post(2, of('en')) + post(1, of('vi')) + linking))
    const { id } = run.article('wp/1')
    expect(run.article('wp/3').body).toMatch(new RegExp(`href="/en/news/bai-2-${id}"`, 'u'))
  })

  it('reads lines of the old editor as paragraphs, and films as links', async () => {
    const run = await dryRun(
      fileOf(post(1, '', 'Một\nhai\n\n<strong>Ba</strong>\n\nhttps://youtu.be/abc\n\n<ul><li>x</li></ul>')),
    )
    expect(run.article('wp/1').body).toMatch(/^<p>Một<br>\s*hai<\/p>\s*<p><strong>Ba<\/strong><\/p>/u)
    expect(run.codes('wp/1')).toContain('embed-as-link')
  })
})
