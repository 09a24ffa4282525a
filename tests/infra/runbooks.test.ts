import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { settingNames } from '../../infra/settings.ts'
import { type Stack, stackWith } from './stack-setup.ts'

const papers = ['README.md', 'infra/README.md'].map((path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'),
)
const namesIn = (pattern: RegExp) =>
  new Set(papers.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)))

let stack: Stack
beforeAll(() => {
  // With the one output that an option adds.
  stack = stackWith({ lockedExports: 'governance' })
})

describe('runbooks', () => {
  it('name outputs that the stack has, so that each command can be filled in', () => {
    const named = namesIn(/<([A-Z][A-Za-z]+)>/gu)
    expect([...named].filter((name) => !(name in stack.template.Outputs))).toEqual([])
    expect(named).toContain('ViewsTable')
  })

  it('name every setting that there is, and none that there is not', () => {
    const [, table = ''] = papers[0]?.split('| setting | default |') ?? []
    const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? []
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/gu)].map(([, name]) => name),
    )
    expect(named.toSorted()).toEqual(settingNames.toSorted())
  })

  it('name commands and files of this repository that are there', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect([...namesIn(/npm run ([a-z:-]+)/gu)].filter((name) => !(name in scripts))).toEqual([])
    const files = namesIn(/(?:file:\/\/|`)(infra\/(?:pipeline|constructs|tools)\/[\w/.-]+)/gu)
    expect([...files].filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
    expect(files).toContain('infra/pipeline/key-policy.json')
  })

  it('give those commands no option that they do not have', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    const given = papers
      .flatMap((text) => [...text.matchAll(/npm run ([a-z]+) -- ([^\n`]*)/gu)])
      .flatMap(([, name = '', rest = '']) =>
        [...rest.matchAll(/(?<= |^)--[a-z-]+/gu)].map(([option]) => ({ name, option })),
      )
    const unknown = given.filter(({ name, option }) => {
      const [file = ''] = /infra\/\S+/u.exec(scripts[name]) ?? []
      const usage = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
      return !new RegExp(`${option}[ ,>]`, 'u').test(usage)
    })
    expect(unknown).toEqual([])
    expect(given.length).toBeGreaterThan(25)
  })

  it('lead from one section to another that is there', () => {
    const [, runbook = ''] = papers
    const anchors = new Set(
      [...runbook.matchAll(/^#{2,3} (.+)$/gmu)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      ),
    )
    const led = [...runbook.matchAll(/\]\(#([\w-]+)\)/gu)].map(([, name = '']) => name)
    const outside = [...(papers[0] ?? '').matchAll(/infra\/README\.md#([\w-]+)/gu)].map(
      ([, name = '']) => name,
    )
    expect([...led, ...outside].filter((name) => !anchors.has(name))).toEqual([])
  })

  it('call the stack by its name', () => {
    expect([...namesIn(/--stack-name (\S+?)[`\s]/gu)]).toEqual(['Bantin'])
  })

  it('name the rules that run every minute, or ten, as EventBridge shows them', () => {
    const rules = stack.all('AWS::Events::Rule').map(({ Properties }) => Properties.Description)
    expect(rules).toHaveLength(4)
    for (const each of rules) expect(papers.join()).toContain(each.replace('Bantin: ', ''))
  })
})
