import { describe, expect, it } from 'vitest'
import { dryRun, expectAsExpected, expectedOf } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

describe('a folder of Word files', () => {
  it('with a list that says what they are', async () => {
    const run = await dryRun(inputPath('34-docx'), { section: 'Tin tức' })
    expectAsExpected(run, expectedOf('34-docx'))
  })
  it('of which one is damaged gives the others', async () => {
    const run = await dryRun(folderWith({ 'a.docx': 'PK not really' }), { section: 'Tin tức' })
    expect(run.articles).toEqual([])
    expect(run.codes()).toContain('broken-file')
  })
})
