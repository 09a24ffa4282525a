import * as z from 'zod'
import { extensions, focus, mediaFile, mediaId } from './file.ts'
import { fileWarning } from './file-warning.ts'
import { leftOut } from './left-out.ts'
import { refusalCodes } from './refusal.ts'
import { strippedPart } from './stripped.ts'

const extension = z.enum(extensions)

/** What the editors' door asks of the media function. Keys are of the private bucket. */
export const mediaTask = z.discriminatedUnion('task', [
  /** Looks at what was uploaded, and makes of it what readers get. */
  z.object({
    task: z.literal('take'),
    id: mediaId,
    key: z.string(),
    name: z.string(),
    extension,
    focus: focus.optional(),
    /** Whether to refuse a document of which an editor would be warned. */
    refuseActive: z.boolean().default(false),
  }),
  /** Cuts a picture again. */
  z.object({ task: z.literal('cut'), id: mediaId, key: z.string(), extension, focus }),
  /** Reads a Word file as an article. */
  z.object({ task: z.literal('read'), id: mediaId, key: z.string() }),
])
export type MediaTask = z.infer<typeof mediaTask>

const original = z.object({ key: z.string(), bytes: z.int() })

/** A Word file as an article: the pictures in it are named in the body. */
export const importedText = z.object({
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  /** The encoding of the last century that its letters were in, if they were. */
  converted: z.enum(['tcvn3', 'vni']).optional(),
  dropped: z.array(leftOut),
})
export type ImportedText = z.infer<typeof importedText>

/** A picture that a Word file held, as it was uploaded with it: `key` is where it waits to be looked at. */
const importedPicture = z.object({ id: mediaId, name: z.string(), key: z.string(), bytes: z.int() })

export const mediaAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('taken'),
    file: mediaFile,
    original,
    warnings: z.array(fileWarning).optional(),
    stripped: z.array(strippedPart).optional(),
  }),
  z.object({ outcome: z.literal('read'), text: importedText, pictures: z.array(importedPicture) }),
  /** It is still being looked at by the scanner. */
  z.object({ outcome: z.literal('scanning') }),
  z.object({
    outcome: z.literal('refused'),
    code: z.enum(refusalCodes),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type MediaAnswer = z.infer<typeof mediaAnswer>
