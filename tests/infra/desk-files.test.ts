import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDesk, readDesk } from '../../infra/bundles.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-desk-'))
  // What another version of the desk has left in the same folder.
  await mkdir(join(folder, 'desk'))
  await writeFile(join(folder, 'desk', 'main-AAAAAAAA.js'), '')
  await buildDesk(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("the desk's page", () => {
  it('loads the script and the style that were built with it, and nothing else', async () => {
    const { assets, pageFor } = readDesk(folder)
    const page = pageFor(['https://api.example'])
    const loaded = [...page.matchAll(/(?:src|href)="\/desk\/assets\/([^"]+)"/gu)].map(([, name = '']) => name)
    expect(loaded).toEqual([
      expect.stringMatching(/^desk-\w{8}\.css$/u),
      expect.stringMatching(/^main-\w{8}\.js$/u),
    ])
    for (const name of loaded) expect((await readFile(join(assets, name))).length).toBeGreaterThan(500)
    expect(page).not.toContain('{{')
    expect(page).toContain("connect-src 'self' https://api.example;")
  })

  it('is light enough for a telephone: its script is less than 100 kB on the way', async () => {
    const { assets, pageFor } = readDesk(folder)
    const [, script = ''] = /src="\/desk\/assets\/([^"]+)"/u.exec(pageFor([])) ?? []
    expect(gzipSync(await readFile(join(assets, script))).length).toBeLessThan(100_000)
  })
})
