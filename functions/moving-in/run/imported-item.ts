import { serialize } from 'parse5'
import { readClean } from '#body/read'
import { cleanBody } from '../../domain/body/clean.ts'
import { attribute, remove } from '../../domain/body/tree.ts'
import { mediaIn } from '../../domain/library/media-address.ts'
import type { ImportedItem, ImportedText, ImportedVersion } from '../../domain/moving/item.ts'
import { isWebAddress, parseUrl } from '../../domain/url.ts'
import { byTag } from '../plan/html.ts'
import type { PlannedArticle, PlannedPicture, PlannedTranslation } from '../plan/planned.ts'
import { mostTags, type Tags } from './tags.ts'

/** Of what tells no moment at all. It must be the same in each run, or each would be another item. */
const noMoment = '1970-01-01T00:00:00Z'

/** A body without pictures and links whose file could not be brought along: the library must hold what a text names. */
function withoutMissing(body: string, isHere: (media: string) => boolean): string {
  if (!body.includes('media:')) return body
  const root = readClean(body)
  let isChanged = false
  for (const node of byTag(root, 'img', 'audio', 'video', 'a')) {
    const media = mediaIn(attribute(node, node.tagName === 'a' ? 'href' : 'src'))
    if (media === undefined || isHere(media)) continue
    isChanged = true
    remove(node, node.tagName === 'a')
  }
  return isChanged ? cleanBody(serialize(root)) : body
}

type Told = Pick<PlannedTranslation, 'title' | 'summary' | 'body' | 'publishedAt' | 'status'>

function textOf(
  { title, summary, body, publishedAt, status }: Told,
  isHere: (media: string) => boolean,
): ImportedText {
  const words = { title, summary, body: withoutMissing(body, isHere) }
  if (status === 'scheduled' && publishedAt !== null) return { ...words, status, publishAt: publishedAt }
  return { ...words, status, ...(status === 'published' && publishedAt !== null && { publishedAt }) }
}

/** The words of the picture above an article; in a language that has none for it, those of the first one. */
const describedBy = (lead: PlannedPicture | undefined, own: PlannedPicture | null | undefined) => ({
  ...(lead && lead.alt !== '' && { alt: (own?.alt || lead.alt).slice(0, 500) }),
  ...(lead && own?.caption !== undefined && { caption: own.caption.slice(0, 600) }),
})

/** Every item of a list of SharePoint has these addresses too, whatever an export says of it. */
function alsoOf(address: string, { key, system }: PlannedArticle): string[] {
  const [, folder, id] = /^(.*)\/DispForm\.aspx\?ID=(\d+)$/iu.exec(address) ?? []
  if (system !== 'sharepoint' || folder === undefined || id === undefined) return []
  const list = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/\d+$/u.exec(key)?.[1]
  const web = folder.replace(/\/Lists\/[^/]*$/iu, '')
  return [
    `${folder}/${id}_.000`,
    ...(list === undefined ? [] : [`${web}/_layouts/listform.aspx?PageType=4&ListId=${list}&ID=${id}`]),
  ]
}

/** Where an article and its texts in other languages were to be found. */
function addressesOf(article: PlannedArticle, site: string | undefined): string[] {
  if (site === undefined) return []
  const { oldAddresses, translations = {} } = article
  const all = [...oldAddresses, ...Object.values(translations).flatMap((text) => text?.oldAddresses ?? [])]
  const every = [...all, ...all.flatMap((address) => alsoOf(address, article))]
  const whole = every.flatMap((address) => parseUrl(site + address)?.href ?? [])
  return [...new Set(whole)].filter(isWebAddress).slice(0, 50)
}

/** What no field here is for, under names that people know it by. */
function legacyOf({
  legacy,
  royaltyNote,
  returnNote,
  unpublishAt,
  genre,
  audio,
  caption,
  createdBy,
  plannedFor,
}: PlannedArticle) {
  const told = {
    returnNote,
    unpublishAt,
    genre,
    caption,
    createdBy,
    plannedFor,
    audio: audio?.address,
    pages: royaltyNote?.pages,
    pictures: royaltyNote?.pictures,
  }
  const fields = Object.fromEntries(
    [...Object.entries(legacy), ...Object.entries(told)].flatMap(([name, value]) =>
      value === undefined || value === '' || name === ''
        ? []
        : [[name.slice(0, 255), String(value).slice(0, 32_767)]],
    ),
  )
  const amount = royaltyNote?.legacyAmountVnd
  if (Object.keys(fields).length === 0 && !amount) return undefined
  return {
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(amount && { amounts: [{ what: 'royalty', amount: Math.max(0, amount) }] }),
  }
}

export interface Around {
  /** `https://cu.example`: the old site, without which its addresses cannot be told. */
  site: string | undefined
  /** Whether the library holds a file. */
  isHere(media: string): boolean
  tags: Tags
}

/** An article of the plan as the newsroom takes it in, with what it was before. */
export function importedItem(article: PlannedArticle, { site, isHere, tags }: Around): ImportedItem {
  const lead =
    article.leadImage?.media !== undefined && isHere(article.leadImage.media) ? article.leadImage : undefined
  const shared = {
    type: 'news' as const,
    section: article.section.id,
    byline: [...article.byline],
    tags: tags.idsOf(article.tags).slice(0, mostTags),
    genre: 'news' as const,
    featured: article.featured,
    attachments: article.attachments
      .flatMap(({ name, media }) =>
        media !== undefined && isHere(media) ? [{ name: name.slice(0, 200), media }] : [],
      )
      .slice(0, 20),
    ...(lead?.media !== undefined && { leadImage: { media: lead.media, decorative: lead.alt === '' } }),
  }
  const external =
    article.externalUrl !== undefined && isWebAddress(article.externalUrl)
      ? { externalUrl: article.externalUrl }
      : {}
  const legacy = legacyOf(article)
  const others = Object.entries(article.translations ?? {}).flatMap(([locale, text]) =>
    text ? [[locale, { ...textOf(text, isHere), ...describedBy(lead, text.leadImage) }]] : [],
  )
  const [last, ...before] = article.revisions.toReversed()
  const now: ImportedVersion = {
    at:
      last?.at ??
      article.changedAt ??
      (article.status === 'published' ? (article.publishedAt ?? noMoment) : noMoment),
    ...(last?.by && { author: last.by.slice(0, 120) }),
    ...(last
      ? { label: last.version }
      : article.version !== undefined && { label: article.version.slice(0, 40) }),
    ...shared,
    related: [...article.related],
    translations: {
      [article.locale]: { ...textOf(article, isHere), ...describedBy(lead, lead), ...external },
      ...Object.fromEntries(others),
    },
    ...(legacy && { legacy }),
  }
  const earlier = before.reverse().map((revision): ImportedVersion => {
    const isPublic = revision.status === 'published'
    const publishedAt = isPublic
      ? article.publishedAt !== null && article.publishedAt <= revision.at
        ? article.publishedAt
        : revision.at
      : null
    const told: Told = {
      ...revision,
      title: revision.title || article.title,
      publishedAt,
      status: revision.status === 'scheduled' ? 'draft' : revision.status,
    }
    return {
      at: revision.at,
      ...(revision.by && { author: revision.by.slice(0, 120) }),
      label: revision.version,
      ...shared,
      related: [],
      translations: { [article.locale]: textOf(told, isHere) },
    }
  })
  return {
    system: article.system,
    key: (article.knownAs ?? article.key).slice(0, 500),
    file: article.place.file.slice(-255),
    addresses: addressesOf(article, site),
    views: article.views,
    versions: [...earlier, now],
  }
}
