import { declarationsOf } from '../../domain/body/pasted.ts'
import { saidStyle } from '../body/inert.ts'

/** What the style attribute of an element says, by property. Never `element.style`: the page's policy empties it. */
export const stylesOf = (element: Element) => declarationsOf(element.getAttribute(saidStyle) ?? '')

export const styleOf = (element: Element, property: string) => stylesOf(element).get(property) ?? ''

/** Adds declarations that hold where the element does not say otherwise itself. */
export function addStyle(element: Element, style: string): void {
  element.setAttribute(saidStyle, `${style};${element.getAttribute(saidStyle) ?? ''}`)
}

export function withoutStyle(element: Element, ...properties: string[]): void {
  const kept = [...stylesOf(element)].filter(
    ([property]) => property !== '' && !properties.includes(property),
  )
  element.setAttribute(saidStyle, kept.map(([property, value]) => `${property}:${value}`).join(';'))
}
