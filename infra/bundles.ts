import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, buildSync, type Metafile, type Plugin } from 'esbuild'
import type { Release } from '../functions/desk/offline/shell.ts'
import { contentSecurityPolicy } from '../functions/desk/policy.ts'
import { createAssets } from '../functions/site/assets.ts'
import { licensesFile, licensesOf } from './licenses.ts'
import { reactAriaAnnouncer, reactAriaWords } from './react-aria.ts'
import { type Platform, placeSharp } from './sharp-binary.ts'
import { withoutUnusedParts } from './unused-parts.ts'

const root = new URL('..', import.meta.url)
const pathOf = (file: string) => fileURLToPath(new URL(file, root))

/** Every function that is deployed: its name, and the module whose `handler` Lambda calls. */
export const functions = {
  site: 'functions/site/lambda.ts',
  counter: 'functions/counter/lambda.ts',
  tally: 'functions/tally/lambda.ts',
  feedback: 'functions/feedback/lambda.ts',
  search: 'functions/search-door/lambda.ts',
  admin: 'functions/admin/lambda.ts',
  preview: 'functions/preview/lambda.ts',
  scheduler: 'functions/scheduler/lambda.ts',
  publisher: 'functions/publisher/lambda.ts',
  mirror: 'functions/mirror/lambda.ts',
  outward: 'functions/outward/lambda.ts',
  media: 'functions/media/lambda.ts',
  mover: 'functions/mover/lambda.ts',
  mails: 'functions/mails/lambda.ts',
} as const
export type FunctionName = keyof typeof functions
export const functionNames = Object.keys(functions).filter((name): name is FunctionName => name in functions)

/** What the browser gets of `functions/views`, minified, and the files that went into it. */
export async function buildReaderAssets(): Promise<{ css: string; script: string; inputs: string[] }> {
  // Phones of the last seven years or so.
  const targets = { css: ['chrome79', 'safari13', 'firefox78'], ts: ['es2019'] }
  const built = async (entry: `${string}.${keyof typeof targets}`) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [pathOf(entry)],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'iife',
      target: entry.endsWith('.css') ? targets.css : targets.ts,
      legalComments: 'none',
      logLevel: 'silent',
    })
    return { text: outputFiles[0]?.text.trim() ?? '', inputs: Object.keys(metafile.inputs) }
  }
  const [css, script] = [await built('functions/views/reader.css'), await built('functions/views/reader.ts')]
  return { css: css.text, script: script.text, inputs: [...css.inputs, ...script.inputs] }
}

/** Answers `import css from 'bantin:reader.css'` and `import script from 'bantin:reader.js'` with their text. */
const readerAssets: Plugin = {
  name: 'reader-assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bantin:reader\./ }, ({ path }) => ({ path, namespace: 'reader-assets' }))
    onLoad({ filter: /.*/, namespace: 'reader-assets' }, async ({ path }) => {
      try {
        const { css, script } = await buildReaderAssets()
        return { contents: path.endsWith('.css') ? css : script, loader: 'text' }
      } catch (error) {
        // Told with its place, as an error of the bundle itself is.
        if (error instanceof Error && 'errors' in error && Array.isArray(error.errors))
          return { errors: error.errors }
        throw error
      }
    })
  },
}

/** Source of the function that runs at the CDN, as it is deployed: of 10 kB that it may have, remarks take none. */
export function readViewerRequest(): string {
  return readFileSync(pathOf('functions/edge/viewer-request.js'), 'utf8').replaceAll(/^\s*\/\/.*\n/gmu, '')
}

const shared = {
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  minify: true,
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions

/** Of parse5 the desk writes HTML and reads none; what only its parser needs looks as if it did something by being read. */
const parse5Parts: Plugin = {
  name: 'parse5-parts',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(?:parse5$|\.)/ }, async ({ path, pluginData, ...from }) => {
      const isOurs = path === 'parse5' || /[\\/]node_modules[\\/]parse5[\\/]/u.test(from.importer)
      if (!isOurs || pluginData === parse5Parts) return undefined
      const { importer, kind, resolveDir } = from
      const found = await resolve(path, { importer, kind, resolveDir, pluginData: parse5Parts })
      return { ...found, sideEffects: false }
    })
  },
}

/** Browsers of the last three years or so. */
const deskTargets = ['chrome109', 'firefox115', 'safari16']

/** How what the desk's page loads is built into `<folder>/desk`, under names that change with the content. */
export function deskBuild(folder: string) {
  return {
    ...shared,
    entryPoints: ['functions/desk/main.tsx', 'functions/desk/css/desk.css'],
    outdir: join(folder, 'desk'),
    entryNames: '[name]-[hash]',
    // What a screen needs alone comes when it is opened.
    splitting: true,
    chunkNames: 'part-[hash]',
    platform: 'browser',
    // Modules are always read as UTF-8; escaped, Vietnamese takes twice the bytes.
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [reactAriaWords, reactAriaAnnouncer, withoutUnusedParts, readerAssets, parse5Parts],
    target: deskTargets,
    // Schemas would be compiled to code, which the page's policy forbids; zod asks when its own part is read.
    banner: {
      js: `/*! Packages in here and their licenses: /desk/${licensesFile} */\nglobalThis.__zod_globalConfig={jitless:true};`,
    },
  } satisfies BuildOptions
}

/** Pictures are decoded in these: what is uploaded, and what a Word file shows of a picture in part. */
export const withSharp = ['media', 'mover'] satisfies FunctionName[]

/** How functions are built. */
export const functionOptions = {
  ...shared,
  platform: 'node',
  target: 'node24',
  // ESM builds of the SDK: its CommonJS ones would `require` at run time, which an ESM bundle cannot.
  mainFields: ['module', 'main'],
  // What is still CommonJS in a package finds `require` here.
  banner: {
    js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
  },
  plugins: [readerAssets],
  loader: { '.woff': 'base64' },
  // Native code, which is put beside it.
  external: ['sharp'],
} satisfies BuildOptions

/** How the code of one function is written: its bytes are what tells releases apart. */
export const codeOptions = { ...functionOptions, keepNames: true, sourcemap: 'linked' } satisfies BuildOptions

/** Puts the licenses of the packages of a bundle beside it: `inputs` are the files that went into it. */
async function writeLicenses(folder: string, inputs: readonly string[]): Promise<void> {
  await writeFile(join(folder, licensesFile), await licensesOf(inputs))
}

/** Builds what the desk's page loads, and answers the files that went into it. */
export async function buildDesk(folder: string): Promise<string[]> {
  // What an earlier build has left there has other names, and would stay.
  await rm(join(folder, 'desk'), { recursive: true, force: true })
  const { metafile } = await build({ ...deskBuild(folder), metafile: true })
  const inputs = Object.keys(metafile.inputs)
  await writeLicenses(join(folder, 'desk'), inputs)
  return inputs
}

/** The folder in which `buildFunctions` leaves what reader's pages load, under the names by which pages ask for it. */
export const readerFolder = (bundles: string) => join(bundles, 'reader')

async function buildReaderFiles(folder: string): Promise<void> {
  const assets = createAssets(await buildReaderAssets())
  await rm(readerFolder(folder), { recursive: true, force: true })
  await mkdir(readerFolder(folder), { recursive: true })
  await writeFile(join(readerFolder(folder), basename(assets.script)), assets.scriptBody)
}

interface DeskFiles {
  /** Folder of what the page loads from `assets/`. */
  assets: string
  /** In that folder. Its name stays when its content changes, so it is served beside the page. */
  licenses: string
  /** @param hosts whom the page may ask */
  pageFor: (hosts: readonly string[]) => string
  /** The script by which the desk opens without a network, and which files that takes. */
  worker: () => string
}

/** A service worker is told from the one before by its bytes, so what a release is made of stands in it. */
function workerFor(release: Release): string {
  const { outputFiles } = buildSync({
    ...shared,
    entryPoints: ['functions/desk/offline/worker.ts'],
    write: false,
    // Not every browser knows service workers that import.
    format: 'iife',
    target: deskTargets,
  })
  return `const release=${JSON.stringify(release)};\n${outputFiles[0]?.text ?? ''}`
}

/** The desk as `buildFunctions` has left it. */
export function readDesk(bundles: string): DeskFiles {
  const assets = join(bundles, 'desk')
  const names = readdirSync(assets)
  const named = (entry: RegExp) => `/desk/assets/${names.find((name) => entry.test(name))}`
  const template = readFileSync(pathOf('functions/desk/index.html'), 'utf8')
  const files = names
    .filter((name) => /-\w{8}\.(?:css|js)$/u.test(name))
    .map((name) => `/desk/assets/${name}`)
  const release = createHash('sha256')
    .update([template, ...files].join('\n'))
    .digest('hex')
    .slice(0, 16)
  return {
    assets,
    licenses: join(assets, licensesFile),
    pageFor: (hosts) =>
      template
        .replace('{{policy}}', contentSecurityPolicy(hosts))
        .replace('{{style}}', named(/^desk-\w+\.css$/u))
        .replace('{{script}}', named(/^main-\w+\.js$/u)),
    worker: () => workerFor({ name: release, files }),
  }
}

/** One after the other: they share what is fetched for another machine. */
async function placeSharps(folder: string, platform: Platform): Promise<void> {
  for (const name of withSharp) await placeSharp(join(folder, name), platform)
}

/** A file of a build, and all that it is made of. */
function reachedFrom(entry: string, inputs: Metafile['inputs']): string[] {
  const reached = new Set([entry])
  // What is added meanwhile is gone through as well.
  for (const file of reached)
    for (const { path, external } of inputs[file]?.imports ?? []) if (!external) reached.add(path)
  return [...reached]
}

/** Builds all functions in one go, in which each file is read once; no function shares anything with another. */
async function buildCode(folder: string): Promise<(readonly [FunctionName, string[]])[]> {
  const { metafile } = await build({
    ...codeOptions,
    entryPoints: functionNames.map((name) => ({ in: functions[name], out: `${name}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    metafile: true,
  })
  const inputs = functionNames.map((name) => [name, reachedFrom(functions[name], metafile.inputs)] as const)
  await Promise.all(inputs.map(([name, files]) => writeLicenses(join(folder, name), files)))
  return inputs
}

interface Build {
  /** Where the functions will run. @default on this machine */
  platform?: Platform
}

/**
 * Builds each function into `<folder>/<name>/index.mjs`, complete in itself, and the desk beside them. Answers, for each
 * function, the files of the project and of its packages that went into it.
 */
export async function buildFunctions(
  folder: string,
  { platform = 'host' }: Build = {},
): Promise<Record<FunctionName, string[]>> {
  const [inputs] = await Promise.all([
    buildCode(folder),
    buildDesk(folder),
    buildReaderFiles(folder),
    placeSharps(folder, platform),
  ])
  // fromEntries forgets that the keys are exactly the names.
  return Object.fromEntries(inputs) as Record<FunctionName, string[]>
}
