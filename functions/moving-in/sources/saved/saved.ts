import type { InputFiles } from '../../files/input-file.ts'
import type { SourceItem } from '../../item.ts'
import { plainText } from '../../plan/values.ts'
import type { Read, Source } from '../source.ts'
import { displayForm, isDisplayForm } from './display-form.ts'
import { type SavedPage, savedPage, wronglyDeclared } from './document.ts'
import { fieldsIn, isLibraryPage, isPageLayout, libraryPage } from './library-page.ts'
import { entriesOf, headlinesOf, wordsOf } from './list-page.ts'
import { isPublishingPage, publishingPage } from './publishing-page.ts'

const zeroWidth = /[\u200b\u2060\ufeff]/gu

/** Of pages that are no articles: the file that had the words first, in the files of one run. */
const seen = new WeakMap<InputFiles, Map<string, string>>()

/** The same page again, under a name that looks the same: SharePoint kept both. */
async function twinOf({ file, text }: SavedPage, files: InputFiles): Promise<string | undefined> {
  const other = files.at(file.path.replaceAll(zeroWidth, ''))
  if (!other || other.path === file.path) return undefined
  const [own, theirs] = [text, (await savedPage(other)).text].map((each) =>
    plainText(fieldsIn(each).get('PublishingPageContent') ?? ''),
  )
  return own === theirs ? other.path : undefined
}

const noArticle = ({ file }: SavedPage, why: NonNullable<SourceItem['noArticle']>): SourceItem => ({
  place: { file: file.path },
  source: 'saved-page',
  system: 'sharepoint',
  columns: [],
  clock: 'site',
  addresses: [],
  attachments: [],
  versions: [],
  noArticle: why,
})

const isLoginPage = ({ root, text }: SavedPage) =>
  /<input[^>]+type=["']?password/iu.test(text) &&
  plainText(root ? text.replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, '') : '').length < 3000

async function* readPage(page: SavedPage, files: InputFiles): AsyncGenerator<Read> {
  const place = { file: page.file.path }
  const declared = wronglyDeclared(page)
  if (isDisplayForm(page) || isPublishingPage(page)) {
    if (declared) yield { notice: { code: 'encoding-declared-wrong', place, value: declared } }
    yield { item: isDisplayForm(page) ? displayForm(page) : publishingPage(page) }
    return
  }
  if (/<rss\b[\s\S]*<channel\b/iu.test(page.text)) yield { notice: { code: 'feed-saved-as-html', place } }
  else if (isLibraryPage(page)) {
    const twin = await twinOf(page, files)
    const item = twin === undefined ? libraryPage(page, files) : undefined
    if (item) yield { item }
    else
      yield {
        notice:
          twin === undefined ? { code: 'no-content', place } : { code: 'same-text', place, value: twin },
      }
  } else if (isPageLayout(page)) yield { item: noArticle(page, 'page-layout') }
  else if (isLoginPage(page)) yield { notice: { code: 'login-page', place } }
  else {
    const entries = Math.max(entriesOf(page), headlinesOf(page))
    if (entries < 3) {
      yield { notice: { code: 'unknown-file', place, value: page.title.slice(0, 60) } }
      return
    }
    const words = wordsOf(page)
    const known = seen.get(files) ?? new Map<string, string>()
    seen.set(files, known)
    const first = known.get(words)
    if (first === undefined) known.set(words, page.file.path)
    else yield { notice: { code: 'same-content', place, value: first } }
    yield { item: noArticle(page, 'list-page') }
  }
}

/** Pages out of a browser or a library: forms, publishing pages, raw pages; and what only looks like an article. */
export const saved: Source = {
  name: 'saved-page',
  recognises: ({ text }) =>
    /^[\ufeff\s]*(?:<!--[\s\S]*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body|<%@|<%--)/iu.test(
      text,
    ) || /<mso:CustomDocumentProperties\b|<asp:Content\b/u.test(text),
  async *read(file, { files }) {
    yield* readPage(await savedPage(file), files)
  },
}
