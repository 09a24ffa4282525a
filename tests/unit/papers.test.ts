import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const papers = ['README.md', 'functions/README.md', 'functions/DECISIONS.md', 'infra/README.md'].concat(
  globSync('.github/*.md'),
)
const rooms = '{functions,infra,locales,tests}'
const files = globSync(`${rooms}/**/*.*`, { exclude: ['**/node_modules/**'] })
const names = new Set(files.map((file) => basename(file)))

/** What stands in backquotes and names a file or a folder: `store/keys.ts`, `functions/domain`, `types.ts`. */
function namedIn(paper: string): string[] {
  const text = readFileSync(paper, 'utf8').replace(/^```.*?^```/gmsu, '')
  const quoted = [...text.matchAll(/`([^`\s]+)`/gu)].map(([, name = '']) => name)
  return quoted.filter(
    (name) =>
      /^[\w.-]+(?:\/[\w.-]+)*\/?$/u.test(name) &&
      (/\.(?:ts|tsx|js|json|css|md)$/u.test(name) || /^(?:functions|infra|locales|tests)\//u.test(name)),
  )
}

/** Whether it is there, seen from the root, from the paper, or by its name alone. */
function isThere(name: string, paper: string): boolean {
  if (existsSync(name) || existsSync(join(dirname(paper), name))) return true
  return !name.includes('/') && names.has(name)
}

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

function anchorsIn(paper: string): string[] {
  const text = readFileSync(paper, 'utf8').replace(/^```.*?^```/gmsu, '')
  return [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading))
}

/** What an example calls a file of the reader's own. */
const examples = [
  'file.json',
  'infra/stages/production.json',
  'infra/stages/test.json',
  'production.json',
  'test.json',
]
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

describe.each(papers)('%s', (paper) => {
  it('names files and folders that are there', () => {
    const missing = namedIn(paper).filter((name) => !isThere(name, paper) && !examples.includes(name))
    expect(missing).toEqual([])
  })

  it('names scripts that there are', () => {
    const run = [...readFileSync(paper, 'utf8').matchAll(/\bnpm run ([\w:-]+)/gu)].map(
      ([, name = '']) => name,
    )
    expect(run.filter((name) => !(name in scripts))).toEqual([])
  })

  it('leads where something is', () => {
    const links = [...readFileSync(paper, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/gu)]
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? paper : normalize(join(dirname(paper), path))
      if (!existsSync(target)) return true
      return anchor !== undefined && !anchorsIn(target).includes(anchor)
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })
})

it('says what to do about every error that a function logs, and about no other', () => {
  const sources = globSync('functions/**/*.{ts,tsx}').map((file) => readFileSync(file, 'utf8'))
  const logged = sources.flatMap((text) => [...text.matchAll(/\blog\(\s*'error',\s*'([^']+)'/gu)])
  const rows = /^\| `message` \|.*?^$/msu.exec(readFileSync('infra/README.md', 'utf8'))?.[0] ?? ''
  const known = rows
    .split('\n')
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+ [^`]+)`/gu)])
  const texts = (found: RegExpExecArray[]) => [...new Set(found.map(([, text = '']) => text))].toSorted()
  expect(texts(known)).toEqual(expect.arrayContaining(texts(logged)))
  // Warnings and what is logged under a name stand there too, as long as something says them.
  expect(texts(known).filter((text) => !sources.some((source) => source.includes(`'${text}'`)))).toEqual([])
})

it('has every room on the map in README', () => {
  const map = readFileSync('README.md', 'utf8')
  const folders = (of: string) =>
    readdirSync(of, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${of}/${name}`)
  const inside = folders('infra').filter((folder) => folder !== 'infra/constructs')
  expect([...folders('functions'), ...inside].filter((room) => !map.includes(`\`${room}\``))).toEqual([])
})
