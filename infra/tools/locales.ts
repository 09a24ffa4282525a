import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tags } from '../../locales/tags.ts'

/**
 * `npm run locales`: writes what follows from `locales/tags.ts` and the folders beside it, so that a language is one folder
 * and one tag. A test holds that what is committed is what this writes.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const made = '// Written by `npm run locales`, from tags.ts and the folders beside it.\n'
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const identifier = (name: string) => name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase())
const asKey = (tag: string) => (/^\w+$/u.test(tag) ? tag : `'${tag}'`)
const pair = (tag: string, name: string) => (tag === name ? tag : `${asKey(tag)}: ${name}`)

const pathOf = (line: string) => line.slice(line.indexOf("'"))
const byPath = (a: string, b: string) => (pathOf(a) < pathOf(b) ? -1 : 1)

function languagesFile(): string {
  const imports = [
    ...tags.map((tag) => `import { language as ${identifier(tag)} } from './${tag}/index.ts'`),
    "import type { Language } from './language.ts'",
    "import type { Tag } from './tags.ts'",
  ]
  return [
    made + imports.toSorted(byPath).join('\n'),
    '',
    '/** What each language of the site says of itself. */',
    `export const languages: Record<Tag, Language> = { ${tags.map((tag) => pair(tag, identifier(tag))).join(', ')} }`,
    '',
  ].join('\n')
}

/** Sample content's, and those that the build gives to React Aria. */
const forOthers: ReadonlySet<string> = new Set(['site.json', 'widgets.json'])

const stemOf = (file: string) => file.replace(/\.json$/u, '')

function wordsFile(): string {
  const [first] = tags
  const namespaces = readdirSync(join(root, 'locales', first))
    .filter((name) => name.endsWith('.json') && name !== 'reader.json' && !forOthers.has(name))
    .map((name) => name.replace('.json', ''))
  const nameOf = (tag: string, namespace: string) => identifier(tag) + capital(identifier(namespace))
  const there = namespaces.flatMap((namespace) =>
    tags
      .filter((tag) => existsSync(join(root, 'locales', tag, `${namespace}.json`)))
      .map((tag) => ({ tag, namespace, file: `./${tag}/${namespace}.json` })),
  )
  const imports = there
    .toSorted((a, b) => (stemOf(a.file) < stemOf(b.file) ? -1 : 1))
    .map(
      ({ tag, namespace, file }) => `import ${nameOf(tag, namespace)} from '${file}' with { type: 'json' }`,
    )
  const words = namespaces.map((namespace) => {
    const pairs = there.filter((each) => each.namespace === namespace)
    const all = pairs.map(({ tag }) => pair(tag, nameOf(tag, namespace))).join(', ')
    return `export const ${identifier(namespace)}Words = /* @__PURE__ */ complete({ ${all} })`
  })
  return [
    `${made}import { complete } from './complete.ts'`,
    ...imports,
    '',
    "export { readerWords } from './reader-words.ts'",
    '',
    '// Each by itself, so that a bundle carries only those that it shows.',
    ...words,
    '',
  ].join('\n')
}

/**
 * Pages for readers mark the words that another language lends them, so they get each language as it is. In a file of its own,
 * because the desk draws such pages, and has no use for all other words then.
 */
function readerFile(): string {
  const there = tags.filter((tag) => existsSync(join(root, 'locales', tag, 'reader.json')))
  const imports = there.map(
    (tag) => `import ${identifier(tag)} from './${tag}/reader.json' with { type: 'json' }`,
  )
  const [first] = tags
  return [
    `${made}${["import type { Words } from './complete.ts'", ...imports].toSorted(byPath).join('\n')}`,
    '',
    `export const readerWords: Words<typeof ${identifier(first)}> = { ${there.map((tag) => pair(tag, identifier(tag))).join(', ')} }`,
    '',
  ].join('\n')
}

/** In which languages there are these words, each to be loaded by itself. */
function loadedWords(file: string, indent: string): string[] {
  return tags
    .filter((tag) => existsSync(join(root, 'locales', tag, file)))
    .map(
      (tag) =>
        `${indent}${asKey(tag)}: async () => (await import('./${tag}/${file}', { with: { type: 'json' } })).default,`,
    )
}

/** The desk speaks one language at a time: the words of another come when somebody asks for it, and those of a room with it. */
function deskFile(): string {
  const rooms = readdirSync(join(root, 'locales', tags[0])).flatMap((name) => {
    const room = /^desk-([a-z-]+)\.json$/u.exec(name)?.[1]
    return room ? [[`  ${identifier(room)}: {`, ...loadedWords(name, '    '), '  },']] : []
  })
  return [
    `${made}import type { Some } from './complete.ts'`,
    "import type { Tag } from './tags.ts'",
    `import type whole from './${tags[0]}/desk.json'`,
    '',
    '/** Words of the desk in each language, loaded by themselves. */',
    'export const deskWordsOf: Partial<Record<Tag, () => Promise<Some<typeof whole>>>> = {',
    ...loadedWords('desk.json', '  '),
    '}',
    '',
    '/** Words that the screens of one room alone say: they come with it (`desk-<room>.json`). */',
    'export const roomWordsOf = {',
    ...rooms.flat(),
    '} satisfies Record<string, Partial<Record<Tag, () => Promise<object>>>>',
    '',
  ].join('\n')
}

/** The function at the CDN can import nothing. */
function edgeFile(): string {
  const file = readFileSync(join(root, edge), 'utf8')
  return file
    .replace(/^const locales = .*$/mu, `const locales = [${tags.map((tag) => `'${tag}'`).join(', ')}]`)
    .replace(
      /^const searchWords = .*$/mu,
      `const searchWords = { ${tags.map((tag) => pair(tag, `'${searchWordOf(tag)}'`)).join(', ')} }`,
    )
}

/** Read as text: the language may be one whose list of languages is not made yet. */
function searchWordOf(tag: string): string {
  const language = readFileSync(join(root, 'locales', tag, 'index.ts'), 'utf8')
  const word = /\bsearch: '([a-z0-9-]+)'/u.exec(language)?.[1]
  if (!word) throw new Error(`locales/${tag}/index.ts does not say which word its address of search has`)
  return word
}

const edge = 'functions/edge/viewer-request.js'

/** Every file that follows from the languages, and what it says. */
export function localeFiles(): Record<string, string> {
  return {
    'locales/languages.ts': languagesFile(),
    'locales/index.ts': wordsFile(),
    'locales/desk-words.ts': deskFile(),
    'locales/reader-words.ts': readerFile(),
    [edge]: edgeFile(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(localeFiles())) writeFileSync(join(root, file), text)
}
