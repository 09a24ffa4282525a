import { readXmlEvents } from './events.ts'

/** A start tag, without the prefix of its namespace. */
export interface XmlTag {
  name: string
  attributes: Record<string, string>
}

/** The start tags of a small XML file, in order. Of attributes that differ in their namespace alone, the first counts. */
export function xmlTags(bytes: Uint8Array): XmlTag[] {
  const tags: XmlTag[] = []
  readXmlEvents(bytes, {
    open({ local, attributes: given }) {
      const attributes: XmlTag['attributes'] = Object.create(null)
      for (const each of Object.values(given)) attributes[each.local] ??= each.value
      tags.push({ name: local, attributes })
    },
  })
  return tags
}
