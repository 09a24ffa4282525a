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
