import { saidStyle } from '../body/inert.ts'
import type { Pass } from './pass.ts'
import { styleOf } from './style.ts'
import { renamed, wordsOf } from './tree.ts'

function levelOf(element: Element): number | undefined {
  if (element.getAttribute('role') === 'heading') return Number(element.getAttribute('aria-level') ?? 2)
  const level = /^[1-6]$/u.exec(styleOf(element, 'mso-outline-level'))?.[0]
  return level === undefined ? undefined : Number(level)
}

/** Paragraphs that only a style or a role calls a heading, as own styles of Word and Word online do. */
export const makeHeadings: Pass = ({ root }) => {
  for (const paragraph of root.querySelectorAll('p, div[role="heading"]')) {
    const level = levelOf(paragraph)
    if (level !== undefined && level >= 1 && level <= 6 && wordsOf(paragraph) !== '')
      renamed(paragraph, `h${level}`, ['id', 'lang', saidStyle])
  }
}
