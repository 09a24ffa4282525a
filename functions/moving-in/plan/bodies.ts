import { toLines } from '../../domain/text.ts'
import type { SourceItem, Value, Version } from '../item.ts'
import { type Body, readBody } from './body.ts'
import type { Catalogue } from './catalogue.ts'
import { type Deciding, Skip } from './decide.ts'
import { fieldsOf } from './fields.ts'
import type { Media } from './media.ts'
import type { PlanOptions } from './options.ts'
import type { PlannedFile, PlannedRevision } from './planned.ts'
import { addressesIn, resolverFor } from './resolver.ts'
import type { Sketches } from './sketches.ts'
import type { Tell } from './tell.ts'
import { lineOf, textOf, wordsOf } from './values.ts'

export interface BodyParts {
  catalogue: Catalogue
  options: PlanOptions
  deciding: Deciding
  sketches: Sketches
  media: Media
}

/** Texts of items as they will stand here, those of earlier versions too. */
export function createBodies({ catalogue, options, deciding, sketches, media }: BodyParts) {
  async function bodyOf(
    value: Value | undefined,
    near: string,
    base: string | undefined,
  ): Promise<Body & { files: PlannedFile[] }> {
    if (typeof value === 'object' && 'tooLong' in value) throw new Skip('body-too-long', value.tooLong)
    const text = typeof value === 'object' && 'html' in value ? value.html : textOf(value)
    await media.prepare(addressesIn(text), near)
    const { resolver, files } = resolverFor({ addresses: sketches.addresses, media: media, near, base })
    return { ...readBody(text, resolver), files }
  }

  function versionsOf(item: SourceItem): readonly Version[] {
    if (item.versions.length > 0) return item.versions
    const list = sketches.listOf(item)
    const found = catalogue.versions.find(
      ({ list: theirs, id }) =>
        (id === undefined ? sketches.all().length === 1 : id === item.id) &&
        (theirs === undefined || list === undefined || theirs === list),
    )
    return found ? catalogue.versionSpool.get(found.at) : []
  }

  async function revisionsOf(items: readonly SourceItem[], tell: Tell): Promise<PlannedRevision[]> {
    const versions = items.flatMap((item) => versionsOf(item).map((version) => ({ item, version })))
    if (versions.length === 0) return []
    if (options.history === 'last') {
      tell('versions-left-out', { count: versions.length - 1 })
      return []
    }
    const made: PlannedRevision[] = []
    let title = ''
    for (const { item, version } of versions) {
      const fields = fieldsOf([{ ...item, columns: version.columns }], catalogue)
      const at = deciding.date(
        fieldsOf(
          [{ ...item, columns: [{ name: 'at', value: version.at, meaning: 'changedAt' }] }],
          catalogue,
        ),
        'changedAt',
      )
      if (!('at' in at)) continue
      const body = await bodyOf(fields.get('body'), item.place.file, item.base)
      title = lineOf(fields.get('title')) || title
      const status = deciding.versionStatus(fields, version.number)
      made.push({
        version: version.number,
        at: at.at,
        by: version.by,
        status,
        title,
        summary: toLines(wordsOf(fields.get('summary'))).slice(0, 600),
        body: 'html' in body ? body.html : '',
      })
    }
    return made
  }

  return { bodyOf, revisionsOf }
}
