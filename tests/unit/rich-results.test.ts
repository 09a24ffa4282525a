import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { everyPage, siteUrl } from './views-examples.ts'

type Thing = Record<string, unknown>

const isAddress = (value: unknown) => typeof value === 'string' && value.startsWith(`${siteUrl}/`)
const isMoment = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u.test(value)
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const isList = (of: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(of)
const isThing = (type: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && '@type' in value && value['@type'] === type
const isOneOrMore = (of: (value: unknown) => boolean) => (value: unknown) =>
  of(value) || (Array.isArray(value) && value.every(of))

const isNamed = (value: unknown) =>
  (isThing('Organization')(value) || isThing('GovernmentOrganization')(value)) && isText(Object(value).name)
const isStep = (value: unknown) =>
  isThing('ListItem')(value) && isText(Object(value).name) && isAddress(Object(value).item)

/**
 * What search engines require and recommend of each type (developers.google.com/search/docs/appearance/structured-data: article,
 * breadcrumb, organization, sitelinks-searchbox, video).
 */
const rules: Record<string, Record<string, (value: unknown) => boolean>> = {
  NewsArticle: {
    headline: (value) => isText(value) && String(value).length <= 110,
    image: isList(isAddress),
    datePublished: isMoment,
    dateModified: isMoment,
    author: isOneOrMore(isNamed),
    publisher: isNamed,
    mainEntityOfPage: isAddress,
  },
  BreadcrumbList: { itemListElement: isList(isStep) },
  GovernmentOrganization: { name: isText, url: isAddress, address: isText, telephone: isText, email: isText },
  WebSite: { name: isText, url: isAddress, publisher: (value) => isText(Object(value)['@id']) },
  WebPage: { name: isText, url: isAddress, dateModified: isMoment },
}

const graphOf = (html: string): Thing[] => {
  const [, data = '{"@graph":[]}'] = /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html) ?? []
  return JSON.parse(data)['@graph']
}

describe.each(locales)('what pages tell search engines of themselves, in %s', (locale) => {
  const graphs = Object.entries(everyPage(locale)).map(([name, html]) => [name, graphOf(html)] as const)

  it('is of a type that they know, with all that they require and recommend', () => {
    const found = graphs.flatMap(([page, graph]) =>
      graph.flatMap((thing) => {
        const rule = rules[String(thing['@type'])]
        if (!rule) return [`${page}: ${thing['@type']}`]
        return Object.entries(rule)
          .filter(([field, isRight]) => !isRight(thing[field]))
          .map(([field]) => `${page}: ${thing['@type']}.${field} is ${JSON.stringify(thing[field])}`)
      }),
    )
    expect(found).toEqual([])
    const types = new Set(graphs.flatMap(([, graph]) => graph.map((thing) => thing['@type'])))
    expect([...types].sort()).toEqual(Object.keys(rules).sort())
  })

  it('counts the steps of a trail from 1, and searches by the word that the address has', () => {
    for (const [, graph] of graphs)
      for (const { itemListElement, potentialAction } of graph) {
        const places = Array.isArray(itemListElement) ? itemListElement.map(({ position }) => position) : []
        expect(places).toEqual(places.map((_, index) => index + 1))
        if (!potentialAction) continue
        const { target, 'query-input': input } = Object(potentialAction)
        expect(input).toBe('required name=q')
        expect(target.urlTemplate).toContain('{q}')
      }
  })
})
