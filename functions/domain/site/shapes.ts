import * as z from 'zod'
import { mediaFile, pictureFile } from '../library/file.ts'
import { byLocale, locale } from '../locale-schemas.ts'
import { ownTargets } from '../settings/menu.ts'
import { missingTranslation } from '../settings/missing-translation.ts'
import { shapeOf } from '../shape.ts'
import { videoHosts } from '../video-host.ts'

/**
 * What readers can see, and nothing else: every public answer is made of these shapes. A field of the newsroom that is
 * not written here cannot be published by mistake, because `parse` drops what a schema does not name. They hold no rule:
 * what an editor may write was judged when it was written, and a page of older days is still read.
 */

/** Where a text can be read in one language. */
export const place = z.object({
  locale,
  section: z.string(),
  slug: z.string(),
  /** Left out of news, which most texts are. */
  type: z.literal('page').optional(),
})
export type Place = z.infer<typeof place>

const publicAudio = z.object({
  href: z.string(),
  type: z.string(),
  bytes: z.int().optional(),
  seconds: z.int().optional(),
  transcript: z.string().optional(),
})

/** An article in a list. */
export const card = z.object({
  id: z.string(),
  ...place.shape,
  title: z.string(),
  summary: z.string(),
  publishedAt: z.string(),
  updatedAt: z.string().optional(),
  /** The link that the list opens instead of a page of ours. */
  externalUrl: z.string().optional(),
  /** The local day of what it tells of. */
  eventDate: z.string().optional(),
  featured: z.boolean(),
  /** At the head of its section; left out where it is not. */
  pinned: z.boolean().optional(),
  /** The lead image: cut to the shape of cards, and whole as a feed carries it. */
  image: shapeOf(pictureFile)
    .pick({ hash: true, cards: true, fallback: true, bytes: true })
    .partial({ fallback: true, bytes: true })
    .optional(),
  /** The text read aloud, as a feed carries it. */
  audio: publicAudio.pick({ href: true, type: true, bytes: true }).optional(),
  /** The first film of its body, likewise. */
  film: publicAudio.pick({ href: true, type: true, bytes: true }).optional(),
  /** The same article in other languages. */
  alternates: z.array(place),
})
export type Card = z.infer<typeof card>

/** A file for download. */
const publicAttachment = z.object({
  name: z.string(),
  href: z.string(),
  type: z.string(),
  bytes: z.int().optional(),
})

/** Who published a re-used text first. */
const publicSource = z.object({
  name: z.string(),
  url: z.string().optional(),
  publishedAt: z.string().optional(),
})

/** The lead image with its words; `alt` is empty where it only decorates. */
const lead = z.object({
  file: shapeOf(pictureFile),
  alt: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
})

/**
 * An article on its own page. `body` is HTML that `cleanBody` has made safe; `media` tells of each file that it names
 * (`media:<id>`) what it is.
 */
export const articlePage = z.object({
  kind: z.literal('page'),
  ...card.shape,
  body: z.string(),
  tags: z.array(z.string()).default([]),
  byline: z.array(z.string()),
  source: publicSource.optional(),
  lead: lead.optional(),
  media: z.record(z.string(), shapeOf(mediaFile)).default({}),
  attachments: z.array(publicAttachment),
  audio: publicAudio.optional(),
  /** What was corrected after it went public, oldest first; left out where nothing was. */
  corrections: z.array(z.object({ at: z.string(), text: z.string() })).optional(),
})
export type ArticlePage = z.infer<typeof articlePage>

/** What stands at an address whose text was withdrawn. */
export const gonePage = z.object({
  kind: z.literal('gone'),
  id: z.string(),
  /** Where the text stood that the notice is for. */
  place: place.optional(),
  title: z.string(),
  reason: z.string(),
  at: z.string(),
  alternates: z.array(place),
})
export type GonePage = z.infer<typeof gonePage>

/** The article exists, but not in this language. */
export const absentPage = z.object({
  kind: z.literal('absent'),
  id: z.string(),
  title: z.string(),
  alternates: z.array(place),
})
export type AbsentPage = z.infer<typeof absentPage>

export const shownArticle = z.discriminatedUnion('kind', [articlePage, gonePage, absentPage])
export type ShownArticle = z.infer<typeof shownArticle>

/** What of a page can be searched for, and shown of it as a hit: words alone, its body as lines. */
export const searchText = card
  .pick({ id: true, locale: true, section: true, slug: true, type: true, title: true, summary: true })
  .extend({
    ...card.pick({ publishedAt: true, updatedAt: true, externalUrl: true }).shape,
    byline: z.array(z.string()),
    body: z.string(),
  })
export type SearchText = z.infer<typeof searchText>

/** What an article page shows of other articles: written at publication, so that reading it costs no query. */
export const nearby = z.object({
  related: z.array(card),
  /** In the same section; the nearest in time first. */
  newer: z.array(card),
  older: z.array(card),
  /** What the article answers, and what answers it, the newest first; as far as it is public in its language. */
  replyTo: card.optional(),
  replies: z.array(card).optional(),
})
export type Nearby = z.infer<typeof nearby>

export const publicSection = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  /** A section without articles is not shown in menus. */
  hasArticles: z.boolean(),
  /** Its slug in the other languages in which it has articles. */
  alternates: byLocale(z.string()),
  /** Slugs under which it was known before. */
  former: z.array(z.string()).default([]),
  missingTranslation: missingTranslation.default('notice'),
})
export type PublicSection = z.infer<typeof publicSection>

/** A tag (chủ đề) that articles of this locale carry; one that none carries is not public. */
export const publicTag = publicSection
  .pick({ name: true, slug: true, alternates: true, former: true })
  .extend({
    id: z.string(),
  })
export type PublicTag = z.infer<typeof publicTag>

/** An entry of a menu: its address is a path of ours or one outside. Without a name it is called by the words for what is `own`. */
const menuEntry = z.object({
  name: z.string().optional(),
  own: z.enum(ownTargets).optional(),
  href: z.string(),
})
export type PublicMenuEntry = z.infer<typeof menuEntry>

/** It leads somewhere, or opens a list. */
const menuItem = menuEntry.partial({ href: true }).extend({ entries: z.array(menuEntry) })
export type PublicMenuItem = z.infer<typeof menuItem>

/** A unit that is no more, as pages of its time tell of it. */
const formerUnit = z.object({
  name: z.string(),
  bylines: z.array(z.string()),
  sections: z.array(z.string()),
  until: z.string(),
  successor: z.object({ name: z.string(), url: z.string().optional() }).optional(),
})
export type PublicFormerUnit = z.infer<typeof formerUnit>

/** The chrome of every page of one locale. */
export const siteChrome = z.object({
  locale,
  name: z.string(),
  tagline: z.string(),
  imprint: z.object({
    organisation: z.string(),
    address: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    responsible: z.string().optional(),
    licence: z.string().optional(),
    note: z.string(),
  }),
  links: z.array(z.object({ name: z.string(), url: z.string() })),
  /** What an administrator arranged; without entries pages show their sections. */
  menu: z.array(menuItem).default([]),
  foot: z.array(menuEntry).default([]),
  sections: z.array(publicSection),
  /** Slugs of every section in every locale, for links into another language. */
  slugs: z.record(z.string(), byLocale(z.string())),
  tags: z.array(publicTag).default([]),
  videoHosts: z.array(z.string()).default([...videoHosts]),
  /** Left out where it is as it is at first. */
  weekdays: z.literal('number').optional(),
  indexNowKey: z.string().optional(),
  formerUnits: z.array(formerUnit).optional(),
})
export type SiteChrome = z.infer<typeof siteChrome>

/** What the front page of one locale shows. */
export const frontPage = z.object({
  featured: z.array(card),
  latest: z.array(card),
  sections: z.array(z.object({ id: z.string(), cards: z.array(card) })),
})
export type FrontPage = z.infer<typeof frontPage>

/** The months in which a list has articles, newest first. */
export const archive = z.object({ months: z.array(z.object({ month: z.string(), count: z.number() })) })
export type Archive = z.infer<typeof archive>

/** The archive of each list of a locale: of `all`, and of a section by its id. */
export const archives = z.record(z.string(), archive)
export type Archives = z.infer<typeof archives>

/** Where an address of the old portal leads. */
export const redirect = z.object({ id: z.string(), locale })
/** Addresses of former days that lead nowhere for good. */
export const goneAddresses = z.array(z.string())

export type Redirect = z.infer<typeof redirect>
