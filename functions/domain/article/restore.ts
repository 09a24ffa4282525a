import { AppError } from '../errors.ts'
import { type Locale, locales } from '../locale.ts'
import { fromLine, refusal } from '../rules.ts'
import { type Article, type ArticleInput, articleInput, translationInput } from './article.ts'
import { pick } from './words.ts'
import { type Writing, write } from './write.ts'

const { translations: _, ...shared } = articleInput.shape

/** What an editor would send to write this state; not what the newsroom has set in it. */
function inputOf(article: Article) {
  const texts = locales.flatMap((locale): [Locale, object][] => {
    const text = article.translations[locale]
    return text ? [[locale, pick(text, translationInput.shape)]] : []
  })
  return { ...pick(article, shared), translations: Object.fromEntries(texts) }
}

/** What was corrected is said of the change from what is public, and no part of what an earlier revision says. */
function withNotesOf(current: Article, earlier: Article): Article {
  const translations = locales.flatMap((locale) => {
    const { correction: _, ...text } = earlier.translations[locale] ?? {}
    const { correction } = current.translations[locale] ?? {}
    return earlier.translations[locale] ? [[locale, { ...text, ...(correction && { correction }) }]] : []
  })
  return { ...earlier, translations: Object.fromEntries(translations) }
}

/** Judged by the rules of today: what they do not let through was written under others. */
function asInput(content: object, number: number): ArticleInput {
  const { success, data, error } = articleInput.safeParse(content)
  if (success) return data
  const [issue] = error.issues
  const why = fromLine(issue?.message ?? '') ?? refusal('form_unknown')
  throw new AppError(
    'conflict',
    refusal('cannot_restore', { number, field: issue?.path.join('.') ?? '', why }),
  )
}

/**
 * The content of an earlier revision over what there is: all of it, or the text of one locale. It is written as an editor
 * would write it: what changes is a draft, and what is live stays live. A text in a language that the revision did not have
 * stays too, and so does where the article was imported from.
 */
export function restore(
  current: Article,
  earlier: { number: number; state: Article },
  writing: Writing,
  locale?: Locale | undefined,
): Article {
  const [now, then] = [inputOf(current), inputOf(withNotesOf(current, earlier.state))]
  if (locale && !then.translations[locale]) {
    throw new AppError('not_found', refusal('revision_without_text', { number: earlier.number, locale }))
  }
  const content = locale
    ? { ...now, translations: { ...now.translations, [locale]: then.translations[locale] } }
    : {
        ...then,
        origin: current.origin,
        translations: { ...now.translations, ...then.translations },
      }
  const files = { ...earlier.state.files, ...current.files, ...writing.files }
  return write(current.id, current, asInput(content, earlier.number), { ...writing, files })
}
