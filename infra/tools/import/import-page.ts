import { createHash } from 'node:crypto'
import * as z from 'zod'
import { action } from '../../../functions/domain/revision.ts'
import { settings } from '../../../functions/domain/settings/settings.ts'
import { fold } from '../../../functions/domain/text.ts'
import type { AdminClient } from '../admin-client.ts'
import { NotAnOldPage, type OldPage, parseOldPage } from './old-page.ts'

export type Outcome = { kind: 'imported' | 'updated' | 'unchanged' | 'left alone'; address: string }

const answer = z.object({
  article: z.object({
    origin: z.object({ digest: z.string() }).optional(),
    translations: z.object({ vi: z.object({ status: z.string() }).optional() }),
  }),
  addresses: z.object({ vi: z.string().optional() }),
})

const history = z.object({ revisions: z.array(z.object({ action })) })

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The same page always gets the same id, so that importing it again finds it. */
function idOf({ title, publishedAt }: OldPage): string {
  const digest = createHash('sha256')
    .update(`sharepoint\n${fold(title)}\n${publishedAt}`)
    .digest()
  return [...digest.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')
}

async function sectionOf(client: AdminClient, { section: name, sectionLine }: OldPage): Promise<string> {
  const { sections } = settings.parse((await client.get('/settings')).body)
  const found = sections.find((section) => fold(section.name.vi) === fold(name))
  if (found) return found.id
  const names = sections.map((section) => `"${section.name.vi}"`).join(', ')
  throw new NotAnOldPage(sectionLine, `expected the name of a section (${names}), found "${name}"`)
}

function toArticle(page: OldPage, section: string, file: string, digest: string) {
  const { title, summary, body, byline, views } = page
  return {
    section,
    byline,
    origin: { system: 'sharepoint', digest, file, views },
    translations: { vi: { title, summary, body } },
  }
}

/** Of what is imported, whatever form the text was saved in. Not the views: they grow each time someone reads. */
function digestOf({ views: _, sectionLine: __, converted: ___, ...page }: OldPage): string {
  return createHash('sha256').update(JSON.stringify(page)).digest('hex')
}

/** Whether anybody has done more to it than to import and publish it. */
async function wasEdited(client: AdminClient, path: string): Promise<boolean> {
  const { revisions } = history.parse((await client.get(`${path}/revisions`)).body)
  return revisions.some((revision) => revision.action !== 'import' && revision.action !== 'publish')
}

/**
 * Imports one saved page through the signed API: a revision that says so, then its publication under its old date. A page
 * that was imported before and has not changed is left as it is; one that editors have worked on since is never overwritten.
 * Cut short between the two, it is completed the next time.
 */
export async function importPage(client: AdminClient, text: string, file: string): Promise<Outcome> {
  const page = parseOldPage(text)
  const digest = digestOf(page)
  const path = `/articles/${idOf(page)}`
  const known = await client.find(path)
  const before = known && answer.parse(known.body)
  const isSame = before?.article.origin?.digest === digest
  if (before) {
    const address = before.addresses.vi ?? '(not public)'
    const isPublished = before.article.translations.vi?.status === 'published'
    if (isSame && isPublished) return { kind: 'unchanged', address }
    if (await wasEdited(client, path)) return { kind: isSame ? 'unchanged' : 'left alone', address }
  }
  const write = async () => toArticle(page, await sectionOf(client, page), file, digest)
  const written = !known
    ? await client.create(path, await write())
    : isSame
      ? known
      : await client.replace(path, known.etag, await write())
  const published = await client.act(`${path}/translations/vi/publish`, written.etag, {
    publishedAt: page.publishedAt,
  })
  const { addresses } = answer.parse(published.body)
  return { kind: known && !isSame ? 'updated' : 'imported', address: addresses.vi ?? '' }
}
