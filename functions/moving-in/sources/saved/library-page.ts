import { toLine } from '../../../domain/text.ts'
import type { InputFiles } from '../../files/input-file.ts'
import { internalName } from '../../files/names.ts'
import type { Column, Meaning, SourceItem } from '../../item.ts'
import { plainText } from '../../plan/values.ts'
import type { SavedPage } from './document.ts'

/** A file of a Pages library as it lies there: its fields are escaped HTML in `<mso:…>`, inside a conditional comment. */

export const isLibraryPage = ({ text }: SavedPage) => /<mso:CustomDocumentProperties\b/u.test(text)

/** A program that shows pages: no page by itself. */
export const isPageLayout = ({ text }: SavedPage) =>
  !/<mso:PublishingPageContent\b/u.test(text) &&
  /<%@\s*(?:Page|Master|Control|Register)\b|<asp:Content\b/iu.test(text)

const unescapedXml = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')

export function fieldsIn(text: string): Map<string, string> {
  const found = text.matchAll(/<mso:([\w.-]+)\b[^>]*>([\s\S]*?)<\/mso:\1>/gu)
  const inner = /<mso:CustomDocumentProperties\b[^>]*>([\s\S]*?)<\/mso:CustomDocumentProperties>/u.exec(
    text,
  )?.[1]
  const all = inner === undefined ? found : inner.matchAll(/<mso:([\w.-]+)\b[^>]*>([\s\S]*?)<\/mso:\1>/gu)
  return new Map(
    [...all].map(([, name = '', value = '']) => [internalName(name), unescapedXml(value).trim()]),
  )
}

/** Below the site: what the library's files were copied into is none of it. */
export function pathOnSite(path: string, { all }: InputFiles): string {
  const catalogue = all
    .map((file) => /^(.*?)_catalogs\//u.exec(file.path)?.[1])
    .find((each) => each !== undefined)
  if (catalogue !== undefined && path.startsWith(catalogue)) return `/${path.slice(catalogue.length)}`
  const library = /(?:^|\/)((?:Pages|Trang|SitePages)\/.*)$/iu.exec(path)?.[1]
  return `/${library ?? path}`
}

const meanings: Readonly<Record<string, Meaning>> = {
  Comments: 'summary',
  PublishingPageContent: 'body',
  PublishingPageImage: 'image',
  PublishingRollupImage: 'image',
}
const settings =
  /^(?:display_urn|PublishingPageLayout|PublishingContact|SummaryLinks|RequiresRouting|PublishingVariation|PublishingIsFurlPage)/u

export function libraryPage(page: SavedPage, files: InputFiles): SourceItem | undefined {
  const { file, text } = page
  const fields = fieldsIn(text)
  const body = fields.get('PublishingPageContent') ?? ''
  const summary = fields.get('Comments') ?? ''
  if (plainText(body) === '' && !/<(?:img|iframe|video)\b/iu.test(body) && summary === '') return undefined
  const started = fields.get('ArticleStartDate') ?? ''
  const title = toLine(page.title) || toLine(fields.get('Title') ?? '')
  const columns = [...fields].flatMap(([name, value]): Column[] => {
    if (settings.test(name) || name === 'Title' || value === '') return []
    if (name === 'PublishingStartDate') return started === '' ? [{ name, value, meaning: 'publishedAt' }] : []
    const meaning = meanings[name]
    // Pictures as they lie in the folder of the site.
    if (meaning === 'image')
      return [{ name, meaning, value: { html: value.replaceAll(/(\bsrc=["'])\//giu, '$1') } }]
    return [{ name, ...(meaning && { meaning }), value: meaning === 'body' ? { html: value } : value }]
  })
  return {
    place: { file: file.path },
    source: 'saved-page',
    system: 'sharepoint',
    columns: [{ name: 'Title', value: title, meaning: 'title' }, ...columns],
    clock: 'utc',
    addresses: [pathOnSite(file.path, files)],
    attachments: [],
    versions: [],
  }
}
