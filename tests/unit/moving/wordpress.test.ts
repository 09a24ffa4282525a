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

  /** A picture of the library, made for a post. */
  const upload = (id: number, post: number) =>
    `<item><title>x</title><wp:post_id>${id}</wp:post_id><wp:post_parent>${post}</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://cu.example/tin/a${id}.jpg</wp:attachment_url></item>`
  const bodyOf = async (body: string, more = '') => {
    const run = await dryRun(fileOf(post(1, '', body) + more))
    const left = run.notices.filter(({ code }) => code === 'part-left-out').map(({ value }) => value)
    return { body: run.article('wp/1').body.replaceAll('\n', ''), left }
  }

  it('shows in a gallery without a list the pictures of its post', async () => {
    const { body } = await bodyOf('Trước\n\n[gallery columns="3"]\n\nSau', upload(5, 1) + upload(6, 2))
    expect(body).toMatch(/^<p>Trước<\/p><figure><img src="media:[^"]+" alt=""><\/figure><p>Sau<\/p>$/u)
  })

  it('takes a list of pictures of the first blocks for the gallery that it was', async () => {
    const list =
      '<ul class="wp-block-gallery columns-2"><li class="blocks-gallery-item"><figure><img src="a5.jpg" alt="x"><figcaption>Một</figcaption></figure></li></ul>'
    expect((await bodyOf(list)).body).toMatch(/^<figure><img [^>]+><figcaption>Một<\/figcaption><\/figure>$/u)
  })

  it('has the text of a block that several posts share, and names blocks that only WordPress can make', async () => {
    const shared = (status: string) =>
      post(77, '', '<p>Dùng chung.</p>')
        .replace('<wp:post_type>post<', '<wp:post_type>wp_block<')
        .replace('<wp:status>publish<', `<wp:status>${status}<`)
    const body =
      '<!-- wp:paragraph --><p>Một.</p><!-- /wp:paragraph --><!-- wp:block {"ref":77} /--><!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:spacer /-->'
    expect(await bodyOf(body, shared('publish'))).toEqual({
      body: '<p>Một.</p><p>Dùng chung.</p>',
      left: ['wp:latest-posts'],
    })
    expect((await bodyOf(body, shared('trash'))).body).toBe('<p>Một.</p>')
  })

  it.each([
    ['[pdf-embedder url="https://x.example/vb.pdf"]', '<a href="https://x.example/vb.pdf">vb.pdf</a>'],
    [
      '[gview file="https://x.example/V%C4%83n%20b%E1%BA%A3n.pdf"]',
      '<a href="https://x.example/V%C4%83n%20b%E1%BA%A3n.pdf">Văn bản.pdf</a>',
    ],
    [
      '[embeddoc url="https://x.example/a.docx" title="Mẫu đơn"]',
      '<a href="https://x.example/a.docx">Mẫu đơn</a>',
    ],
    [
      '[button link="https://x.example/" color="red"]Đăng ký[/button]',
      '<a href="https://x.example/">Đăng ký</a>',
    ],
  ])('keeps where a code of a plugin leads: %s', async (code, link) => {
    const { body } = await bodyOf(`<p>${code}</p>`)
    expect(body.replaceAll(' rel="noopener"', '')).toBe(`<p>${link}</p>`)
  })

  it('leaves out other codes of plugins, keeps their words, and names them', async () => {
    expect(await bodyOf('<p>A [table id=5 /] B [row][col span="6"]Cột[/col][/row] C [toc]</p>')).toEqual({
      body: '<p>A B Cột C</p>',
      left: ['[table]', '[col]', '[row]', '[col]', '[row]', '[toc]'],
    })
  })

  it('keeps what people write in brackets', async () => {
    const body = '<p>[Ảnh] [1] [sic] [Video] Lễ hội, [[gallery ids="1"]]</p>'
    expect(await bodyOf(body)).toEqual({
      body: '<p>[Ảnh] [1] [sic] [Video] Lễ hội, [gallery ids="1"]</p>',
      left: [],
    })
  })

  it('names a file once that has a button beside its name', async () => {
    const block =
      '<div class="wp-block-file"><a href="https://x.example/vb.pdf">Văn bản</a><a href="https://x.example/vb.pdf" class="wp-block-file__button" download>Tải về</a></div>'
    expect((await bodyOf(block)).body).toBe(
      '<p><a href="https://x.example/vb.pdf" rel="noopener">Văn bản</a></p>',
    )
  })
})
