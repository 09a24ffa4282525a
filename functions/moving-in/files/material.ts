import { toLine, toText } from '../../domain/text.ts'
import { typeOf } from '../../media/types.ts'
import type { Notice } from '../notice.ts'
import type { Head } from '../sources/source.ts'

/** Sheets, scripts and fonts beside a saved page. */
const furniture = /\.(?:css|js|woff2?|ttf|eot|map|axd|ashx|ico|svg|gif|cur)(?:\.download)?$/iu

/**
 * What a file is that no source reads: a notice at once, or `material` (a picture, a document), which items may name and
 * which is told of only if none does.
 */
export function kindOf({ path, name, bytes, text }: Head): 'material' | 'furniture' | Omit<Notice, 'place'> {
  if (bytes.length === 0) return { code: 'file-empty' }
  if (name.startsWith('~$')) return { code: 'lock-file' }
  if (/_Error\.txt$/iu.test(name)) return 'material'
  const type = typeOf(bytes)
  if (bytes.toString('latin1', 0, 4) === 'MSCF') return { code: 'compressed-package' }
  if (type === 'cfb' && /\.(?:doc|dot)$/iu.test(name) && !/\/attachments\//iu.test(path))
    return { code: 'old-word-file' }
  if (type !== undefined) return 'material'
  if (furniture.test(name)) return 'furniture'
  return { code: 'unknown-file', value: toLine(toText(text.slice(0, 200))).slice(0, 60) }
}
