import { toLines } from '../../domain/text.ts'
import type { Notice, NoticeCode } from '../notice.ts'
import type { Place } from '../place.ts'
import { type BodyParts, createBodies } from './bodies.ts'
import { unreadableIn } from './body.ts'
import { bylineOf } from './byline.ts'
import { type Decided, Skip } from './decide.ts'
import { attachmentsOf, leadOf, tellElsewhere } from './enclosed.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { digest } from './identity.ts'
import type { PlanLine, PlannedArticle, Status } from './planned.ts'
import { relatedOf } from './related.ts'
import type { Sketch } from './sketch.ts'
import { booleanOf, lineOf, linkOf, numberOf, referencesOf, textOf, wordsOf } from './values.ts'

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Each in Name]?: Value } =>
  // A computed key of one name cannot be told otherwise.
  (value === undefined ? {} : { [name]: value }) as { [Each in Name]?: Value }

const longestLegacy = 32_767

/** Makes articles of items, with what must be said of each. */
export function createArticles(parts: BodyParts) {
  const { catalogue, options, deciding, sketches, media } = parts
  const { bodyOf, revisionsOf } = createBodies(parts)
  /** What was said of a file once. */
  const once = new Set<string>()

  function savedAt(fields: Fields): string | undefined {
    for (const meaning of ['changedAt', 'createdAt'] as const) {
      const read = deciding.date(fields, meaning)
      if ('at' in read && Date.parse(read.at) <= options.now) return read.at
    }
    return undefined
  }

  function labelFor(meaning: string): string {
    const facts = [...catalogue.columns.values()].find((each) => each.meaning === meaning)
    return facts?.label ?? facts?.name ?? meaning
  }

  function tellOnce(notices: Notice[], code: NoticeCode, { file }: Place, value?: string): void {
    const key = `${code}\n${file}`
    if (once.has(key)) return
    once.add(key)
    notices.push({ code, place: { file }, ...(value !== undefined && { value }) })
  }

  async function plannedOf(
    sketch: Sketch,
    decided: Decided,
  ): Promise<{ article: Mutable<PlannedArticle>; notices: Notice[] }> {
    const items = sketches.itemsOf(sketch)
    const fields = fieldsOf(items, catalogue)
    const { key, place } = sketch
    const notices: Notice[] = decided.notices.map((notice) => ({ ...notice, place, key }))
    const tell = (code: NoticeCode, more: Partial<Notice> = {}) => notices.push({ code, place, key, ...more })
    const [main] = items
    if (!main) throw new Error(`${key} has no item`)
    for (const item of items)
      for (const notice of item.notices ?? []) notices.push({ ...notice, place: item.place, key })

    const bodyItem = fields.all('body')[0]?.item ?? main
    const text = await bodyOf(fields.get('body'), bodyItem.place.file, bodyItem.base)
    if ('tooLong' in text) throw new Skip('body-too-long', text.tooLong)
    for (const { code, values } of text.told) {
      const shown = [...new Set(values)]
      tell(code, { value: shown.length === 1 ? (shown[0] ?? '') : shown, count: values.length })
    }
    const isTold = text.told.some(({ code }) => code === 'legacy-text' || code === 'legacy-font')
    if (fields.converted && !isTold) tell('legacy-text', { value: fields.converted, count: 1 })
    if (text.isPlain && text.html !== '') tellOnce(notices, 'plain-text-body', bodyItem.place)
    const summary = toLines(wordsOf(fields.get('summary')))
    const unreadable = text.unreadable ?? unreadableIn(`${decided.title} ${summary}`)
    if (unreadable) tell('unreadable-text')
    // It is kept as it came, but not where somebody could publish it.
    const kept = text.unreadable === 'wholly' ? textOf(fields.get('body')).slice(0, longestLegacy) : undefined
    const html = kept === undefined ? text.html : ''

    const lead = await leadOf(media, fields, tell)
    const attachments = await attachmentsOf(media, items, tell)
    const related = relatedOf(sketches, fields, sketch, tell)
    const byline = bylineOf(fields, options)
    if (byline.unknown.length > 0) tell('author-unknown', { value: byline.unknown })
    if (byline.leftOut > 0) tell('too-many', { value: 'byline', count: byline.leftOut })
    if (byline.names.length === 0 && byline.unknown.length === 0) {
      if (
        catalogue.hasColumnFor('byline') ||
        items.some((item) => item.columns.some(({ meaning }) => meaning === 'byline'))
      )
        tell('no-byline')
      else tellOnce(notices, 'no-byline', place)
    }
    if (decided.section.isOption) tellOnce(notices, 'section-from-option', place, decided.section.name)
    if (!sketch.hasId && sketch.addresses.length === 0) {
      const all = main.isKnownByText ? { file: '' } : place
      tellOnce(notices, 'no-id', all)
      tellOnce(notices, 'no-old-address', all)
    }
    const external = linkOf(fields.get('externalUrl'))
    const audio = linkOf(fields.get('audio'))
    if (summary.length > 600) tell('field-cut', { value: 'summary' })
    const amount = numberOf(fields.get('amount'))
    if (amount) tellOnce(notices, 'private-field-left-out', place, labelFor('amount'))
    const unpublish = deciding.date(fields, 'unpublishAt')
    const status: Status = unreadable ? 'draft' : decided.status
    if (items.length > 1) tell('several-sources', { value: sketch.files })
    if (html === '' && !external) {
      // What is to be read must have something to read; a draft may still get it.
      if (status !== 'draft' && summary === '') throw new Skip('no-content')
      if (status === 'draft') tell('no-text-yet')
    }
    const returnNote = decided.isDenied ? toLines(wordsOf(fields.get('moderationNote'))) : ''
    const royalty = {
      ...optional('pages', numberOf(fields.get('pages'))),
      ...optional('pictures', numberOf(fields.get('pictures'))),
      ...optional('legacyAmountVnd', amount === undefined ? undefined : Math.round(amount)),
    }
    const planned: Omit<PlannedArticle, 'digest'> = {
      key,
      ...optional('knownAs', sketch.knownAs),
      id: sketch.id,
      ...optional('savedPage', main.savedPage),
      place,
      sources: sketch.files,
      system: sketch.system,
      locale: sketch.locale,
      title: decided.title,
      section: { id: decided.section.id, name: decided.section.name },
      publishedAt: status === 'published' || status === 'scheduled' ? (decided.date ?? null) : null,
      ...(status !== 'published' &&
        status !== 'scheduled' &&
        decided.date !== undefined && { plannedFor: decided.date }),
      byline: byline.names,
      views: deciding.views(fields),
      status,
      summary: summary.slice(0, 600),
      body: html,
      featured: booleanOf(fields.get('featured')),
      ...optional('genre', lineOf(fields.get('genre')) || undefined),
      tags: referencesOf(fields.get('tags')).flatMap(
        ({ label }) =>
          label
            ?.split(/[,;]/u)
            .map((each) => each.trim())
            .filter(Boolean) ?? [],
      ),
      related,
      leadImage: lead?.picture ?? null,
      ...optional('caption', lineOf(fields.get('caption')) || undefined),
      attachments: attachments.named,
      ...optional('externalUrl', external?.url),
      ...optional('audio', audio && { address: audio.url }),
      oldAddresses: sketch.addresses,
      ...('at' in unpublish && { unpublishAt: unpublish.at }),
      ...optional('returnNote', returnNote || undefined),
      ...(Object.keys(royalty).length > 0 && { royaltyNote: royalty }),
      ...optional('createdBy', lineOf(fields.get('createdBy')) || undefined),
      ...optional('changedAt', savedAt(fields)),
      ...optional('version', lineOf(fields.get('version')) || undefined),
      revisions: await revisionsOf(items, tell),
      legacy: {
        ...Object.fromEntries(
          Object.entries(fields.legacy).map(([name, value]) => [name, textOf(value).slice(0, longestLegacy)]),
        ),
        ...(kept !== undefined && { [labelFor('body')]: kept }),
      },
      files: [
        ...new Map(
          [...text.files, ...attachments.files, ...(lead?.files ?? [])].map((file) => [file.media, file]),
        ).values(),
      ],
    }
    // Where it lies says nothing of what it is: a page may be moved.
    const { views: _, place: __, sources: ___, ...written } = planned
    return { article: { ...planned, digest: digest(written) }, notices }
  }

  /** What an item that only lacks its section will lack too, once it has one. */
  function* alsoMissing(sketch: Sketch): Generator<PlanLine> {
    if (!sketch.skip?.code.startsWith('section-')) return
    const items = sketches.itemsOf(sketch)
    const notices: Notice[] = []
    const tell = (code: NoticeCode, more: Partial<Notice> = {}) =>
      notices.push({ code, place: sketch.place, key: sketch.key, ...more })
    relatedOf(sketches, fieldsOf(items, catalogue), sketch, tell)
    tellElsewhere(items, tell)
    for (const notice of notices) yield { notice }
  }

  return { plannedOf, alsoMissing }
}
