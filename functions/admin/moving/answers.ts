import * as z from 'zod'
import { moveFile, move as moveShape } from '../../domain/moving/move.ts'
import { moveOptions } from '../../moving-in/move-options.ts'
import { noticeCodes, severities } from '../../moving-in/notice.ts'
import { outcomes } from '../../moving-in/outcome.ts'
import { understood } from '../../moving-in/run/mapping-file.ts'
import { moveProgress } from '../../store/moves.ts'
import { component } from '../describe.ts'

/** What the API answers of what is moved in through the desk. */

const { id, name, state, by, at, changedAt, reported } = moveShape.shape

/** In words of the language asked for: what it says, and what to do about it. */
const told = { says: z.string(), todo: z.string() }

export const moveAnswer = component(
  'Move',
  z.object({
    ...{ id, name, state, by, at, changedAt },
    files: z.array(moveFile.extend({ stored: z.boolean() })),
    options: moveOptions,
    /** Whether the last try was of these very files and options: what `run` needs. */
    tried: z.boolean(),
    /** Somebody has said so, and what is in hand comes to its end. */
    stopping: z.boolean(),
    progress: moveProgress.optional(),
    /** How many items the last try read. */
    total: z.int().optional(),
    /** Of which the sums and notices are. */
    reported,
    /** What came of how many items and files; they add up to all that were read. */
    sums: z.partialRecord(z.enum(outcomes), z.int()).optional(),
    /** Each kind of notice, the worst first, with the words of its first one. */
    byCode: z
      .array(z.object({ code: z.enum(noticeCodes), level: z.enum(severities), count: z.int(), ...told }))
      .optional(),
    failure: z.object({ reason: moveShape.shape.failure.unwrap(), ...told }).optional(),
    expiresAt: z.string(),
  }),
)

export const moveList = z.object({ moves: z.array(moveAnswer), next: z.string().optional() })

export const fileMade = z.object({
  id,
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expires: z.string() }),
})

export const moveNotices = z.object({
  notices: z.array(
    z.object({
      code: z.enum(noticeCodes),
      level: z.enum(severities),
      /** Empty of what concerns all of it. */
      file: z.string(),
      /** Where in it: `dòng 4, mục 103`. */
      place: z.string(),
      item: z.string().optional(),
      ...told,
    }),
  ),
  next: z.string().optional(),
})

export const mappingAnswer = understood
