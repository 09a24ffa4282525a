import { createHash } from 'node:crypto'
import type { LegacyEncoding } from '../../../functions/domain/import/legacy-encoding.ts'
import { settings } from '../../../functions/domain/settings/settings.ts'
import { fold } from '../../../functions/domain/text.ts'
import type { AdminClient } from '../../local/admin-client.ts'
import { type Found, findPlace, type Place, stored, wasEdited } from './namesakes.ts'
import { NotAnOldPage, type OldPage, parseOldPage } from './old-page.ts'

export interface Outcome {
  kind: 'imported' | 'updated' | 'scheduled' | 'unchanged' | 'left alone'
  id: string
  address: string
  /** The revision that readers are to get now. */
  revision?: number
  /** When it goes public by itself, UTC. */
  publicFrom?: string
  converted?: LegacyEncoding
  /** Address of another article with the same title and moment. */
  beside?: string
}

async function sectionOf(client: AdminClient, { section: name, sectionLine }: OldPage): Promise<string> {
  const { sections } = settings.parse((await client.get('/settings')).body)
  const found = sections.find((section) => fold(section.name.vi ?? '') === fold(name))
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

/** The text goes public under the date of the page: at once, or when that date comes, if it is still to come. */
async function appoint(client: AdminClient, path: string, { publishedAt }: OldPage, written: Found) {
  const isToCome = Date.parse(publishedAt) > written.now
  const [act, date] = isToCome ? ['schedule', { publishAt: publishedAt }] : ['publish', { publishedAt }]
  const { body } = await client.act(`${path}/translations/vi/${act}`, written.etag, date)
  return stored(body)
}

/** What there was before is neither written again where it is the same, nor where anybody has worked on it since. */
async function leftAs(client: AdminClient, { path, before, isSame }: Place) {
  if (!before) return undefined
  if (isSame && ['published', 'scheduled'].includes(before.text?.status ?? '')) return 'unchanged'
  if (await wasEdited(client, path)) return isSame ? 'unchanged' : 'left alone'
  return undefined
}

/**
 * Imports one saved page through the signed API: a revision that says so, then its publication under its old date. A page
 * that was imported before and has not changed is left as it is; one that editors have worked on since is never overwritten.
 * Cut short between the two, it is completed the next time.
 */
export async function importPage(client: AdminClient, text: string, file: string): Promise<Outcome> {
  const page = parseOldPage(text)
  const digest = digestOf(page)
  const place = await findPlace(client, { page, digest, file })
  const { id, path, before, isSame, beside } = place
  const about = {
    id,
    ...(page.converted && { converted: page.converted }),
    ...(beside !== undefined && { beside }),
  }
  const asItWas = await leftAs(client, place)
  if (before && asItWas) {
    const publicFrom = before.text?.scheduled?.publishAt
    return { kind: asItWas, address: before.address, ...about, ...(publicFrom && { publicFrom }) }
  }
  const write = async () => toArticle(page, await sectionOf(client, page), file, digest)
  const written = !before
    ? await client.create(path, await write())
    : isSame
      ? before.answer
      : await client.replace(path, before.answer.etag, await write())
  const { address, text: now } = await appoint(client, path, page, written)
  if (now?.scheduled) return { kind: 'scheduled', address, ...about, publicFrom: now.scheduled.publishAt }
  const kind = before && !isSame ? 'updated' : 'imported'
  return { kind, address, ...about, ...(now?.live && { revision: now.live.revision }) }
}
