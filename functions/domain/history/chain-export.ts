import canonicalize from 'canonicalize'
import * as z from 'zod'
import { articleId } from '../article/fields.ts'
import { type Break, findBreaks } from '../revision.ts'

const head = z.object({ number: z.int().min(1), hash: z.string() })

const exported = z.strictObject({
  format: z.literal('bantin-history-1'),
  subject: articleId,
  head: z.strictObject(head.shape),
  revisions: z.array(z.unknown()).min(1),
})

/** What something beside a chain knows of it: that there was a revision, and where it was written down, with which hash. */
export interface Witness {
  name: string
  number: number
  hash?: string | undefined
}

/** Where a history breaks. Without a number, what is wrong is not one of its revisions. */
export interface HistoryBreak {
  subject: string
  number?: number
  what: string
}

/**
 * The history of an article as a file: `{format, head: {number, hash}, revisions, subject}`, each revision with all that was
 * hashed and its hash, oldest first. Canonical JSON (RFC 8785), so that one history has one form and no byte of it can be
 * changed unseen; without the time of the export, so that the same history makes the same file. A history that is longer than
 * `bytes` makes several: the next one begins after revision `last`.
 */
export function exportChain(
  subject: string,
  chain: readonly unknown[],
  { after = 0, bytes }: { after?: number; bytes: number },
): { text: string; last: number } {
  const rest = chain.slice(after)
  let length = 0
  const full = rest.findIndex((revision, index) => {
    length += Buffer.byteLength(canonicalize(revision) ?? '')
    return index > 0 && length > bytes
  })
  const revisions = full === -1 ? rest : rest.slice(0, full)
  const document = { format: 'bantin-history-1', subject, head: head.parse(chain.at(-1)), revisions }
  return { text: canonicalize(document) ?? '', last: after + revisions.length }
}

/**
 * Where a chain, as it is stored, breaks: by its hashes, and by what witnesses know of it. Hashes alone cannot tell that the
 * last revisions were taken away; a witness can, unless it was changed with them.
 */
export function findChainBreaks(revisions: readonly unknown[], witnesses: readonly Witness[]): Break[] {
  const heads = new Map(
    revisions.flatMap((each) => {
      const { success, data } = head.safeParse(each)
      return success ? [[data.number, data.hash]] : []
    }),
  )
  const contradicted = witnesses.flatMap(({ name, number, hash }) => {
    const found = heads.get(number)
    if (found === undefined) return [{ number, what: `is missing: ${name} knows of it` }]
    return hash === undefined || hash === found ? [] : [{ number, what: `is not the one that ${name} knows` }]
  })
  return [...findBreaks(revisions), ...contradicted]
}

type Exported = z.infer<typeof exported>

function readExport(text: string): Exported | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  const { success, data } = exported.safeParse(json)
  if (!success) return 'is not an exported history'
  // Spaces, the order of names, names given twice: what JSON.parse does not show.
  return canonicalize(json) === text ? data : 'is not as it was exported: it was changed, or written anew'
}

const firstNumber = ({ revisions: [first] }: Exported) => head.safeParse(first).data?.number ?? 0

function breaksOf(subject: string, files: readonly Exported[]): HistoryBreak[] {
  const revisions = files
    .toSorted((a, b) => firstNumber(a) - firstNumber(b))
    .flatMap((file) => file.revisions)
  const strangers = revisions.flatMap((revision) => {
    const of = z.looseObject({ subject: z.string(), number: z.int() }).safeParse(revision).data
    return of && of.subject !== subject ? [{ number: of.number, what: `belongs to "${of.subject}"` }] : []
  })
  const witnesses = files.map((file) => ({ name: 'the file', ...file.head }))
  return [...findChainBreaks(revisions, witnesses), ...strangers].map((each) => ({ subject, ...each }))
}

/** Verifies exported histories by themselves. Files of one article are one history. */
export function verifyExports(files: readonly { name: string; text: string }[]) {
  const breaks: HistoryBreak[] = []
  const histories = new Map<string, Exported[]>()
  for (const { name, text } of files) {
    const read = readExport(text)
    if (typeof read === 'string') breaks.push({ subject: name, what: read })
    else histories.set(read.subject, [...(histories.get(read.subject) ?? []), read])
  }
  let revisions = 0
  for (const [subject, parts] of histories) {
    revisions += parts.reduce((sum, part) => sum + part.revisions.length, 0)
    breaks.push(...breaksOf(subject, parts))
  }
  return { chains: histories.size, revisions, breaks }
}
