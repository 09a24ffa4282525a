import type { FileWarning } from '../../domain/library/file-warning.ts'
import type { Archive } from '../archive/archive.ts'
import { xmlTags } from '../xml/tags.ts'
import { eachRead, findElements, searchable } from './office-warnings.ts'

/** Elements of OpenDocument 1.3, whatever the prefix of their namespace is. */
const elements: [FileWarning, RegExp][] = [
  ['script', /<(?:[\w-]+:)?(?:event-listener|script)[\s/>]/u],
  ['form', /<(?:[\w-]+:)?form[\s/>]/u],
  ['external_reference', /<(?:[\w-]+:)?(?:dde-connection-decls?|dde-links?|dde-source)[\s/>]/u],
]

const references =
  /<(?:[\w-]+:)?(?<tag>[\w-]+)\s[^<>]{0,2000}?\bhref\s*=\s*["'](?<target>[^"'<]{0,2000})["']/gu

/** Links that a reader follows, and events, which are named as such. */
const followed = new Set(['a', 'event-listener'])

/** Documents within it, which can be taken out; charts and formulas are not. */
const document = /^application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation|graphics)/u

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The first part of the path of everything that lies in the archive: `Pictures`, `Object 1`. */
function ownPlaces({ entries }: Archive): Set<string> {
  return new Set(entries.map(({ name }) => name.split('/')[0] ?? ''))
}

function isOutside(target: string, own: ReadonlySet<string>): boolean {
  if (target === '' || target.startsWith('#')) return false
  const [place = ''] = decoded(target.replace(/^\.\//u, '')).split(/[/#]/u)
  return !own.has(place)
}

function refersOutside(text: string, own: ReadonlySet<string>): boolean {
  for (const { groups = {} } of text.matchAll(references)) {
    const { tag = '', target = '' } = groups
    if (!followed.has(tag) && isOutside(target, own)) return true
  }
  return false
}

/** What an odt, ods or odp holds, and what the objects within it do. Its manifest has been read once: it is sound. */
export async function findInOpenDocument(archive: Archive, found: Set<FileWarning>): Promise<void> {
  const own = ownPlaces(archive)
  for await (const part of eachRead(archive, /(?:^|\/)(?:content|styles)\.xml$/u)) {
    const text = searchable(part)
    findElements(text, elements, found)
    if (refersOutside(text, own)) found.add('external_reference')
  }
  const [manifest] = await Array.fromAsync(eachRead(archive, /^META-INF\/manifest\.xml$/u))
  const listed = manifest ? xmlTags(manifest) : []
  const isDocument = ({ attributes }: (typeof listed)[number]) =>
    attributes['full-path'] !== '/' && document.test(attributes['media-type'] ?? '')
  if (listed.some(isDocument)) found.add('embedded_file')
}
