import type { FileWarning } from '../../domain/library/file-warning.ts'
import type { Archive } from '../archive/archive.ts'
import { latin1 } from '../types.ts'
import { xmlTags } from '../xml/tags.ts'
import { isLocal } from './local-path.ts'

/** Parts that say by their names what they are (ECMA-376 part 1, 11.3, 12.3, 15.2; add-ins: [MS-OWEXML]). */
const parts: [FileWarning, RegExp][] = [
  ['script', /(?:^|\/)webextensions\/webextension[^/]*\.xml$/iu],
  ['form', /(?:^|\/)ctrlProps\/./iu],
  ['external_reference', /(?:^|\/)externalLinks\/[^/]*\.xml$|^xl\/connections\.xml$/iu],
  ['embedded_file', /(?:^|\/)embeddings\/./iu],
]

/** Fields that bring in what lies elsewhere (ECMA-376 part 1, 17.16.5). */
const fetching = String.raw`\s{0,20}(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\s`

/** Elements of Word, whatever the prefix of their namespace is. */
const elements: [FileWarning, RegExp][] = [
  ['form', /<(?:[\w-]+:)?(?:ffData|dropDownList|comboBox|checkbox)[\s/>]/u],
  ['external_reference', new RegExp(String.raw`<(?:[\w-]+:)?instrText(?:\s[^<>]{0,200})?>${fetching}`, 'iu')],
  [
    'external_reference',
    new RegExp(String.raw`<(?:[\w-]+:)?fldSimple\s[^<>]{0,200}instr\s*=\s*["']${fetching}`, 'iu'),
  ],
]

/** Bytes of parts that are searched, all together: the longest reports have a third of it. */
const mostSearched = 20_000_000

/** Whether a relationship leads to what is fetched or read, and not to a page that a reader opens or the writer's template. */
function isReference({ Type = '', TargetMode = '', Target = '' }: Record<string, string>): boolean {
  if (TargetMode.toLowerCase() !== 'external' || /\/hyperlink$/iu.test(Type)) return false
  return !(/\/attachedTemplate$/iu.test(Type) && isLocal(Target))
}

/** What a docx, xlsx or pptx holds. Its relationships have been read once: they are sound. */
export async function findInOffice(archive: Archive, found: Set<FileWarning>): Promise<void> {
  const files = archive.entries.filter(({ isFolder }) => !isFolder)
  for (const { name } of files) for (const [warning, part] of parts) if (part.test(name)) found.add(warning)
  for await (const tags of eachRead(archive, /\.rels$/iu))
    if (xmlTags(tags).some(({ attributes }) => isReference(attributes))) found.add('external_reference')
  for await (const part of eachRead(archive, /^word\/.*\.xml$/iu))
    findElements(searchable(part), elements, found)
}

/** The parts of these names, as far as they may be searched. */
export async function* eachRead({ entries, read }: Archive, names: RegExp): AsyncGenerator<Uint8Array> {
  let left = mostSearched
  for (const { name, bytes } of entries) {
    if (!names.test(name) || bytes > left) continue
    left -= bytes
    const part = await read(name, bytes)
    if (part) yield part
  }
}

/** A part as text of which ASCII alone is right, also where it is written in UTF-16. */
export const searchable = (part: Uint8Array) => latin1(part).replaceAll('\0', '')

/** Notes which of these stand in the text of a part. */
export function findElements(text: string, signs: [FileWarning, RegExp][], found: Set<FileWarning>): void {
  for (const [warning, sign] of signs) if (!found.has(warning) && sign.test(text)) found.add(warning)
}
