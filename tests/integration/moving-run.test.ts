import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { region } from '../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../infra/local/admin-client.ts'
import { noMapping } from '../../infra/tools/import/plan/options.ts'
import { Report } from '../../infra/tools/import/report/report.ts'
import { Journal } from '../../infra/tools/import/run/journal.ts'
import { runImport } from '../../infra/tools/import/run/run.ts'
import { aFolder } from '../support/folder.ts'
import { inputPath } from '../support/moving/read.ts'
import { read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

describe('importing an export', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.remove())

  async function importInput(name: string, journalPath: string) {
    const client = createAdminClient({
      url: cloud.addresses.admin,
      key: cloud.keys.find(({ role }) => role === 'admin')!,
      region,
    })
    const report = new Report(undefined)
    const journal = new Journal(journalPath)
    await runImport({
      paths: [inputPath(name)],
      options: { mapping: noMapping(), history: 'all', now: Date.now() },
      ...{ client, asked: client, journal, report, progress: () => {} },
    })
    await report.close()
    journal.close()
    return report
  }

  it('writes what the dry run plans, and changes nothing the second time', async () => {
    const journal = join(await aFolder(), 'journal.jsonl')
    const first = await importInput('01-rest-verbose', journal)
    expect(Object.fromEntries(first.counts)).toEqual({ created: 6, skipped: 2 })
    const second = await importInput('01-rest-verbose', journal)
    expect(Object.fromEntries(second.counts)).toEqual({ unchanged: 6, skipped: 2 })
  })

  it('makes public what was public, and lets its old address lead to it', async () => {
    await cloud.settled()
    const { edge: site } = cloud.addresses
    const moved = await read(site, '/Lists/TinTuc/DispForm.aspx?ID=101')
    expect(moved.status).toBe(301)
    const page = await read(site, new URL(moved.headers.get('location') ?? '', site).pathname)
    expect(page.text).toContain('Khai trương điểm nhận hồ sơ lãnh sự lưu động')
    // It waits for its review, as it did there.
    expect((await read(site, '/Lists/TinTuc/DispForm.aspx?ID=102')).status).toBe(404)
  })

  it('puts pictures and attachments into the library', async () => {
    const journal = join(await aFolder(), 'journal.jsonl')
    const report = await importInput('33-archive.zip', journal)
    expect(Object.fromEntries(report.counts)).toEqual({ created: 1 })
  })
})
