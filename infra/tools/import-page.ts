import { createHash } from 'node:crypto'
import * as z from 'zod'
import { action, role } from '../../functions/domain/revision.ts'
import { settings } from '../../functions/domain/settings.ts'
import { fold } from '../../functions/domain/text.ts'
import type { AdminClient } from './admin-client.ts'
import { type OldPage, parseOldPage } from './old-page.ts'

export type Outcome = { kind: 'imported' | 'updated' | 'unchanged' | 'left alone'; address: string }

const answer = z.object({
  article: z.object({
    origin: z.object({ digest: z.string() }).optional(),
    translations: z.object({ vi: z.object({ live: z.unknown().optional(), status: z.string() }).optional() }),
  }),
  addresses: z.object({ vi: z.string().optional() }),
})

const history = z.object({
  revisions: z.array(z.object({ action, actor: z.object({ id: z.string(), role }) })),
})

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The same page always gets the same id, so that importing it again finds it. */
function idOf({ title, publishedAt }: OldPage): string {
  const digest = createHash('sha256')
    .update(`sharepoint\n${fold(title)}\n${publishedAt}`)
    .digest()
  return [...digest.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')
}

async function sectionNamed(client: AdminClient, name: string): Promise<string> {
  const { sections } = settings.parse((await client.get('/settings')).body)
  const found = sections.find((section) => fold(section.name.vi) === fold(name))
  if (found) return found.id
  throw new Error(
    `line 1: there is no section "${name}"; there are: ${sections.map((each) => each.name.vi).join(', ')}`,
  )
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

async function wasEdited(client: AdminClient, path: string): Promise<boolean> {
  const { revisions } = history.parse((await client.get(`${path}/revisions`)).body)
  return revisions.some((revision) => revision.action === 'edit' || revision.action === 'withdraw')
}

/**
 * Imports one saved page through the signed API: a revision that says so, then its publication under its old date. A page
 * that was imported before and has not changed is left as it is; one that editors have worked on since is never overwritten.
 */
export async function importPage(client: AdminClient, text: string, file: string): Promise<Outcome> {
  const page = parseOldPage(text)
  const digest = createHash('sha256').update(text).digest('hex')
  const path = `/articles/${idOf(page)}`
  const publishPath = `${path}/translations/vi/publish`
  const known = await client.find(path)
  const before = known && answer.parse(known.body)
  const same = before?.article.origin?.digest === digest
  const { status, live } = before?.article.translations.vi ?? {}
  if (before && same && (live || status === 'withdrawn')) {
    return { kind: 'unchanged', address: before.addresses.vi ?? '(withdrawn)' }
  }
  if (before && !same && (await wasEdited(client, path))) {
    return { kind: 'left alone', address: before.addresses.vi ?? '(not public)' }
  }
  const article = toArticle(page, await sectionNamed(client, page.section), file, digest)
  const written = await (!known
    ? client.create(path, article)
    : same
      ? known
      : client.replace(path, known.etag, article))
  const published = await client.act(publishPath, written.etag, { publishedAt: page.publishedAt })
  const { addresses } = answer.parse(published.body)
  return { kind: known && !same ? 'updated' : 'imported', address: addresses.vi ?? '' }
}
