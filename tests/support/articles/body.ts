import { HtmlValidate } from 'html-validate'
import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as parse5Html,
  parseFragment,
  serialize,
} from 'parse5'
import { expect } from 'vitest'
import { cleanBody } from '../../../functions/domain/body/clean.ts'
import { expectReadable } from './body-tree.ts'

type Element = DefaultTreeAdapterTypes.Element

const allowed: Record<string, string[]> = {
  ...Object.fromEntries(
    'p h2 h3 h4 ul li blockquote table caption thead tbody tfoot tr cite code em s strong sub sup u br hr figure figcaption'
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  ol: ['start', 'reversed'],
  img: ['src', 'alt'],
  audio: ['src'],
  video: ['src', 'poster'],
  track: ['src', 'srclang'],
  a: ['href', 'rel', 'data-embed'],
  abbr: ['title'],
  span: ['id'],
  small: ['role'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
}

/** Every element of a body as a browser reads it in the page. */
export function elementsOf(body: string): Element[] {
  const article = defaultTreeAdapter.createElement('article', parse5Html.NS.HTML, [])
  const found: Element[] = []
  const visit = (parent: DefaultTreeAdapterTypes.ParentNode) => {
    for (const node of parent.childNodes) {
      if (defaultTreeAdapter.isElementNode(node)) {
        found.push(node)
        visit(node)
      } else expect(node.nodeName).toBe('#text')
    }
  }
  visit(parseFragment(article, body, {}))
  return found
}

/** It holds only what a body may hold. */
export function expectSafe(body: string): void {
  for (const { tagName, namespaceURI, attrs } of elementsOf(body)) {
    expect(namespaceURI).toBe(parse5Html.NS.HTML)
    expect(Object.keys(allowed)).toContain(tagName)
    for (const { name, value } of attrs) {
      expect([...allowed[tagName]!, 'lang'], tagName).toContain(name)
      if (name === 'src' || name === 'poster') expect(value).toMatch(/^media:[0-9a-z]{10}$/)
      if (name === 'role') expect(value).toBe('note')
      if (name === 'id') expect(value).toMatch(/^body-[a-z0-9-]+$/)
      if (name !== 'href' || /^media:[0-9a-z]{10}$|^#body-[a-z0-9-]+$/.test(value)) continue
      expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(
        new URL(value, 'https://site.example/').protocol,
      )
      expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i)
    }
  }
}

/** What a browser makes of it is what is written: in a template, in an article, and as the text of a page. */
export function expectStable(body: string): void {
  const article = defaultTreeAdapter.createElement('article', parse5Html.NS.HTML, [])
  expect(serialize(parseFragment(body))).toBe(body)
  expect(serialize(parseFragment(article, body, {}))).toBe(body)
  expect(cleanBody(body)).toBe(body)
  expect(body.normalize('NFC')).toBe(body)
  expectReadable(body)
}

export function textOf(body: string): string {
  const text = (node: DefaultTreeAdapterTypes.ChildNode): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(text).join('') : ''
  return parseFragment(body).childNodes.map(text).join('')
}

const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })

/** What is wrong with a body as HTML, in an article of a page. */
export function complaints(given: string): string[] {
  // A picture that nobody has described yet keeps its text from readers, not from editors.
  const body = given.replaceAll(/(<img src="[^"]*")>/g, '$1 alt="">')
  const page = `<!DOCTYPE html>\n<html lang="vi"><head><title>Bài</title></head><body><main><article><h1>Bài</h1>${body}</article></main></body></html>\n`
  const report = validator.validateStringSync(page)
  return report.results.flatMap(({ messages }) => messages.map((it) => `${it.ruleId}: ${it.message}`))
}
