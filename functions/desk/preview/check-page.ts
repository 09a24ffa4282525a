import axe, { type Result } from 'axe-core'
import { inert } from '../body/inert.ts'
import type { CheckRule, Found } from '../checks/found.ts'
import { type Drawn, drawPage } from './draw-page.ts'

/** Rules of axe that an editor can do something about, and what the checks call what they find. */
const rules: Record<string, CheckRule> = {
  'heading-order': 'heading_order',
  'empty-heading': 'empty_heading',
  'image-alt': 'alt',
  'link-name': 'link_empty',
  'identical-links-same-purpose': 'same_words',
  'empty-table-header': 'table_head_empty',
  'th-has-data-cells': 'table_head_alone',
  'td-has-header': 'table_cell_alone',
  'valid-lang': 'language',
  'video-caption': 'captions',
}

/** Which block of the body an element stands in. */
function blockOf(element: HTMLElement | undefined): number | undefined {
  const block = element?.closest('.body > *')
  const index = block ? [...(block.parentElement?.children ?? [])].indexOf(block) : -1
  return index < 0 ? undefined : index
}

function* foundBy({ id, nodes }: Result): Generator<Found> {
  const rule = rules[id]
  if (!rule) return
  for (const { element } of nodes) {
    const block = blockOf(element)
    const level = /^h(\d)$/iu.exec(element?.tagName ?? '')?.[1]
    yield {
      rule,
      severity: 'warning',
      ...(block !== undefined && { block }),
      ...(level && { params: { level } }),
    }
  }
}

/** The article of a page, out of sight of everybody for as long as it is looked at: apart, so that it is no part of the desk. */
function standing(html: string): HTMLElement {
  const host = document.createElement('div')
  host.className = 'checked-page'
  const article = inert(html).querySelector('article.article')
  if (article) host.attachShadow({ mode: 'open' }).append(document.importNode(article, true))
  return host
}

/** What axe finds in the structure of the page that readers would get, in the order of the page. */
export async function checkPage(drawn: Drawn): Promise<Found[]> {
  const host = standing(drawPage(drawn))
  document.body.append(host)
  try {
    const { violations, incomplete } = await axe.run(host, {
      runOnly: { type: 'rule', values: Object.keys(rules) },
      elementRef: true,
      // Nothing is fetched: what it says must not depend on what it leads to.
      preload: false,
      resultTypes: ['violations', 'incomplete'],
    })
    return [...violations, ...incomplete]
      .flatMap((each) => [...foundBy(each)])
      .toSorted((a, b) => (a.block ?? -1) - (b.block ?? -1))
  } finally {
    host.remove()
  }
}
