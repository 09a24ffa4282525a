import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { instant } from '../../domain/date-schemas.ts'
import { mediaId } from '../../domain/library/file.ts'
import { leftOutNote } from '../../domain/library/left-out.ts'
import { media, mediaStatus } from '../../domain/library/library.ts'
import { importedText } from '../../domain/library/task.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { mediaRow } from '../../store/media-row.ts'
import type { UploadForm } from '../../store/uploads.ts'
import { next, revision } from '../answers.ts'
import { component } from '../describe.ts'
import type { UsedIn } from './uses.ts'

/** What the API answers of the media library. */

const shown = component(
  'Media',
  media.omit({ upload: true, original: true }).extend({ originalBytes: z.int().optional() }),
)

const usedIn: z.ZodType<UsedIn> = z.object({
  article: articleId,
  title: z.string(),
  section: sectionId,
  written: z.boolean(),
  live: z.array(locale),
  older: z.boolean(),
})

const form: z.ZodType<UploadForm> = component(
  'UploadForm',
  z.object({ url: z.url(), fields: z.record(z.string(), z.string()), expires: instant }),
)

export const mediaAnswer = z.object({ media: shown, revision })
export const mediaRead = mediaAnswer.extend({
  /** At most 100 articles. */
  usedIn: z.array(usedIn),
  /** There may be more of them. */
  usedInMore: z.literal(true).optional(),
})
export const mediaAsked = mediaAnswer.extend({ upload: form })
export const mediaList = z.object({
  media: z.array(component('MediaRow', mediaRow.extend({ usedIn: z.int() }))),
  next,
})
export const importAnswer = importedText.extend({
  dropped: z.array(leftOutNote),
  pictures: z.array(z.object({ id: mediaId, name: z.string(), status: mediaStatus })),
})
