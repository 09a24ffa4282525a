import { describe, expect, it } from 'vitest'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const lanhSu = { mapping: { sections: { 3: 'Lãnh sự' } } }

describe('answers of the REST service', () => {
  it('in the verbose form, with pages, columns, lists and names of lookups', async () => {
    await expectInput('01-rest-verbose')
  })
  it('without metadata, of which the next page was not saved', async () => {
    await expectInput('02-rest-nometadata.json')
  })
  it('of one item, whose section nothing names', async () => {
    await expectInput('03-rest-minimal-single.json')
  })
  it('of one item, whose section a mapping names', async () => {
    const run = await dryRun(inputPath('03-rest-minimal-single.json'), lanhSu)
    expect(run.articles).toMatchObject([
      { title: 'Khai trương điểm nhận hồ sơ lãnh sự lưu động', section: { name: 'Lãnh sự' }, views: 79 },
    ])
  })
  it('in OData v4, with dates that have an offset', async () => {
    await expectInput('04-rest-odata-v4.json', lanhSu)
  })
  it('with versions', async () => {
    await expectInput('05-versions', lanhSu)
  })
  it('with formatted values beside the raw ones', async () => {
    await expectInput('06-fieldvalues-as-html.json')
  })
  it('with bodies as they really are kept', async () => {
    await expectInput('28-bodies.json')
  })
  it('in a zip with all that goes wrong in zips', async () => {
    await expectInput('33-archive.zip')
  })
  it('as a browser is answered, which is Atom', async () => {
    const property = (name: string, value: string, type?: string) =>
      `<d:${name}${type ? ` m:type="Edm.${type}"` : ''}>${value}</d:${name}>`
    const atom = `<?xml version="1.0" encoding="utf-8"?>\r\n<feed xml:base="https://cu.example/_api/" xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
<link rel="next" href="https://cu.example/_api/Web/Lists(guid'5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10')/Items?%24skiptoken=Paged%3DTRUE%26p_ID%3D101" />
<entry><id>Web/Lists(guid'5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10')/Items(101)</id><category term="SP.Data.TinTucListItem" />
<link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/Ph_x00e2_n_x0020_lo_x1ea1_i" title="Ph_x00e2_n_x0020_lo_x1ea1_i"><m:inline><entry><content type="application/xml"><m:properties>${property('Title', 'Lãnh sự')}</m:properties></content></entry></m:inline></link>
<link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/AttachmentFiles" title="AttachmentFiles"><m:inline><feed><entry><content><m:properties>${property('FileName', 'Lịch xe.docx')}${property('ServerRelativeUrl', '/Lists/TinTuc/Attachments/101/Lịch xe.docx')}</m:properties></content></entry></feed></m:inline></link>
<title /><content type="application/xml"><m:properties>${property('FileSystemObjectType', '0', 'Int32')}${property('Id', '101', 'Int32')}${property('Title', 'Bài &amp; tin')}
${property('N_x1ed9_i_x0020_dung', '&lt;p&gt;Thân &amp;amp; bài&lt;/p&gt;')}${property('Ng_x00e0_y_x0020_xu_x1ea5_t_x002', '2019-07-15T08:00:00Z', 'DateTime')}${property('OData__ModerationStatus', '0', 'Int32')}<d:T_x00f3_m_x0020_t_x1eaf_t m:null="true" /></m:properties></content></entry></feed>`
    const run = await dryRun(folderWith({ 'items.xml': atom }))
    expect(run.articles).toMatchObject([
      {
        key: '5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10/101',
        title: 'Bài & tin',
        section: { name: 'Lãnh sự' },
        ...{ publishedAt: '2019-07-15T08:00:00Z', status: 'published', summary: '' },
        body: '<p>Thân &amp; bài</p>',
        attachments: [{ name: 'Lịch xe.docx' }],
        oldAddresses: ['/Lists/TinTuc/DispForm.aspx?ID=101'],
      },
    ])
    expect(run.codes()).toContain('more-pages')
  })
  it('that is a refusal is said to be one, with its words', async () => {
    const answer =
      '<?xml version="1.0" encoding="utf-8"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>-1</m:code><m:message xml:lang="vi-VN">Danh sách không tồn tại.</m:message></m:error>'
    const run = await dryRun(folderWith({ 'items.xml': answer }))
    expect(run.notices).toMatchObject([{ code: 'error-answer', value: 'Danh sách không tồn tại.' }])
  })
  it('as JSON Lines, of which every line is an item', async () => {
    const lines = [1, 2, 3].map((id) =>
      JSON.stringify({ Id: id, Title: `Dòng ${id}`, N_x1ed9_i_x0020_dung: `<p>${id}</p>` }),
    )
    const run = await dryRun(folderWith({ 'items.jsonl': lines.join('\r\n') }), { section: 'Tin tức' })
    expect(run.articles.map(({ key }) => key)).toEqual(['1', '2', '3'])
  })
  it('whose text was read in a wrong encoding is kept as legacy data, where nobody can publish it', async () => {
    const run = await dryRun(inputPath('28-bodies.json'))
    const spoilt = run.article('210')
    expect([spoilt.status, spoilt.body]).toEqual(['draft', ''])
    expect(Object.values(spoilt.legacy)).toEqual([expect.stringContaining('Sá»Ÿ tá»• chá»©c há»™i nghá»‹')])
  })
})

describe('an item of SharePoint', () => {
  const guid = '0a0a0a0a-1111-2222-3333-444444444444'
  const plan = async (more: Record<string, unknown>, told?: { section: string }) => {
    const item = {
      ...{ Id: 1, Title: 'Một', N_x1ed9_i_x0020_dung: '<p>x</p>', Created: '2019-07-15T08:00:00Z' },
      ...more,
    }
    return await dryRun(folderWith({ 'items.json': JSON.stringify({ value: [item] }) }), told)
  }

  it.each<[string, Record<string, unknown>]>([
    ['in the list of all its terms', { TaxCatchAll: [{ ID: 3, Term: 'Lãnh sự' }] }],
    ['in the hidden text beside the column', { PhanLoaiTaxHTField0: `Lãnh sự|${guid}` }],
    ['with those above it', { TaxCatchAll: { results: [{ ID: 3, Term: 'Tin tức:Lãnh sự' }] } }],
  ])('has the section whose term is named %s', async (_where, more) => {
    const { articles } = await plan({ PhanLoai: { Label: '3', TermGuid: guid, WssId: 3 }, ...more })
    expect(articles).toMatchObject([{ section: { name: 'Lãnh sự' } }])
  })

  it('is summed up by what its page is described by, and by no remark on it', async () => {
    const section = { section: 'Tin tức' }
    const page = await plan({ PublishingPageContent: '<p>x</p>', Comments: 'Tóm tắt.' }, section)
    expect(page.articles).toMatchObject([{ summary: 'Tóm tắt.' }])
    const other = await plan({ Comments: 'Ghi chú nội bộ' }, section)
    expect(other.articles).toMatchObject([{ summary: '' }])
  })

  it('that is a page of a wiki is named as a page', async () => {
    const run = await plan({ Title: null, N_x1ed9_i_x0020_dung: null, WikiField: '<p>Giới thiệu</p>' })
    expect([run.articles, run.skipped]).toMatchObject([[], [{ code: 'page' }]])
  })

  it('that leads to news on another site leads there', async () => {
    const more = {
      PromotedState: 2,
      OData__OriginalSourceUrl: 'https://bao.example/tin',
      CanvasContent1: null,
    }
    const { articles } = await plan(more, { section: 'Tin tức' })
    expect(articles).toMatchObject([{ externalUrl: 'https://bao.example/tin' }])
  })

  it('keeps the pictures of a gallery', async () => {
    const content = {
      imageSources: { 'images[0].url': '/SiteAssets/a.png', 'images[1].url': '/SiteAssets/b.png' },
      searchablePlainTexts: { 'images[0].title': 'Cột mốc', 'images[0].caption': 'Sáng thứ hai' },
    }
    const parts = [{ webPartData: { title: 'Image gallery', serverProcessedContent: content } }]
    const more = { N_x1ed9_i_x0020_dung: null, PromotedState: 2, CanvasContent1: JSON.stringify(parts) }
    const { articles } = await plan(more, { section: 'Tin tức' })
    expect(articles[0]?.body).toMatch(
      /^<figure><img src="media:\w+" alt="Cột mốc"><figcaption>Sáng thứ hai<\/figcaption><\/figure><figure><img [^>]+><\/figure>$/u,
    )
  })

  it('is by one author whose name holds a semicolon', async () => {
    const { articles } = await plan({ T_x00e1_c_x0020_gi_x1ea3_: '3;#Phòng A;; B' }, { section: 'Tin tức' })
    expect(articles).toMatchObject([{ byline: ['Phòng A; B'] }])
  })
})
