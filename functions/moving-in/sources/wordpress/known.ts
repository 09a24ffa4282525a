import type { InputFile } from '../../files/input-file.ts'
import { type Entry, partsOf } from './entries.ts'
import type { Upload } from './shortcodes.ts'

/** What must be known of the whole export before its first post can be read. */
export interface Known {
  base: string
  language: string
  /** Names that people see, by login. */
  authors: Map<string, string>
  uploads: Map<string, Upload>
  /** Numbers of uploads, by the post that they were made for. */
  attached: Map<string, string[]>
  /** Texts that several posts share, by number. */
  shared: Map<string, string>
  revisions: Map<string, Entry[]>
  /** Categories of the posts of a group of translations, by its id. */
  sections: Map<string, string[]>
}

const uncategorised = /^(?:uncategori[sz]ed|chua-phan-loai|chua-duoc-phan-loai)/iu
export const field = ({ fields }: Entry, name: string) => (fields.get(name) ?? '').trim()
export const typeOf = (entry: Entry) => field(entry, 'wp:post_type') || 'post'
export const idOf = (entry: Entry) => field(entry, 'wp:post_id')

export function categoriesOf({ terms, meta }: Entry): string[] {
  const all = terms.filter(({ domain }) => domain === 'category')
  const chosen = all.filter(({ slug }) => !uncategorised.test(slug))
  const names = [...new Set((chosen.length > 0 ? chosen : all).map(({ name }) => name))]
  const primary = meta.get('_yoast_wpseo_primary_category') ?? meta.get('rank_math_primary_category')
  const first = all.find(({ slug, name }) => primary !== undefined && (slug === primary || name === primary))
  return first ? [first.name, ...names.filter((name) => name !== first.name)] : names
}

/** Polylang says it in terms, WPML in what belongs to the post. */
export function translationOf(entry: Entry): { language?: string; group?: string } {
  const term = (domain: string) => entry.terms.find((each) => each.domain === domain)?.slug
  const language = term('language') ?? entry.meta.get('_wpml_import_language_code')?.trim()
  const group = term('post_translations') ?? entry.meta.get('_wpml_import_translation_group')?.trim()
  return { ...(language && { language }), ...(group && { group: `wp/${group}` }) }
}

/** As far as the file goes: that it ends in the middle is told when it is read for its posts. */
export async function know(file: InputFile): Promise<Known> {
  const known: Known = {
    base: '',
    language: '',
    authors: new Map(),
    uploads: new Map(),
    attached: new Map(),
    shared: new Map(),
    revisions: new Map(),
    sections: new Map(),
  }
  const parts = partsOf(file)
  for (;;) {
    const next = await parts.next().catch(() => undefined)
    if (!next || next.done) return known
    const part = next.value
    if ('author' in part) {
      const login = part.author.get('wp:author_login')?.trim() ?? ''
      const name = part.author.get('wp:author_display_name')?.trim()
      if (name) known.authors.set(login, name)
    } else if ('told' in part) {
      const [name, text] = part.told
      if (name === 'wp:base_blog_url' || (name === 'link' && known.base === ''))
        known.base = text.trim().replace(/\/$/u, '')
      if (name === 'language') known.language = text.trim()
    } else {
      const { entry } = part
      const url = field(entry, 'wp:attachment_url')
      const alt = entry.meta.get('_wp_attachment_image_alt')?.trim() ?? ''
      const { group, language } = translationOf(entry)
      if (typeOf(entry) === 'attachment' && url) {
        const post = field(entry, 'wp:post_parent')
        known.uploads.set(idOf(entry), { url, alt })
        known.attached.set(post, [...(known.attached.get(post) ?? []), idOf(entry)])
      } else if (typeOf(entry) === 'wp_block' && field(entry, 'wp:status') === 'publish')
        known.shared.set(idOf(entry), field(entry, 'content:encoded'))
      else if (typeOf(entry) === 'revision' && !/autosave/u.test(field(entry, 'wp:post_name'))) {
        const parent = field(entry, 'wp:post_parent')
        known.revisions.set(parent, [...(known.revisions.get(parent) ?? []), entry])
      } else if (
        group &&
        categoriesOf(entry).length > 0 &&
        (/^vi/iu.test(language ?? '') || !known.sections.has(group))
      )
        known.sections.set(group, categoriesOf(entry))
    }
  }
}
