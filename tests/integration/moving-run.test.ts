import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noMapping } from '../../functions/moving-in/plan/options.ts'
import { Report } from '../../functions/moving-in/report/report.ts'
import { runImport } from '../../functions/moving-in/run/run.ts'
import { aFolder } from '../support/folder.ts'
import { administratorsClient, importPaths } from '../support/moving/import.ts'
import { inputPath } from '../support/moving/read.ts'
import { read, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

describe('importing an export', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.remove())

  const importInput = (name: string, journal?: string) =>
    importPaths(administratorsClient(cloud), [inputPath(name)], journal)

  async function foreseeInput(name: string) {
    const report = new Report(undefined)
    const options = { mapping: noMapping(), history: 'all' as const, now: Date.now() }
    const asked = administratorsClient(cloud)
    await runImport({ paths: [inputPath(name)], options, asked, report, progress: () => {} })
    await report.close()
    return Object.fromEntries(report.counts)
  }

  it('writes what the dry run plans, and changes nothing the second time', async () => {
    const journal = join(await aFolder(), 'journal.jsonl')
    const first = await importInput('01-rest-verbose', journal)
    expect(first.counts).toEqual({ created: 6, skipped: 2 })
    const second = await importInput('01-rest-verbose', journal)
    expect(second.counts).toEqual({ unchanged: 6, skipped: 2 })
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
    expect(report.counts).toEqual({ created: 1 })
  })

  it('leads every old address to its article, whatever its case, order and other parameters', async () => {
    // One of them names the old site, which they share.
    const names = ['01-rest-verbose', '25-wordpress', '26-nukeviet.sql']
    await importPaths(administratorsClient(cloud), names.map(inputPath))
    await cloud.settled()
    const { edge: site } = cloud.addresses
    const list = '5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10'
    for (const address of [
      '/Lists/TinTuc/DispForm.aspx?ID=101',
      '/lists/tintuc/dispform.aspx?id=101',
      '/Lists/TinTuc/DispForm.aspx?Source=%2FPages%2Fdefault%2Easpx&ID=101&ContentTypeId=0x0100',
      '/khai-truong/',
      '/en/mobile-point/',
      '/vi/news/lanh-su/khai-truong-101.html',
    ])
      expect({ address, status: (await read(site, address)).status }).toEqual({ address, status: 301 })
    for (const address of ['/Lists/TinTuc/DispForm.aspx?ID=4711', `/Lists/${list}/DispForm.aspx?ID=101`])
      expect({ address, status: (await read(site, address)).status }).toEqual({ address, status: 404 })
  })

  it('does what a dry run foresees, of every input', async () => {
    for (const name of await readdir(inputPath('.'))) {
      const foreseen = await foreseeInput(name)
      const { counts } = await importInput(name)
      const { created = 0, updated = 0, unchanged = 0, edited = 0, ...others } = counts
      const { planned = 0, ...rest } = foreseen
      // What one input brought, another one brings again.
      expect({ name, written: created + updated + unchanged + edited, ...others }).toEqual({
        ...{ name, written: planned },
        ...rest,
      })
    }
  }, 300_000)
})
