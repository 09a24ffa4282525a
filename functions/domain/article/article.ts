import * as z from 'zod'
import { bodyHtml } from '../body/html.ts'
import { day, instant } from '../date-schemas.ts'
import { mediaFile, mediaId } from '../library/file.ts'
import { locales, perLocale } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import { actor } from '../role-schemas.ts'
import { says } from '../rules.ts'
import { sectionId } from '../settings/settings.ts'
import { articleTags } from '../settings/tags.ts'
import { shapeOf } from '../shape.ts'
import { sourceKey, sourceSystem } from '../source-system.ts'
import { line, lines, slug } from '../text-schemas.ts'
import { webAddress } from '../url-schemas.ts'
import { articleId, attachment, audio, leadImage, source } from './fields.ts'
import { status } from './status-schema.ts'

/** Genre (loại bài viết): the axis of the royalty table of Decree 18/2014/NĐ-CP, Article 7. */
export const genre = z.enum([
  'news',
  'qa',
  'photo',
  'drawing',
  'feature',
  'commentary',
  'reportage',
  'interview',
  'literature',
  'research',
  'media',
  'translation',
  'compiled',
  'document',
])

/**
 * `news` stands in lists, feeds and on front pages. A `page` (functions, contacts, privacy) stands in none of them: readers come
 * to it by the menu, and its date says when it was last looked after.
 */
export const articleType = z.enum(['news', 'page'])
export type ArticleType = z.infer<typeof articleType>

/**
 * Where an imported article comes from. `digest` is the SHA-256 of what was read, `views` where its counter starts; `url`
 * and `addresses` are all addresses that it had there, which lead to it.
 */
export const origin = z.strictObject({
  system: sourceSystem,
  key: sourceKey.optional(),
  digest: z.string().regex(/^[0-9a-f]{64}$/u),
  file: line(255).optional(),
  url: webAddress.optional(),
  addresses: z.array(webAddress).max(50).optional(),
  views: z.int().min(0).max(1_000_000_000).default(0),
})

/** What another system held of an article and nothing here does. Kept as it came; never public, and nothing is done with it. */
export const legacy = z.strictObject({
  fields: z.record(z.string().min(1).max(255), z.string().max(32_767)).optional(),
  /** What was paid, whole VND. */
  amounts: z
    .array(z.strictObject({ what: line(200), amount: z.int().min(0), to: line(200).optional() }))
    .max(50)
    .optional(),
})

/** From which text, as it was at which revision of the article, another one was translated. */
const basedOn = z.strictObject({ locale, revision: z.int().min(1) })

/** What an editor writes in one language. */
export const translationInput = z.strictObject({
  title: line(255),
  slug: slug.optional(),
  summary: lines(600).default(''),
  body: bodyHtml.default(''),
  externalUrl: webAddress.optional(),
  audio: audio.optional(),
  /** What the lead image shows, for those who do not see it; then what is written below it, and whose it is. */
  alt: line(500).optional(),
  caption: line(600).optional(),
  credit: line(200).optional(),
  /** What was corrected since readers last got the text, in words for them. */
  correction: lines(600).optional(),
  /** Left out, it stays as it was; null says that the text is no translation. */
  basedOn: basedOn.nullable().optional(),
})
export type TranslationInput = z.infer<typeof translationInput>

/** Articles that readers may want beside this one. */
export const relatedArticles = z
  .array(articleId)
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length, { error: says('article_twice') })

/** What is the same in every language, as an editor writes it by itself. */
export const sharedInput = z.strictObject({
  type: articleType.default('news'),
  section: sectionId,
  tags: articleTags.default([]),
  genre: genre.default('news'),
  byline: z.array(line(120)).max(5).default([]),
  featured: z.boolean().default(false),
  /** At the head of its section; kept where it is, and left out where not. */
  pinned: z.boolean().optional(),
  related: relatedArticles.default([]),
  /** The article that this one answers, as a reply or an explanation (Press Law 126/2025: linked both ways). */
  replyTo: articleId.optional(),
  leadImage: leadImage.optional(),
  attachments: z.array(attachment).max(20).default([]),
  source: source.optional(),
  eventDate: day.optional(),
})
export type SharedInput = z.infer<typeof sharedInput>

/** What is the same in every language. Where an article comes from is said by whoever imports all of it. */
const shared = { ...sharedInput.shape, origin: origin.optional() }

/** What a client may write of an article: everything else (status, dates, authorship) is the newsroom's to set. */
export const articleInput = z.strictObject({
  ...shared,
  translations: z
    .strictObject(perLocale(() => translationInput.optional()))
    .refine((translations) => locales.some((each) => translations[each]), {
      error: says('no_text', { locales }),
    }),
})
export type ArticleInput = z.infer<typeof articleInput>

/** Who did something, and when. */
const stamp = { by: z.string(), at: instant }

/** How many changes of a text are remembered: enough to tell since when a translation of it is out of date. */
export const rememberedChanges = 50

/** A revision in which the words of a text changed; `digest` tells whether they changed back. */
const textChange = z.object({ revision: z.int().min(1), at: instant, digest: z.string() })

/** What readers were told of a correction, and since when. */
const correction = z.object({ at: instant, text: z.string() })

/** How an article was placed since a text of it went live; what is left out stands in the revision that is live. */
const placement = z.object({
  featured: z.boolean().optional(),
  pinned: z.boolean().optional(),
  related: z.array(articleId).optional(),
  tags: z.array(z.string()).optional(),
})

/** A text in one language and how far it has come. Its body was cleaned when it was written, and is again when it is published. */
export const translation = shapeOf(
  z.object({
    ...translationInput.shape,
    slug,
    basedOn: basedOn.optional(),
    /** The last ones, oldest first. */
    changes: z.array(textChange).max(rememberedChanges).default([]),
    status,
    /** Who last changed the text; with four eyes, somebody else approves it. */
    editedBy: z.string().optional(),
    /** It came from another system, where it was approved, and nobody has changed it here. */
    imported: z.literal(true).optional(),
    /** Who handed it to those who approve; for as long as nobody writes it or gives it back. */
    submitted: z.object(stamp).optional(),
    /** It was given back, and why: until it is handed over again, or readers get it. */
    returned: z.object({ ...stamp, note: z.string().optional() }).optional(),
    /** Of the text as it stands: any change of it takes the approval away. `alone`: by its last author, where that is allowed. */
    approval: z.object({ ...stamp, alone: z.literal(true).optional() }).optional(),
    /** When it is to go public, and who said so; the state is "scheduled" for as long as it stands here. */
    scheduled: z.object({ publishAt: instant, by: actor }).optional(),
    /** When it is to be withdrawn, with the reason that readers will see. It concerns what is public, so edits leave it. */
    expires: z.object({ unpublishAt: instant, reason: z.string(), by: actor }).optional(),
    /** It went public without approval. Listed until somebody else has looked at it. */
    emergency: z.object({ ...stamp, reason: z.string(), review: z.object(stamp).optional() }).optional(),
    /** When readers first got it; kept when it is corrected. */
    publishedAt: instant.optional(),
    /** When a later revision of it went live, if one did. */
    updatedAt: instant.optional(),
    /** Said of each version that replaced a public one, if its editor did; oldest first. */
    corrections: z.array(correction).optional(),
    /** The revision of the article that readers see in this language, and since when. */
    live: z.object({ revision: z.int().min(1), since: instant, placed: placement.optional() }).optional(),
    /** The public notice that stands in its place, and the revision that readers saw before. */
    withdrawn: z.object({ reason: z.string(), at: instant, revision: z.int().min(1) }).optional(),
  }),
)
export type Translation = z.infer<typeof translation>

/** Whose task a text is: principals of who is to write or translate it, and of who said so. */
export const assignment = z.object({
  to: z.string(),
  /** A day of Vietnam. */
  due: day.optional(),
  note: z.string().optional(),
  ...stamp,
})

const changeNumber = z.int().min(1).optional()

export const article = shapeOf(
  z.object({
    ...shared,
    /** Also one that editors cannot choose any more. */
    genre: z.string().default('news'),
    id: articleId,
    /** Whose article it is. */
    createdBy: z.string().optional(),
    legacy: legacy.optional(),
    /** It was put away before anything of it was public. */
    discarded: z.object({ ...stamp, reason: z.string() }).optional(),
    /** On which day of Vietnam it is to be looked at again, who said so, and what for. */
    lookAgain: z.object({ on: day, by: z.string(), note: z.string().optional() }).optional(),
    /** Addresses at which nothing stands any more and that lead here, beside those that it came with (`origin`). */
    formerAddresses: z.array(z.string()).optional(),
    /** Who is to write it in a language, or to translate it; also into one in which there is no text yet. */
    assignments: z.object(perLocale(() => assignment.optional())).optional(),
    /** The files that it names, as they were when it was written: what is approved cannot be swapped later. */
    files: z.record(mediaId, mediaFile).default({}),
    /** The number of the revision in which each part changed last: `domain/article/parts.ts`. */
    changedIn: z.object({ shared: changeNumber, ...perLocale(() => changeNumber) }).default({}),
    translations: z.object(perLocale(() => translation.optional())),
  }),
)
export type Article = z.infer<typeof article>

/** As everybody of the newsroom reads it: what was paid elsewhere is for those who see royalties. */
export const openArticle = article.omit({ legacy: true })
