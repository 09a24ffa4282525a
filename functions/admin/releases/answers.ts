import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { status } from '../../domain/article/status-schema.ts'
import { instant } from '../../domain/date-schemas.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { releaseMember, releaseStates } from '../../domain/release/release.ts'
import { actor } from '../../domain/role-schemas.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { next, revision } from '../answers.ts'
import { component } from '../describe.ts'

/** One text of a release, as its article stands now. */
const memberAnswer = z.object({
  ...releaseMember.shape,
  title: z.string().optional(),
  section: sectionId.optional(),
  /** How far each language of the article has come. */
  states: z.partialRecord(locale, status),
  live: z.boolean(),
})

const fields = {
  id: articleId,
  name: z.string(),
  note: z.string().optional(),
  createdBy: z.string(),
  state: z.enum(releaseStates),
  planned: z.object({ publishAt: instant, by: actor }).optional(),
  published: z.object({ at: instant, by: z.string() }).optional(),
  dropped: z.object({ at: instant, by: z.string() }).optional(),
  /** It was to go public before now. */
  late: z.boolean(),
}

/** `missing`: how many of its texts are not ready, as far as lists tell. */
export const listedRelease = component(
  'ReleaseRow',
  z.object({
    ...fields,
    etag: z.string(),
    updatedAt: instant,
    updatedBy: z.string(),
    members: z.array(memberAnswer),
    missing: z.int(),
  }),
)
export const releaseList = z.object({ releases: z.array(listedRelease), next })

/** Why a text may not go public now: the rule that refuses it, and a sentence. */
const why = z.object({
  rule: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  message: z.string(),
})
/** `texts`: its members, as their articles stand now. */
export const releaseAnswer = z.object({
  release: z.object({ ...fields, members: z.array(releaseMember) }),
  texts: z.array(memberAnswer.extend({ why: why.optional() })),
  revision,
})
export const releaseHistory = z.object({ revisions: z.array(revision) })
