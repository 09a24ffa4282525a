import type { FileWarning } from '../../domain/library/file-warning.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { type Allowance, type Archive, type ArchiveEntry, checkArchive } from '../archive/archive.ts'
import { namesProgram } from '../archive/names.ts'
import { latin1, runs, typeOf } from '../types.ts'
import { type XmlTag, xmlTags } from '../xml/tags.ts'
import { isLocal } from './local-path.ts'
import { findInOffice } from './office-warnings.ts'
import { checkCompound } from './old-office.ts'
import { isOpenDocument, openDocumentKind } from './open-document.ts'
import { findInOpenDocument } from './open-document-warnings.ts'

const mostXml = 5_000_000
const mostRelations = 10_000_000
/** Of what is embedded in a document, such as the workbook behind a chart. */
const mostEmbedded = 50_000_000

/** What a document is, by the content type of its main part (ECMA-376 part 1, 11.3; 12.3; 13.3). */
const mainParts: [RegExp, string][] = [
  [/\.wordprocessingml\.document\.main\+xml$/u, 'docx'],
  [/\.wordprocessingml\.template\.main\+xml$/u, 'dotx'],
  [/\.spreadsheetml\.sheet\.main\+xml$/u, 'xlsx'],
  [/\.spreadsheetml\.template\.main\+xml$/u, 'xltx'],
  [/\.presentationml\.presentation\.main\+xml$/u, 'pptx'],
  [/\.presentationml\.slideshow\.main\+xml$/u, 'ppsx'],
  [/\.presentationml\.template\.main\+xml$/u, 'potx'],
  // "Macro-enabled" is in its name, but it is a workbook in another notation, as charts embed it.
  [/ms-excel\.sheet\.binary\.macroenabled\.main$/u, 'xlsb'],
]

const running = /macroenabled|vbaproject|vbadata|activex|macrosheet/u
const runningPart = /(?:^|\/)(?:vbaProject|vbaData|activeX|(?:intl)?macrosheets)[^/]*(?:\/|$)/iu

/** Opened by themselves when the document is; links, pictures and data from elsewhere are not. */
const loaded = /\/(?:attachedTemplate|oleObject|frame|subDocument|package|control)$/iu

function mainKind(tags: XmlTag[]): string {
  const types = tags.map(({ attributes }) => attributes.ContentType?.toLowerCase() ?? '')
  const mains = new Set(types.flatMap((type) => mainParts.find(([pattern]) => pattern.test(type))?.[1] ?? []))
  const [kind] = mains
  if (types.some((type) => running.test(type) && !type.endsWith('.sheet.binary.macroenabled.main')))
    throw new Refusal('macros')
  // Two main parts would be one document for us and another for Word.
  if (!kind || mains.size > 1) throw new Refusal('damaged')
  return kind
}

/** Where it says what else to open. Throws `macros` for programs in it, `remote_…` for what would be fetched when it is opened. */
function checkRelationships(tags: XmlTag[]): void {
  for (const { attributes } of tags) {
    const { Type = '', TargetMode = '', Target = '' } = attributes
    if (runningPart.test(Target) && TargetMode.toLowerCase() !== 'external') throw new Refusal('macros')
    if (TargetMode.toLowerCase() === 'external' && loaded.test(Type) && !isLocal(Target)) {
      const code = /\/attachedTemplate$/iu.test(Type) ? 'remote_template' : 'remote_content'
      throw new Refusal(code, { address: Target.slice(0, 200) })
    }
  }
}

async function readTags(archive: Archive, name: string): Promise<XmlTag[]> {
  const bytes = await archive.read(name, mostXml)
  if (!bytes) throw new Refusal('damaged')
  return xmlTags(bytes)
}

async function openXmlKind(archive: Archive): Promise<string> {
  const kind = mainKind(await readTags(archive, '[Content_Types].xml'))
  if (archive.entries.some(({ name }) => runningPart.test(name))) throw new Refusal('macros')
  const relations = archive.entries.filter(({ name }) => name.toLowerCase().endsWith('.rels'))
  if (relations.reduce((sum, { bytes }) => sum + bytes, 0) > mostRelations) throw new Refusal('damaged')
  for (const { name } of relations) checkRelationships(await readTags(archive, name))
  const package_ = await readTags(archive, '_rels/.rels')
  const main = package_.find(({ attributes }) => attributes.Type?.endsWith('/officeDocument'))
  if (!main) throw new Refusal('damaged')
  return kind
}

/** `docx`, `odt`, `zip` …: what a ZIP file is, by what it says of itself. Throws `macros` or `encrypted`. */
export async function archiveKind(archive: Archive): Promise<string> {
  if (isOpenDocument(archive)) return openDocumentKind(archive)
  const isOpenXml = archive.entries.some(({ name }) => name.toLowerCase() === '[content_types].xml')
  return isOpenXml ? openXmlKind(archive) : 'zip'
}

/** What is embedded in a document: other documents, one level deep, and objects of programs. */
async function checkEmbedded(
  archive: Archive,
  allowance: Allowance,
  found: Set<FileWarning>,
  depth: number,
): Promise<void> {
  for (const { name, head } of archive.entries) {
    const type = typeOf(head)
    if (runs(type) || (namesProgram(name) && /\/embeddings\//iu.test(name))) throw new Refusal('macros')
    if (type !== 'zip' && type !== 'cfb') continue
    const bytes = await archive.read(name, mostEmbedded)
    if (!bytes) throw new Refusal('damaged')
    if (type === 'cfb') checkCompound(bytes, found)
    else if (depth > 0) throw new Refusal('archive_depth')
    else await checkOffice(bytes, allowance, found, depth + 1)
  }
}

/**
 * Whether a part declares entities, which no writer of documents does (OPC forbids document types, ECMA-376 part 2, 8.2.6.2),
 * and by which a few bytes become gigabytes in the program that opens it. Drawings (SVG) of some programs declare harmless ones.
 */
const declaresEntities = ({ name, head }: ArchiveEntry) =>
  /\.(?:xml|rels|vml)$/iu.test(name) &&
  /<!(?:ENTITY|DOCTYPE[^>]*\[)/iu.test(latin1(head).replaceAll('\0', ''))

/**
 * Looks through a docx, xlsx, pptx, odt, ods or odp with what is embedded in it, and tells which it is; `zip` if none. `found`
 * is told of what is not refused, but named.
 */
export async function checkOffice(
  bytes: Uint8Array,
  allowance: Allowance,
  found: Set<FileWarning>,
  depth = 0,
): Promise<string> {
  const archive = await checkArchive(bytes, allowance)
  const kind = await archiveKind(archive)
  if (archive.entries.some(declaresEntities)) throw new Refusal('damaged')
  await checkEmbedded(archive, allowance, found, depth)
  if (kind === 'zip' || kind === 'epub') return kind
  await (isOpenDocument(archive) ? findInOpenDocument(archive, found) : findInOffice(archive, found))
  return kind
}
