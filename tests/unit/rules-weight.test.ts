import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

/** Bytes of brotli of what a page gets of these modules, and the packages that are in it. */
async function weigh(...modules: string[]) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: modules
        .map((module, index) => `export * as part${index} from './functions/${module}'`)
        .join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    legalComments: 'none',
    metafile: true,
    write: false,
  })
  const [output] = Object.values(metafile.outputs)
  const used = Object.entries(output!.inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file)?.[1] ?? []) : [],
  )
  return { bytes: brotliCompressSync(outputFiles[0]!.contents).length, packages: [...new Set(used)] }
}

describe('the rules that a browser shares with the functions', () => {
  it('of bodies and of letters before Unicode weigh at most 21 kB, and bring neither a cleaner nor schemas', async () => {
    const { bytes, packages } = await weigh('domain/body/clean.ts', 'domain/import/legacy-encoding.ts')
    expect(bytes).toBeLessThan(21_000)
    expect(packages).toEqual(['parse5', 'entities'])
  })

  it('of permissions and of the way to readers weigh at most 4 kB, and bring no schemas', async () => {
    const { bytes, packages } = await weigh('domain/people/permissions.ts', 'domain/article/workflow.ts')
    expect(bytes).toBeLessThan(4_000)
    expect(packages).toEqual([])
  })

  it('of comparison weigh at most 6 kB beside those of bodies', async () => {
    const body = await weigh('domain/body/clean.ts')
    const both = await weigh('domain/body/clean.ts', 'domain/compare/articles.ts')
    expect(both.bytes - body.bytes).toBeLessThan(6_000)
  })

  it('bring neither sanitize-html nor what is of Node alone, whatever of them a page uses', async () => {
    const { packages } = await weigh(
      'domain/site/projection.ts',
      'domain/site/chrome.ts',
      'views/article-page.tsx',
      'domain/compare/articles.ts',
    )
    expect(packages).not.toContain('sanitize-html')
    expect(packages).not.toContain('htmlparser2')
  })
})
