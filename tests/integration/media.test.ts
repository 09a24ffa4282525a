import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathsOf } from '../../functions/domain/library/file.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { aDocx, drawing, p, r, style } from '../support/documents/docx.ts'
import { complete, send, upload } from '../support/media/media.ts'
import { photograph } from '../support/media/pictures.ts'
import { as, read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let jpeg: Buffer
beforeAll(async () => {
  cloud = await startTestCloud()
  jpeg = await photograph(900, 600)
    .withExif({
      IFD0: { Artist: 'Nobody knows' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 18/1 0/1' },
    })
    .jpeg()
    .toBuffer()
})
afterAll(() => cloud.remove())

const edge = () => cloud.addresses.edge
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n',
)

/** An article whose Vietnamese text is public, with these fields. */
async function published(fields: object, text: object = {}) {
  const editor = as(cloud, 'editor')
  const id = newId()
  const made = await editor.create(id, anArticle({ ...fields, translations: { vi: aText(text) } }))
  expect(made.body.errors).toBeUndefined()
  const answer = await as(cloud, 'admin').publish(id, 'vi', made.etag)
  if (answer.status === 200) await cloud.settled()
  return { id, answer, url: answer.body.addresses?.vi ?? '', made }
}

/** Everything that lies in a bucket of the object store, by its key. */
async function objectsIn(bucket: string): Promise<string[]> {
  const folder = join(cloud.data, 'objects', bucket)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))
  return texts
}

/** A feed tells the length and the type of a file as those who fetch it find them. */
async function expectInFeed(path: string, type: string): Promise<void> {
  const url = edge() + path
  const { headers } = await fetch(url)
  expect(headers.get('content-type')).toBe(type)
  const feed = await read(edge(), '/vi/feed.xml')
  const length = headers.get('content-length')
  expect(feed.text).toContain(`<enclosure url="${url}" length="${length}" type="${type}"/>`)
}

describe('a picture', () => {
  it('is uploaded past the API, and comes out sharp, small and without what the camera wrote', async () => {
    const { answer } = await upload(cloud, 'Cột mốc 171.jpg', jpeg)
    expect(answer.status).toBe(200)
    const { media } = answer.body
    expect(media).toMatchObject({ status: 'ready', kind: 'picture', name: 'Cột mốc 171.jpg' })
    expect(media.file).toMatchObject({ width: 900, height: 600, widths: [320, 720, 900], fallback: 900 })
    expect(media.stripped).toEqual(['location', 'author'])
    expect(JSON.stringify(answer.body)).not.toContain('originals/')
    for (const path of pathsOf(media.file)) {
      const { status, headers } = await read(edge(), path)
      expect(status, path).toBe(200)
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain('sandbox')
      const body = Buffer.from(await (await fetch(edge() + path)).arrayBuffer())
      expect(body.includes('Nobody knows')).toBe(false)
      expect((await sharp(body).metadata()).exif).toBeUndefined()
    }
  })

  it('is found by its bytes before they are uploaded once more, until it is removed', async () => {
    const bytes = await sharp(jpeg).flop().jpeg().toBuffer()
    const digest = createHash('sha256').update(bytes).digest('hex')
    const same = async () => (await as(cloud, 'contributor').get(`/media?digest=${digest}`)).body.media
    expect(await same()).toEqual([])
    const { id, answer } = await upload(cloud, 'Hai lần.jpg', bytes)
    expect(await same()).toMatchObject([{ id, name: 'Hai lần.jpg', status: 'ready' }])
    await as(cloud, 'editor').send('DELETE', `/media/${id}`, { headers: { 'if-match': answer.etag } })
    expect(await same()).toEqual([])
  })

  it('is not in reach of readers as it was uploaded', async () => {
    const { id, form, answer } = await upload(cloud, 'a.jpg', jpeg)
    expect(answer.status).toBe(200)
    const key = form.fields.key ?? ''
    for (const path of [
      `/${key}`,
      `/media/${key}`,
      `/media/../${key}`,
      `/originals/${id}`,
      `/media/originals/${id}`,
    ])
      expect((await read(edge(), path)).status, path).not.toBe(200)
  })

  it('stands in a page with what the browser needs to choose, and with its words', async () => {
    const { id: media, answer } = await upload(cloud, 'b.jpg', jpeg)
    const { hash } = answer.body.media.file
    const { url, id } = await published(
      { leadImage: { media } },
      {
        alt: 'Cột mốc trên biên giới',
        caption: 'Cột mốc 171',
        credit: 'Phòng Biên giới',
        body: `<p>a</p><figure><img src="media:${media}" alt="Hàng rào &quot;xanh&quot;"><figcaption>b</figcaption></figure>`,
      },
    )
    const { text } = await read('', url)
    expect(text).toContain(`srcset="/media/${hash}/320.avif 320w, /media/${hash}/720.avif 720w`)
    expect(text).toContain('alt="Cột mốc trên biên giới" width="900" height="600" fetchpriority="high"')
    expect(text).toContain('alt="Hàng rào &quot;xanh&quot;" width="900" height="600" loading="lazy"')
    expect(text).toContain('Cột mốc 171 <cite>Ảnh: Phòng Biên giới</cite>')
    expect(text).toContain(`content="${edge()}/media/${hash}/og.jpg"`)
    expect(text).not.toContain('media:')
    const list = await read(edge(), '/vi/tin-tuc')
    expect(list.text).toContain(id)
    const front = await read(edge(), '/vi')
    expect(front.text).toContain(`/media/${hash}/card-`)
    await expectInFeed(`/media/${hash}/900.jpg`, 'image/jpeg')
  })

  it('lets no text go on before it is described, or said to be decoration', async () => {
    const { id: media } = await upload(cloud, 'c.jpg', jpeg)
    const lead = await published({ leadImage: { media } })
    expect(lead.answer.status).toBe(422)
    expect(lead.answer.body.errors).toEqual([
      expect.objectContaining({
        field: 'translations.vi.alt',
        message: expect.stringContaining('what the lead image shows'),
      }),
    ])
    const inBody = await published({}, { body: `<img src="media:${media}">` })
    expect(inBody.answer.body.errors).toEqual([
      expect.objectContaining({
        field: 'translations.vi.body',
        message: expect.stringContaining('1 picture without alt'),
      }),
    ])
    const decorative = await published(
      { leadImage: { media, decorative: true } },
      { body: `<img src="media:${media}" alt="">` },
    )
    expect(decorative.answer.status).toBe(200)
  })

  it('is cut anew around what matters, at new addresses', async () => {
    const { id, answer } = await upload(cloud, 'd.jpg', jpeg)
    const { hash } = answer.body.media.file
    const editor = as(cloud, 'editor')
    const cut = await editor.send('PUT', `/media/${id}/focus`, {
      body: { x: 0.1, y: 0.9 },
      headers: { 'if-match': answer.etag },
    })
    expect(cut.status).toBe(200)
    expect(cut.body.media.file.hash).not.toBe(hash)
    expect((await read(edge(), `/media/${cut.body.media.file.hash}/og.jpg`)).status).toBe(200)
    const wrong = await editor.send('PUT', `/media/${id}/focus`, {
      body: { x: 2, y: 0 },
      headers: { 'if-match': cut.etag },
    })
    expect(wrong.body.errors[0].field).toBe('x')
  })
})

describe('a document', () => {
  it('is downloaded under its own name, and never run in the name of the site', async () => {
    const name = `Công văn số 12 "khẩn"; bản cuối.pdf`.normalize('NFD')
    const { id, answer } = await upload(cloud, name, pdf)
    expect(answer.status).toBe(200)
    const { url } = await published(
      { attachments: [{ name: 'Công văn số 12', media: id }] },
      { body: `<p>Xem <a href="media:${id}">công văn</a>.</p>` },
    )
    const { text } = await read('', url)
    const [, href = ''] = /href="(\/media\/[^"]+\.pdf)" type="application\/pdf"/u.exec(text) ?? []
    expect(text.match(new RegExp(href, 'gu'))).toHaveLength(2)
    expect(text).toContain('(PDF, ')
    const { status, headers } = await read(edge(), href)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    const disposition = headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''C%C3%B4ng%20v%C4%83n/u,
    )
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('an upload', () => {
  it('is bound to its size, its type and its place', async () => {
    const id = newId()
    const asked = await as(cloud, 'editor').send('PUT', `/media/${id}`, {
      body: { name: 'e.jpg', bytes: jpeg.length },
      headers: { 'if-none-match': '*' },
    })
    const { upload: form } = asked.body
    const longer = Buffer.concat([jpeg, Buffer.from('x')])
    expect((await send(form, longer)).status).toBe(400)
    const elsewhere = { ...form, fields: { ...form.fields, key: 'incoming/other' } }
    expect((await send(elsewhere, jpeg)).status).toBe(403)
    const other = { ...form, fields: { ...form.fields, 'Content-Type': 'text/html' } }
    expect((await send(other, jpeg)).status).toBe(403)
    expect((await complete(cloud, id)).body.errors[0].field).toBe('file')
    expect((await send(form, jpeg)).status).toBe(204)
    expect((await complete(cloud, id)).status).toBe(200)
  })

  it('may be completed again when the answer was lost, and cannot change afterwards what was taken', async () => {
    const { id, form, answer } = await upload(cloud, 'f.jpg', jpeg)
    const again = await complete(cloud, id)
    expect(again.body).toEqual(answer.body)
    const { url } = await published({ leadImage: { media: id, decorative: true } })
    const before = await read('', url)
    const other = await sharp(jpeg).negate().jpeg().toBuffer()
    const same = Buffer.concat([other, Buffer.alloc(Math.max(0, jpeg.length - other.length))]).subarray(
      0,
      jpeg.length,
    )
    expect((await send(form, same)).status).toBe(204)
    expect((await complete(cloud, id)).body).toEqual(answer.body)
    await cloud.tick()
    expect((await read('', url)).text).toBe(before.text)
  })

  it('that is refused says why in the language of the editor, and leaves nothing behind', async () => {
    const before = await objectsIn('bantin-uploads')
    const published = await objectsIn('bantin-media')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const vietnamese = await upload(cloud, 'g.jpg', svg, { headers: { 'accept-language': 'vi' } })
    expect(vietnamese.answer.status).toBe(422)
    expect(vietnamese.answer.body.errors).toEqual([
      {
        field: 'file',
        message: expect.stringMatching(/^Tên tệp có đuôi \.jpg nhưng nội dung là svg/u),
        rule: 'file_type_differs',
        params: { extension: 'jpg', found: 'svg' },
      },
    ])
    const english = await upload(cloud, 'g.jpg', svg, { headers: { 'accept-language': 'en-GB,en' } })
    expect(english.answer.body.detail).toMatch(/^The name ends with \.jpg, but the content is svg/u)
    expect(await objectsIn('bantin-uploads')).toEqual(before)
    expect(await objectsIn('bantin-media')).toEqual(published)
    const { id } = english
    expect((await as(cloud, 'editor').get(`/media/${id}`)).body.media.status).toBe('waiting')
  })

  it.each([
    ['a.svg', 10, 'name'],
    ['a', 10, 'name'],
    ['a.docm', 10, 'name'],
    ['a.jpg', 0, 'bytes'],
    ['a.jpg', 20_000_001, 'bytes'],
    ['a.pdf', 50_000_001, 'bytes'],
    ['a.mp3', 100_000_001, 'bytes'],
  ])('of %s with %i bytes is refused before it begins', async (name, bytes, field) => {
    const answer = await as(cloud, 'editor').send('PUT', `/media/${newId()}`, {
      body: { name, bytes },
      headers: { 'if-none-match': '*' },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].field).toBe(field)
  })

  it('may be sent anew after it failed, and in place of the file that there is', async () => {
    const { id, answer } = await upload(cloud, 'h.jpg', jpeg)
    const { url, id: article } = await published({ leadImage: { media: id, decorative: true } })
    const before = await read('', url)
    const other = await sharp(jpeg).negate().png().toBuffer()
    const editor = as(cloud, 'editor')
    const asked = await editor.send('PUT', `/media/${id}`, {
      body: { name: 'moi.png', bytes: other.length },
      headers: { 'if-match': answer.etag },
    })
    expect(asked.status).toBe(200)
    await send(asked.body.upload, other)
    const replaced = await complete(cloud, id)
    expect(replaced.body.media.file.hash).not.toBe(answer.body.media.file.hash)
    // What was approved stays as it was approved, and the list of uses says so.
    await cloud.tick()
    expect((await read('', url)).text).toBe(before.text)
    const { usedIn } = (await editor.get(`/media/${id}`)).body
    expect(usedIn).toEqual([
      { article, title: expect.any(String), section: 'news', written: true, live: ['vi'], older: true },
    ])
  })
})

describe('a file that is taken back', () => {
  it('leaves every page, the bucket and the CDN', async () => {
    const { id, answer } = await upload(cloud, 'k.jpg', jpeg)
    const paths = pathsOf(answer.body.media.file)
    const { url } = await published(
      { leadImage: { media: id, decorative: true } },
      {
        body: `<p>Còn lại.</p><figure><img src="media:${id}" alt="x"><figcaption>Đi theo ảnh</figcaption></figure>`,
      },
    )
    expect((await read('', url)).text).toContain('Đi theo ảnh')
    for (const path of paths) expect((await read(edge(), path)).status).toBe(200)
    const path = `/media/${id}/withdraw`
    const body = { reason: 'Ảnh có mặt trẻ em' }
    const headers = { 'if-match': answer.etag }
    expect((await as(cloud, 'editor').send('POST', path, { body, headers })).status).toBe(403)
    expect((await as(cloud, 'approver').send('POST', path, { body, headers })).status).toBe(200)
    await cloud.settled()
    const { text } = await read('', url)
    expect(text).toContain('Còn lại.')
    expect(text).not.toContain('Đi theo ảnh')
    expect(text).not.toContain(answer.body.media.file.hash)
    for (const path of paths) expect((await read(edge(), path)).status, path).toBe(404)
    expect((await read(edge(), '/vi')).text).not.toContain(answer.body.media.file.hash)
    const named = await as(cloud, 'editor').create(newId(), anArticle({ leadImage: { media: id } }))
    expect(named.body.errors[0].field).toBe('leadImage.media')
  })

  it('does not come back by an upload, whoever sends it and whenever it was begun', async () => {
    const { id, answer } = await upload(cloud, 'q.jpg', jpeg, { role: 'contributor' })
    const contributor = as(cloud, 'contributor')
    const body = { name: 'q.jpg', bytes: jpeg.length }
    const asked = await contributor.send('PUT', `/media/${id}`, {
      body,
      headers: { 'if-match': answer.etag },
    })
    await send(asked.body.upload, jpeg)
    const headers = { 'if-match': asked.etag }
    const reason = { reason: 'Ảnh chụp trái phép' }
    const withdrawn = await as(cloud, 'approver').send('POST', `/media/${id}/withdraw`, {
      body: reason,
      headers,
    })
    expect(withdrawn.status).toBe(200)
    expect((await complete(cloud, id, 'contributor')).status).toBe(409)
    const again = await contributor.send('PUT', `/media/${id}`, {
      body,
      headers: { 'if-match': withdrawn.etag },
    })
    expect(again.status).toBe(409)
    expect((await contributor.get(`/media/${id}`)).body.media.status).toBe('withdrawn')
  })

  it('stops the texts that name it on their way to readers', async () => {
    const { id: media, answer } = await upload(cloud, 'r.jpg', jpeg)
    const editor = as(cloud, 'editor')
    const id = newId()
    const made = await editor.create(id, anArticle({ leadImage: { media, decorative: true } }))
    const submitted = await editor.act(id, 'vi', 'submit', made.etag)
    await as(cloud, 'approver').send('POST', `/media/${media}/withdraw`, {
      body: { reason: 'Sai người' },
      headers: { 'if-match': answer.etag },
    })
    const approved = await as(cloud, 'approver').act(id, 'vi', 'approve', submitted.etag)
    expect(approved.status).toBe(409)
    expect(approved.body.errors[0].field).toBe('leadImage.media')
  })

  it('can be removed as soon as no article needs it, and not before', async () => {
    const { id, answer } = await upload(cloud, 'l.jpg', jpeg)
    const editor = as(cloud, 'editor')
    const article = newId()
    const made = await editor.create(article, anArticle({ leadImage: { media: id } }))
    async function unused(): Promise<string[]> {
      // Files are counted by the publisher.
      await cloud.settled()
      const { body } = await editor.get('/media?unused=true&limit=100')
      return body.media.map((row: { id: string }) => row.id)
    }
    expect(await unused()).not.toContain(id)
    const remove = () => editor.send('DELETE', `/media/${id}`, { headers: { 'if-match': answer.etag } })
    expect((await remove()).body.detail).toContain(article)
    await editor.replace(article, made.etag, anArticle())
    expect(await unused()).toContain(id)
    expect((await remove()).status).toBe(200)
    await cloud.settled()
    for (const path of pathsOf(answer.body.media.file)) expect((await read(edge(), path)).status).toBe(404)
  })
})

describe('what an article names', () => {
  it('must be in the library, ready, and of a kind that can stand there', async () => {
    const { id: document } = await upload(cloud, 'm.pdf', pdf)
    const { errors } = (
      await as(cloud, 'editor').create(
        newId(),
        anArticle({
          leadImage: { media: document },
          translations: {
            vi: aText({ body: '<img src="media:0000000000" alt="a">', audio: { media: document } }),
          },
        }),
      )
    ).body
    expect(errors.map(({ field }: { field: string }) => field)).toEqual([
      'leadImage.media',
      'translations.vi.audio.media',
      'translations.vi.body',
    ])
  })

  it('changes nothing of the other language when only one of them names it', async () => {
    const { id: media } = await upload(cloud, 'n.jpg', jpeg)
    const editor = as(cloud, 'editor')
    const id = newId()
    const texts = { vi: aText(), en: aText({ title: 'Review' }) }
    const made = await editor.create(id, anArticle({ translations: texts }))
    const submitted = await editor.act(id, 'en', 'submit', made.etag)
    const written = await editor.replace(
      id,
      submitted.etag,
      anArticle({ translations: { ...texts, vi: aText({ body: `<img src="media:${media}" alt="a">` }) } }),
    )
    const { translations } = written.body.article
    expect([translations.vi.status, translations.en.status]).toEqual(['draft', 'in_review'])
  })
})

describe('a Word file', () => {
  const picture = () => `<w:r>${drawing('r:embed="rIdP"', 'Cột mốc trên đồi')}</w:r>`

  /** Uploaded, but not completed: it is to be read, not kept. */
  async function uploaded(bytes: Uint8Array, name = 'bai.docx') {
    const id = newId()
    const asked = await as(cloud, 'editor').send('PUT', `/media/${id}`, {
      body: { name, bytes: bytes.length },
      headers: { 'if-none-match': '*' },
    })
    expect((await send(asked.body.upload, bytes)).status).toBe(204)
    return id
  }
  const importDocx = (media: string, role: 'editor' | 'contributor' = 'editor') =>
    as(cloud, role).send('POST', '/imports/docx', { body: { media } })

  it('becomes title, summary, body and pictures, with which an article is written', async () => {
    const docx = aDocx({
      styles: style('Title', 'Title'),
      body: [
        p(r('Kiểm tra mốc giới sau mưa'), 'Title'),
        p(r('Đoàn công tác đi kiểm tra ba cột mốc sau trận mưa lớn đầu mùa.', '<w:b/>')),
        p(r('- Mốc 171 còn nguyên;')),
        p(r('- Mốc 172 cần sơn lại.')),
        p(picture()),
        p(r('Phßng L·nh sù', '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')),
      ].join(''),
      links: { rIdP: 'media/image1.jpeg' },
      types: '<Default Extension="jpeg" ContentType="image/jpeg"/>',
      files: { 'word/media/image1.jpeg': jpeg },
    })
    const media = await uploaded(docx)
    const { status, body } = await importDocx(media)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      title: 'Kiểm tra mốc giới sau mưa',
      summary: 'Đoàn công tác đi kiểm tra ba cột mốc sau trận mưa lớn đầu mùa.',
      pictures: [{ name: '1.jpeg', status: 'waiting' }],
    })
    const [{ id }] = body.pictures
    const { file } = (await complete(cloud, id)).body.media
    expect(file).toMatchObject({ kind: 'picture', width: 900 })
    expect(body.body).toContain('<ul><li>Mốc 171 còn nguyên;</li><li>Mốc 172 cần sơn lại.</li></ul>')
    expect(body.body).toContain(`<figure><img src="media:${id}" alt="Cột mốc trên đồi"></figure>`)
    expect(body.body).toContain('<p>Phòng Lãnh sự</p>')
    const { title, summary, body: text } = body
    const { url, answer } = await published(
      { leadImage: { media: id } },
      { title, summary, body: text, alt: 'Cột mốc' },
    )
    expect(answer.status).toBe(200)
    expect((await read('', url)).text).toContain(`/media/${file.hash}/720.avif`)
    // Read once more, it makes nothing twice; and the file itself is in no bucket that readers see.
    const again = (await importDocx(media)).body
    expect(again).toEqual({ ...body, pictures: [{ id, name: '1.jpeg', status: 'ready' }] })
    expect((await as(cloud, 'editor').get(`/media/${media}`)).body.media.status).toBe('waiting')
  })

  it('is read by who uploaded it alone, and only as what it is', async () => {
    const media = await uploaded(aDocx({ body: p(r('Một đoạn.')) }))
    expect((await importDocx(media, 'contributor')).status).toBe(409)
    expect((await importDocx(newId())).status).toBe(404)
    const other = await uploaded(pdf, 'a.docx')
    const refused = await importDocx(other)
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].field).toBe('file')
    const { answer } = await upload(cloud, 'b.pdf', pdf)
    expect((await importDocx(answer.body.media.id)).status).toBe(409)
  })
})

describe('sound', () => {
  it('is played in a text and above it, in parts as a player asks for them', async () => {
    const frame = Buffer.alloc(417)
    frame.set([0xff, 0xfb, 0x90, 0x00])
    const mp3 = Buffer.concat(Array.from({ length: 200 }, () => frame))
    const { id, answer } = await upload(cloud, 'Bản tin sáng.mp3', mp3)
    expect(answer.body.media.file).toMatchObject({ kind: 'audio', type: 'audio/mpeg', seconds: 6 })
    const { url } = await published(
      {},
      {
        audio: { media: id, transcript: 'Xin chào quý vị.' },
        body: `<figure><audio src="media:${id}"></audio><figcaption>Bản tin</figcaption></figure>`,
      },
    )
    const { text } = await read('', url)
    const [, href = ''] = /<audio controls="" preload="none" src="([^"]+)"/u.exec(text) ?? []
    expect(text).toContain('Xin chào quý vị.')
    expect(text.match(/0:06/gu)?.length).toBeGreaterThanOrEqual(2)
    const part = await fetch(edge() + href, { headers: { range: 'bytes=100-199' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${mp3.length}`)
    expect(part.headers.get('content-disposition')).toMatch(/^inline; filename="Ban tin sang\.mp3"/u)
    await expectInFeed(href, 'audio/mpeg')
    expect((await part.arrayBuffer()).byteLength).toBe(100)
  })
})
