import type { Article } from '../../domain/article/article.ts'
import { missingFigures, textOf } from '../../domain/article/figures.ts'
import { findStaleness } from '../../domain/article/staleness.ts'
import { type Locale, otherLocales } from '../../domain/locale.ts'
import type { Content, TextContent } from '../article/content.ts'
import { bodyChecks } from './body-checks.ts'
import type { Found, Known } from './found.ts'

/** Characters of a title that search engines and lists show whole. */
const shownTitle = 110

interface Checked {
  content: Content
  text: Locale
  /** As it is saved; nothing of a new one. */
  article: Article | undefined
  known: Known
}

const said = (text: string | undefined) => (text ?? '').trim() !== ''

function* fieldChecks(
  { title, summary, body, externalUrl, alt }: TextContent,
  content: Content,
): Generator<Found> {
  if (!said(content.shared.section)) yield { rule: 'section', severity: 'error', field: 'section' }
  if (!said(title)) yield { rule: 'title', severity: 'error', field: 'title' }
  else if ((title ?? '').length > shownTitle)
    yield { rule: 'title_long', severity: 'warning', field: 'title', params: { most: shownTitle } }
  if (!said(body) && !said(externalUrl)) yield { rule: 'no_text', severity: 'error', field: 'body' }
  if (!said(summary)) yield { rule: 'summary', severity: 'warning', field: 'summary' }
  const { leadImage } = content.shared
  if (leadImage && !leadImage.decorative && !said(alt))
    yield { rule: 'lead_alt', severity: 'error', field: 'alt' }
}

/** How many of them are named. */
const mostFigures = 5

/** Numbers and dates of the source that its translation does not have. */
function* numberChecks(article: Article | undefined, content: Content, text: Locale): Generator<Found> {
  const translation = content.translations[text]
  // One that was just begun is not saved yet.
  const basedOn = translation?.basedOn?.locale ?? article?.translations[text]?.basedOn?.locale
  const source = basedOn && otherLocales(text).includes(basedOn) ? content.translations[basedOn] : undefined
  if (!source || !translation) return
  const missing = missingFigures(textOf(source), textOf(translation))
  if (missing.length > 0)
    yield {
      rule: 'numbers',
      severity: 'warning',
      params: { numbers: missing.slice(0, mostFigures).join('; ') },
    }
}

/** What is to be mended or looked at before a text is handed over, errors first. Pure. */
export function checksOf({ content, text, article, known }: Checked): Found[] {
  const written = content.translations[text]
  if (!written) return []
  const found = [
    ...fieldChecks(written, content),
    ...bodyChecks(written.body ?? '', known),
    ...(article && findStaleness(article, text)?.stale
      ? [{ rule: 'stale', severity: 'warning' } as const]
      : []),
    ...numberChecks(article, content, text),
  ]
  return found.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}
