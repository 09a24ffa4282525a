import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { buildDesk, deskBuild, readDesk } from '../../infra/bundles.ts'

let folder: string
/** Files of the desk by what they are made of. */
let outputs: Metafile['outputs']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-desk-'))
  // What another version of the desk has left in the same folder.
  await mkdir(join(folder, 'desk'))
  await writeFile(join(folder, 'desk', 'main-AAAAAAAA.js'), '')
  await buildDesk(folder)
  const { metafile } = await build({ ...deskBuild(folder), write: false, metafile: true })
  outputs = metafile.outputs
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

/** Names of the script that is made of a module, and of all that it imports without being asked. */
function scriptsOf(module: string): Set<string> {
  const [entry] = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === module)
  if (!entry) throw new Error(`${module} is no script of its own`)
  const known = new Set([entry])
  for (const file of known)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement') known.add(path)
  return new Set([...known].map((file) => basename(file)))
}

/** Modules that a script is made of. */
const modulesOf = (script: string) =>
  Object.entries(outputs).flatMap(([file, { inputs }]) =>
    basename(file) === script ? Object.keys(inputs) : [],
  )

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
    // It speaks one language; the words of another come when somebody asks for them.
    const first = scriptsOf('functions/desk/main.tsx')
    expect([...first].flatMap(modulesOf).filter((module) => module.endsWith('/desk.json'))).toEqual([])
    const words = locales.map((locale) =>
      [...scriptsOf(`locales/${locale}/desk.json`)].filter((script) => !first.has(script)),
    )
    const weights = await Promise.all(words.map((each) => weightOf(assets, each)))
    // Schemas come with what judges a text.
    expect([...first].flatMap(modulesOf).filter((module) => module.includes('/zod/'))).toEqual([])
    const scripts = await weightOf(assets, await importedBy(assets, script))
    expect(scripts + Math.max(...weights)).toBeLessThan(230_000)
    expect(await weightOf(assets, [style])).toBeLessThan(12_000)
  })

  it('keeps all that it is made of for when there is no network, in at most 1.1 MB, asked for by a small script', async () => {
    const { assets, worker } = readDesk(folder)
    const files = [...worker().matchAll(/"\/desk\/assets\/([^"]+)"/gu)].map(([, name = '']) => name)
    const made = (await readdir(assets)).filter((name) => /\.(?:js|css)$/u.test(name))
    expect(files.toSorted()).toEqual(made.toSorted())
    expect(await weightOf(assets, files)).toBeLessThan(1_100_000)
    expect(worker().length - JSON.stringify(files).length).toBeLessThan(6_000)
    // What it asks for is the browser's to keep: its own bytes say which release it is.
    expect(worker()).toBe(readDesk(folder).worker())
  })

  it('brings the editor of texts when a text is opened: at most 160 kB, 202 kB with the form around it', async () => {
    const { assets } = readDesk(folder)
    const first = scriptsOf('functions/desk/main.tsx')
    const form = scriptsOf('functions/desk/article/article-screen.tsx')
    const editor = scriptsOf('functions/desk/article/body-field.tsx')
    expect(
      await weightOf(
        assets,
        [...editor].filter((script) => !first.has(script)),
      ),
    ).toBeLessThan(160_000)
    expect(
      await weightOf(
        assets,
        [...new Set([...form, ...editor])].filter((script) => !first.has(script)),
      ),
    ).toBeLessThan(202_000)
  })

  it.each([
    ['functions/desk/preview/article-preview.tsx', 78_000],
    ['functions/desk/article/schedule-dialog.tsx', 35_500],
    // What it shares with other screens is cut into more parts with each of them, by some tens of bytes.
    ['functions/desk/articles/articles.tsx', 42_500],
    // Notes, and who else is there, come after it.
    ['functions/desk/review/review.tsx', 42_000],
    ['functions/desk/royalties/royalties.tsx', 25_000],
    ['functions/desk/royalties/record.tsx', 25_000],
    ['functions/desk/royalties/statement.tsx', 25_000],
    ['functions/desk/royalties/payees.tsx', 25_000],
    ['functions/desk/royalties/schemes.tsx', 25_000],
    ['functions/desk/royalties/text-royalty.tsx', 12_000],
    ['functions/desk/library/library-screen.tsx', 25_000],
    ['functions/desk/library/file-screen.tsx', 25_000],
    ['functions/desk/shell/palette.tsx', 12_000],
    ['functions/desk/shell/key-help.tsx', 4_000],
  ])('brings %s when it is opened, in at most %i bytes', async (module, most) => {
    const { assets } = readDesk(folder)
    const first = scriptsOf('functions/desk/main.tsx')
    const own = [...scriptsOf(module)].filter((script) => !first.has(script))
    expect(await weightOf(assets, own)).toBeLessThan(most)
  })

  it.each([
    ['functions/desk/preview/article-preview.tsx', 57_000],
    ['functions/desk/article/schedule-dialog.tsx', 28_000],
  ])('brings %s to whoever has a text open, in at most %i bytes more', async (module, most) => {
    const { assets } = readDesk(folder)
    const form = ['main.tsx', 'article/article-screen.tsx', 'article/body-field.tsx']
    const there = new Set(form.flatMap((each) => [...scriptsOf(`functions/desk/${each}`)]))
    const more = [...scriptsOf(module)].filter((script) => !there.has(script))
    expect(await weightOf(assets, more)).toBeLessThan(most)
  })

  it('brings what writes HTML without what reads it: the browser does that', () => {
    const modules = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([module, { bytesInOutput }]) => (bytesInOutput > 0 ? [module] : [])),
    )
    expect(modules.some((module) => module.includes('parse5/dist/serializer'))).toBe(true)
    expect(modules.filter((module) => /parse5\/dist\/(?:parser|tokenizer)\//u.test(module))).toEqual([])
  })

  it('brings of calendars the one that both languages go by, and nothing that describes schemas', () => {
    const modules = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
    const calendars = modules.filter((module) => /@internationalized\/date\/.*\/calendars\//u.test(module))
    expect(new Set(calendars.map((module) => basename(module)))).toEqual(new Set(['GregorianCalendar.mjs']))
    const bytes = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([module, { bytesInOutput }]) =>
        /zod\/v4\/core\/(?:to-)?json-schema/u.test(module) ? bytesInOutput : [],
      ),
    )
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(500)
  })

  it('brings what looks at the structure of a page only to whoever asks for that', () => {
    const early = [
      'main.tsx',
      'article/article-screen.tsx',
      'review/review.tsx',
      'preview/article-preview.tsx',
    ]
    for (const module of early) {
      const modules = [...scriptsOf(`functions/desk/${module}`)].flatMap(modulesOf)
      expect(modules.filter((each) => each.includes('axe-core'))).toEqual([])
    }
  })

  it('brings calendars and the editor only to whoever asks for them', () => {
    const modules = [...scriptsOf('functions/desk/main.tsx')].flatMap(modulesOf)
    expect(modules).toContain('functions/desk/main.tsx')
    const late =
      /@internationalized\/date|react-aria-components\/.*(?:Calendar|Date)|[/-]datepicker\/|\/prosemirror-/u
    expect(modules.filter((module) => late.test(module))).toEqual([])
    const schedule = [...scriptsOf('functions/desk/article/schedule-dialog.tsx')].flatMap(modulesOf)
    expect(schedule.some((module) => module.includes('@internationalized/date'))).toBe(true)
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
