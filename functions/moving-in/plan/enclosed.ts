import type { SourceItem } from '../item.ts'
import type { Fields } from './fields.ts'
import type { Media } from './media.ts'
import type { PlannedFile } from './planned.ts'
import type { Tell } from './tell.ts'
import { lineOf, linkOf } from './values.ts'

/** The picture above a text: the first of those that the item names, roll-up and banner among them. */
export async function leadOf(media: Media, fields: Fields, tell: Tell) {
  for (const { value, item } of fields.all('image')) {
    const link = linkOf(value)
    if (!link || /(?:^|\/)(?:blank|sitepagethumbnail)\.\w+$/iu.test(link.url)) continue
    const near = item.place.file
    await media.prepare([link.url], near)
    const taken = media.at(link.url, near)
    if (!taken) tell('picture-missing', { value: link.url })
    else if ('refused' in taken) tell('picture-refused', { value: taken.path })
    const alt = link.alt ?? lineOf(fields.get('imageAlt'))
    if (alt === '') tell('picture-without-description', { value: link.url })
    const caption = lineOf(fields.get('caption'))
    const isHere = taken && 'media' in taken
    return {
      picture: {
        file: link.url,
        alt,
        ...(caption !== '' && { caption }),
        ...(isHere && { media: taken.media }),
      },
      files: isHere ? [taken] : [],
    }
  }
  return undefined
}

/** Says that there are attachments, of which this export says nothing more. */
export function tellElsewhere(items: readonly SourceItem[], tell: Tell): void {
  const isElsewhere = items.some(({ attachmentsElsewhere }) => attachmentsElsewhere)
  if (isElsewhere && items.every(({ attachments }) => attachments.length === 0))
    tell('attachments-not-in-file')
}

export async function attachmentsOf(media: Media, items: readonly SourceItem[], tell: Tell) {
  const files: PlannedFile[] = []
  const named: { name: string; media?: string }[] = []
  const missing: string[] = []
  const seen = new Set<string>()
  for (const item of items)
    for (const { name, address, file } of item.attachments) {
      if (seen.has(name.toLowerCase())) continue
      seen.add(name.toLowerCase())
      const at = file ?? address
      await media.prepare([at], item.place.file, file === undefined ? undefined : name)
      const taken = media.at(at, item.place.file)
      if (taken && 'media' in taken) {
        files.push({ ...taken, name })
        named.push({ name, media: taken.media })
        continue
      }
      if (taken) {
        tell('attachment-refused', { value: name })
        continue
      }
      const reason = await media.notExported(at, item.place.file)
      if (reason !== undefined) {
        tell('attachment-not-exported', { value: `${name}: ${reason}` })
        continue
      }
      missing.push(name)
      named.push({ name })
    }
  if (missing.length > 0) tell('attachment-missing', { value: missing, count: missing.length })
  tellElsewhere(items, tell)
  return { files, named }
}
