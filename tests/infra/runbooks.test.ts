import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Stack, stackWith } from './stack-setup.ts'

const papers = ['README.md', 'infra/README.md'].map((path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'),
)
const namesIn = (pattern: RegExp) =>
  new Set(papers.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)))

let stack: Stack
beforeAll(() => {
  stack = stackWith()
})

describe('runbooks', () => {
  it('name outputs that the stack has, so that each command can be filled in', () => {
    const named = namesIn(/<([A-Z][A-Za-z]+)>/gu)
    expect([...named].filter((name) => !(name in stack.template.Outputs))).toEqual([])
    expect(named).toContain('ViewsTable')
  })

  it('call the stack by its name', () => {
    expect([...namesIn(/--stack-name (\S+?)[`\s]/gu)]).toEqual(['Bantin'])
  })

  it('name the rules that run every minute as EventBridge shows them', () => {
    const rules = stack.all('AWS::Events::Rule').map(({ Properties }) => Properties.Description)
    expect(rules).toHaveLength(3)
    for (const each of rules) expect(papers.join()).toContain(each.replace('Bantin: ', ''))
  })
})
