import { describe, expect, it } from 'vitest'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { inputPath } from '../../support/moving/read.ts'

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
})
