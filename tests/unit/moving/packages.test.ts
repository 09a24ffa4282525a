import { describe, expect, it } from 'vitest'
import { dryRun, expectAsExpected, expectedOf, expectInput } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'

describe('a content migration package', () => {
  it('with versions, people and attachments', async () => {
    await expectInput('22-cmp')
  })
  it('whose attachments lie beside it under numbers', async () => {
    const manifest = `<SPObjects xmlns="urn:deployment-manifest-schema"><SPObject ObjectType="SPListItem"><ListItem IntId="1" ParentListId="{AA}" DirName="/Lists/Tin" Version="1.0" ModerationStatus="Approved" TimeCreated="2019-07-14T09:02:40">
<Fields><Field Name="Title" Value="Bài"/><Field Name="Body" Value="&lt;p&gt;Thân&lt;/p&gt;"/></Fields><Attachments><Attachment Name="Lịch.pdf" Url="Lists/Tin/Attachments/1/Lịch.pdf" FileValue="00000001.dat"/></Attachments></ListItem></SPObject></SPObjects>`
    const run = await dryRun(folderWith({ 'Manifest.xml': manifest, '00000001.dat': pdf }), {
      section: 'Tin tức',
    })
    expect(run.article('aa/1').attachments).toMatchObject([{ name: 'Lịch.pdf' }])
    expect(run.codes()).not.toContain('file-unused')
  })
})

describe('a template of PnP', () => {
  it('with rows, tokens and dates of .NET', async () => {
    const run = await dryRun(inputPath('23-pnp-template.xml'))
    const expected = expectedOf('23-pnp-template')
    // A picture alone in its paragraph becomes a figure here, as it does at the desk.
    expectAsExpected(run, {
      ...expected,
      articles: expected.articles.map((each) => ({
        ...each,
        body: { paragraphs: 2, listItems: 3, images: 1, text: { words: 53 } },
      })),
    })
  })
})

describe('modern pages', () => {
  it('whose parts are not in the order of reading', async () => {
    const run = await dryRun(inputPath('24-modern-pages.json'), { section: 'Tin tức' })
    expectAsExpected(run, expectedOf('24-modern-pages'))
  })
})

describe('what a source says of its dates', () => {
  const row = (title: string, date: string) =>
    `<pnp:DataRow><pnp:DataValue FieldName="Title">${title}</pnp:DataValue><pnp:DataValue FieldName="N_x1ed9_i_x0020_dung">${title}</pnp:DataValue><pnp:DataValue FieldName="Ng_x00e0_y_x0020_xu_x1ea5_t_x002">${date}</pnp:DataValue></pnp:DataRow>`
  const template = (...rows: string[]) =>
    `<pnp:Provisioning xmlns:pnp="http://schemas.dev.office.com/PnP/2021/03/ProvisioningSchema"><pnp:ListInstance Url="Lists/TinTuc" Title="x"><pnp:DataRows>${rows.join('')}</pnp:DataRows></pnp:ListInstance></pnp:Provisioning>`
  const datesOf = async (...rows: string[]) =>
    (await dryRun(folderWith({ 't.xml': template(...rows) }), { section: 'Tin tức' })).articles.map(
      ({ publishedAt }) => publishedAt,
    )
  it('holds, unless days beyond the twelfth tell otherwise for the whole column', async () => {
    expect(await datesOf(row('A', '7/1/2019 8:00:00 AM'), row('B', '7/15/2019 8:00:00 AM'))).toEqual([
      '2019-07-01T08:00:00Z',
      '2019-07-15T08:00:00Z',
    ])
    expect(await datesOf(row('A', '01/07/2019 08:00:00'), row('B', '15/07/2019 08:00:00'))).toEqual([
      '2019-07-01T08:00:00Z',
      '2019-07-15T08:00:00Z',
    ])
  })
})

describe('a dump of NukeViet', () => {
  it('with categories, rows and bodies', async () => {
    await expectInput('26-nukeviet.sql')
  })
  it('whose columns are named where the tables are made', async () => {
    const sql = `-- MySQL dump
CREATE TABLE \`nv4_vi_news_rows\` (
  \`id\` int(11) NOT NULL,
  \`catid\` smallint(5) NOT NULL,
  \`status\` tinyint(4) NOT NULL,
  \`publtime\` int(11) NOT NULL,
  \`title\` varchar(250) NOT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`nv4_vi_news_rows\` VALUES (5,1,1,1563177600,'Giá ''mới''; (a, b)\\nINSERT INTO x VALUES (1)'),(6,1,4,1563177600,'Nháp');
INSERT INTO \`nv4_vi_news_cat\` (\`catid\`, \`title\`) VALUES (1, 'Tin tức');
INSERT INTO \`nv4_vi_news_detail\` (\`id\`, \`bodyhtml\`) VALUES (5, '<p>Một</p>'), (6, '<p>Hai</p>');`
    const run = await dryRun(folderWith({ 'db.sql': sql }))
    expect(run.articles.map(({ key, title, status }) => [key, title, status])).toEqual([
      ['nukeviet/vi/news/5', "Giá 'mới'; (a, b) INSERT INTO x VALUES (1)", 'published'],
      ['nukeviet/vi/news/6', 'Nháp', 'draft'],
    ])
  })
  it.each(['nv4', 'so_nv', 'nv4_songv'])('is read whatever its tables begin with: %s', async (prefix) => {
    const sql = `-- dump
INSERT INTO \`portal\`.\`${prefix}_vi_news_rows\` (\`id\`, \`catid\`, \`alias\`, \`title\`, \`status\`, \`publtime\`) VALUES (5, 1, 'bai', 'Một', 1, 1563177600) ON DUPLICATE KEY UPDATE \`title\` = VALUES(\`title\`);
INSERT INTO \`portal\`.\`${prefix}_vi_news_cat\` (\`catid\`, \`title\`, \`alias\`) VALUES (1, 'Tin tức', 'tin-tuc');
INSERT INTO ${prefix}_vi_news_detail (id, bodyhtml) VALUES (5, _utf8mb4'<p>Thân</p>');`
    const run = await dryRun(folderWith({ 'db.sql': sql }))
    expect(run.articles).toMatchObject([
      {
        key: 'nukeviet/vi/news/5',
        title: 'Một',
        body: '<p>Thân</p>',
        oldAddresses: ['/vi/news/tin-tuc/bai-5.html'],
      },
    ])
    expect(run.skipped).toEqual([])
  })
  it('of something else is said to be unknown', async () => {
    const run = await dryRun(folderWith({ 'db.sql': 'INSERT INTO `users` (a) VALUES (1);' }))
    expect(run.codes()).toContain('unknown-file')
  })
})
