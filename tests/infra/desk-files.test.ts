import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
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

const loadedBy = (page: string) =>
  [...page.matchAll(/(?:src|href)="\/desk\/assets\/([^"]+)"/gu)].map(([, name = '']) => name)

/** A script and all that it imports without being asked. */
async function importedBy(assets: string, script: string, known = new Set<string>()): Promise<string[]> {
  if (known.has(script)) return [...known]
  known.add(script)
  const text = await readFile(join(assets, script), 'utf8')
  for (const [, name = ''] of text.matchAll(/(?:^|[;\n])(?:import|export)[^'"()]*["']\.\/([^"']+)["']/gu))
    await importedBy(assets, name, known)
  return [...known]
}

/** In bytes, as the CDN packs them: its brotli is a little weaker than the best. */
async function weightOf(assets: string, files: readonly string[]): Promise<number> {
  const packed = files.map(async (file) =>
    brotliCompressSync(await readFile(join(assets, file)), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    }),
  )
  return (await Promise.all(packed)).reduce((sum, { length }) => sum + length, 0)
}

describe("the desk's page", () => {
  it('loads the script and the style that were built with it, and nothing else', async () => {
    const { assets, pageFor } = readDesk(folder)
    const page = pageFor(['https://api.example'])
    const loaded = loadedBy(page)
    expect(loaded).toEqual([
      expect.stringMatching(/^desk-\w{8}\.css$/u),
      expect.stringMatching(/^main-\w{8}\.js$/u),
    ])
    for (const name of loaded) expect((await readFile(join(assets, name))).length).toBeGreaterThan(500)
    expect(page).not.toContain('{{')
    expect(page).toContain("connect-src 'self' https://api.example;")
  })

  it('is light enough for a telephone: what it loads first is at most 230 kB of script and 12 kB of style', async () => {
    const { assets, pageFor } = readDesk(folder)
    const [style = '', script = ''] = loadedBy(pageFor([]))
    expect(await weightOf(assets, await importedBy(assets, script))).toBeLessThan(230_000)
    expect(await weightOf(assets, [style])).toBeLessThan(12_000)
  })

  it('speaks Vietnamese where React Aria speaks, and carries no other language than ours', async () => {
    const { assets, pageFor } = readDesk(folder)
    const [, script = ''] = loadedBy(pageFor([]))
    const files = await importedBy(assets, script)
    const text = (await Promise.all(files.map((file) => readFile(join(assets, file), 'utf8')))).join('')
    expect(text).toContain('Nhấn giữ hoặc bấm Alt + mũi tên xuống')
    expect(text).toContain('Long press or press Alt + ArrowDown')
    expect(text).not.toMatch(/"(?:de-DE|fr-FR|ja-JP)":/u)
  })
})
