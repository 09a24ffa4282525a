import type { Article, Translation } from '../../domain/article/article.ts'
import { filesOf, usesInShared, usesInText } from '../../domain/article/uses.ts'
import { cleanBody } from '../../domain/body/clean.ts'
import type { MediaFile } from '../../domain/library/file.ts'
import { locales } from '../../domain/locale.ts'
import { slugify } from '../../domain/text.ts'
import type { Content, TextContent } from '../article/content.ts'

/** What is known of a file of the library. */
export type Find = (id: string) => { file?: MediaFile | undefined } | undefined

/** A text as it stands in the form, with what the newsroom knows of it already. */
function textOf(text: TextContent, saved: Translation | undefined): Translation {
  const { title = '', summary = '', body = '', slug, basedOn: _, ...rest } = text
  return {
    changes: [],
    status: 'draft',
    ...saved,
    ...rest,
    title,
    summary,
    body: cleanBody(body),
    slug: slug ?? slugify(title, 'bai-viet'),
  }
}

/** The article that would be saved now; `find` knows the files of the library that it names. */
export function composeArticle(
  id: string,
  saved: Article | undefined,
  content: Content,
  find: Find,
): Article {
  const texts = locales.flatMap((each) => {
    const text = content.translations[each]
    return text ? [[each, textOf(text, saved?.translations[each])] as const] : []
  })
  const shared = {
    type: 'news' as const,
    section: '',
    tags: [],
    genre: 'news',
    byline: [],
    featured: false,
    related: [],
    attachments: [],
    changedIn: {},
    ...saved,
    ...content.shared,
  }
  const { leadImage, ...others } = shared
  const article = {
    ...others,
    id,
    ...(leadImage && { leadImage }),
    translations: Object.fromEntries(texts),
    files: {},
  } satisfies Article
  const uses = [
    ...usesInShared(article),
    ...texts.flatMap(([each, text]) => usesInText(text, `translations.${each}.`)),
  ]
  const files = Object.fromEntries(
    uses.flatMap((use) => {
      const file = find(use.id)?.file ?? saved?.files[use.id]
      return file ? [[use.id, file] as const] : []
    }),
  )
  return { ...article, files: filesOf(uses, files) }
}
