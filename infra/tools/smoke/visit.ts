import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'

/** What is wrong with a site, in a sentence for whoever deployed it. */
export class Wrong extends Error {}

/** There is nothing of the kind yet that would be looked at: no article on a new site, say. */
export class NothingYet extends Error {}

export function wrong(what: string): never {
  throw new Wrong(what)
}

export interface Visit {
  /** The path and query that were asked for. */
  asked: string
  status: number
  headers: Headers
  text: string
}

export interface Asked {
  method?: string
  headers?: Record<string, string>
}

/** Longer than the CDN itself waits for an origin. */
const patienceMilliseconds = 40_000

/** Asks for an address as it is, and follows no redirect. */
export async function visit(address: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Visit> {
  const { pathname, search } = new URL(address)
  try {
    const response = await fetch(address, {
      method,
      headers: { 'user-agent': 'bantin-smoke-bot', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    return {
      asked: pathname + search,
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return wrong(`${pathname} does not answer: ${cause instanceof Error ? cause.message : cause}`)
  }
}

/** Says what came instead. A refusal of AWS is in the body. */
export function mustAnswer(answer: Visit, ...statuses: readonly number[]): Visit {
  if (statuses.includes(answer.status)) return answer
  const said = /<(?:Code|Message)>([^<]*)|"[Mm]essage":"([^"]*)/u.exec(answer.text)
  const reason = said?.[1] ?? said?.[2]
  return wrong(
    `${answer.asked} answers ${answer.status}${reason ? ` (${reason})` : ''}, not ${statuses.join(' or ')}`,
  )
}

export function mustSay(answer: Visit, header: string, expected: RegExp): void {
  const value = answer.headers.get(header)
  if (!expected.test(value ?? ''))
    wrong(`${answer.asked} says ${header}: ${value ?? 'nothing'}, which should match ${expected.source}`)
}

export interface Element {
  name: string
  attributes: Readonly<Record<string, string>>
  text: string
}

type Node = DefaultTreeAdapterTypes.Node

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** All elements of a page, in their order. */
export function elementsOf(html: string): Element[] {
  const found: Element[] = []
  function walk(node: Node): void {
    if (defaultTreeAdapter.isElementNode(node)) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
      found.push({ name: node.tagName, attributes, text: textOf(node) })
    }
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html))
  return found
}

export const named = (elements: readonly Element[], name: string) =>
  elements.filter((each) => each.name === name)
