import { SaxesParser } from 'saxes'
import { decodeStream } from './decode.ts'
import type { InputFile } from './input-file.ts'
import { mendedXml } from './mended-xml.ts'
import { withoutLongValues } from './too-long.ts'

/** A tag, or what stood in it until the next one. */
export type XmlEvent =
  | { open: string; attributes: Readonly<Record<string, string>>; line: number }
  | { close: string }
  | { text: string }

/**
 * The elements and texts of an XML file, in order. What is not well-formed is read on as far as a reader can; names of
 * entities that the file declares itself mean nothing, so that none is multiplied. Throws where nothing can follow.
 */
export async function* xmlEvents(file: InputFile): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser({ xmlns: false, fragment: false })
  const events: XmlEvent[] = []
  let isOpen = 0
  let wrong: string | undefined
  parser.on('error', (error) => {
    wrong ??= error.message
  })
  parser.on('opentag', ({ name, attributes }) => {
    isOpen += 1
    events.push({ open: name, attributes, line: parser.line })
  })
  parser.on('closetag', ({ name }) => {
    isOpen -= 1
    events.push({ close: name })
  })
  parser.on('text', (text) => events.push({ text }))
  parser.on('cdata', (text) => events.push({ text }))
  for await (const piece of mendedXml(withoutLongValues(decodeStream(file.stream()), 'xml'))) {
    parser.write(piece.replaceAll('\ufeff', ''))
    yield* events.splice(0)
  }
  parser.close()
  yield* events.splice(0)
  if (isOpen > 0)
    throw new Error(
      `line ${parser.line}: the file ends in the middle${wrong ? ` (${wrong})` : ''}; export it again`,
    )
}
