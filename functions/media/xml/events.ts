import { SaxesParser, type SaxesTagNS } from 'saxes'
import { Refusal } from '../../domain/library/refusal.ts'

/** What a file of XML, or several that belong together, may hold. It shrinks as they are read. */
export interface XmlAllowance {
  bytes: number
  elements: number
  attributes: number
  /** Of text and of the values of attributes. */
  characters: number
}

/** More than the longest report of an office has, and few enough for memory and seconds. */
export const xmlAllowance = (): XmlAllowance => ({
  bytes: 20_000_000,
  elements: 250_000,
  attributes: 500_000,
  characters: 10_000_000,
})

/**
 * A nesting that no stack minds, attributes of one element, and characters that neither begin nor end anything: the parser
 * keeps those in up to fifty bytes each, until something does.
 */
const most = { depth: 100, attributes: 500, silence: 1_000_000 }

const pieceLength = 65_536

interface XmlEvents {
  open: (tag: SaxesTagNS) => void
  close?: () => void
  text?: (text: string) => void
}

function encodingOf([first = 0, second = 0]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** As short strings of their own: one long string would stay in memory with the smallest part of it. */
function* decoded(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true })
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const end = at + pieceLength
    try {
      yield decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length })
    } catch (cause) {
      throw new Refusal('damaged', {}, { cause })
    }
  }
}

/** Takes from an allowance. Throws `too_complex` when nothing is left. */
function spend(allowance: XmlAllowance, what: keyof XmlAllowance, count = 1): void {
  allowance[what] -= count
  if (allowance[what] < 0) throw new Refusal('too_complex')
}

/** A parser that stops at what no writer of documents needs: document types, other encodings, what is deep or endless. */
function createParser({ open, close, text }: XmlEvents, allowance: XmlAllowance, hear: () => void) {
  // All is read as XML 1.0, whatever version it calls itself.
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  })
  let depth = 0
  let attributes = 0
  parser.on('error', (cause) => {
    throw new Refusal('damaged', {}, { cause })
  })
  parser.on('doctype', () => {
    throw new Refusal('damaged')
  })
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^(?:utf-?(?:8|16)|us-ascii)/iu.test(encoding)) throw new Refusal('damaged')
  })
  parser.on('opentagstart', () => {
    hear()
    spend(allowance, 'elements')
    attributes = 0
    depth += 1
    if (depth > most.depth) throw new Refusal('too_complex')
  })
  parser.on('attribute', ({ value }) => {
    hear()
    spend(allowance, 'attributes')
    spend(allowance, 'characters', value.length)
    attributes += 1
    if (attributes > most.attributes) throw new Refusal('too_complex')
  })
  parser.on('opentag', open)
  parser.on('closetag', () => {
    hear()
    depth -= 1
    close?.()
  })
  const write = (characters: string) => {
    spend(allowance, 'characters', characters.length)
    text?.(characters)
  }
  parser.on('text', write)
  parser.on('cdata', write)
  return parser
}

/**
 * Reads XML in UTF-8 or UTF-16 that may come from anybody. Throws `damaged` for what is not well-formed, names namespaces
 * that it does not declare or brings a document type (and so before an entity is expanded), `too_complex` above what is
 * allowed.
 */
export function readXmlEvents(bytes: Uint8Array, events: XmlEvents, allowance = xmlAllowance()): void {
  spend(allowance, 'bytes', bytes.length)
  let silence = 0
  const hear = () => {
    silence = 0
  }
  const parser = createParser(events, allowance, hear)
  for (const piece of decoded(bytes)) {
    silence += piece.length
    parser.write(piece)
    if (silence > most.silence) throw new Refusal('too_complex')
  }
  parser.close()
}
