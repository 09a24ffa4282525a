import type { AttributeSpec } from 'prosemirror-model'

export type Attributes = Record<string, string | undefined>

/** Every block may say its language, where that is not the language of the text. */
export const langAttribute = {
  lang: { default: null, validate: 'string|null' },
} satisfies Record<string, AttributeSpec>

/** Attributes for the page: those that say nothing are left out. */
export function said(attributes: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  )
}

export const langOf = (node: HTMLElement) => ({ lang: node.getAttribute('lang') || null })

/** A whole number of an attribute, or `otherwise`. */
export function numberOf(node: HTMLElement, name: string, otherwise: number): number {
  const value = node.getAttribute(name) ?? ''
  return /^\d{1,6}$/u.test(value) ? Number(value) : otherwise
}
