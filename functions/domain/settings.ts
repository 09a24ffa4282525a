import * as z from 'zod'
import { webAddress } from './link.ts'
import { type Locale, locales, perLocale } from './locale.ts'
import { line, lines, slug } from './text.ts'

/** A value for every locale: what is printed in the chrome exists in each language or not at all. */
const inEveryLocale = <T extends z.ZodType>(value: T) => z.strictObject(perLocale(() => value))

export const sectionId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/u, { error: 'must be a section id such as "news"' })

/** Path words that are not section slugs, because the site itself answers there. */
export const reservedSlugs = ['latest', 'search', 'feed']

const sectionSlug = slug.refine((value) => !reservedSlugs.includes(value), {
  error: `must not be one of ${reservedSlugs.join(', ')}`,
})

/** A section (chuyên mục): one id, a name and a slug for each locale. The order of the list is the order of the menu. */
export const section = z.strictObject({
  id: sectionId,
  name: inEveryLocale(line(80)),
  slug: inEveryLocale(sectionSlug),
})
export type Section = z.infer<typeof section>

const imprint = z.strictObject({
  organisation: line(200),
  address: line(300).optional(),
  phone: line(40).optional(),
  email: z.email().optional(),
  responsible: line(200).optional(),
  note: lines(600).default(''),
})

/** What the whole site shares. Kept as a chain of revisions, like an article. */
export const settings = z
  .strictObject({
    name: inEveryLocale(line(120)),
    tagline: inEveryLocale(lines(200)),
    imprint: inEveryLocale(imprint),
    links: z.array(z.strictObject({ name: inEveryLocale(line(120)), url: webAddress })).max(20),
    /** Whether a text must be approved by somebody other than its last author. */
    fourEyes: z.boolean().default(true),
    sections: z.array(section).min(1).max(40),
  })
  .refine(({ sections }) => new Set(sections.map(({ id }) => id)).size === sections.length, {
    path: ['sections'],
    error: 'two sections have the same id',
  })
  .refine(
    ({ sections }) =>
      locales.every((each) => new Set(sections.map((it) => it.slug[each])).size === sections.length),
    { path: ['sections'], error: 'two sections have the same slug in one locale' },
  )
export type Settings = z.infer<typeof settings>

const sectionNames: [id: string, vi: string, en: string, slugs: Record<Locale, string>][] = [
  ['news', 'Tin tức', 'News', { vi: 'tin-tuc', en: 'news' }],
  ['consular', 'Lãnh sự', 'Consular affairs', { vi: 'lanh-su', en: 'consular-affairs' }],
  ['border', 'Biên giới', 'Border affairs', { vi: 'bien-gioi', en: 'border-affairs' }],
  [
    'cooperation',
    'Hợp tác quốc tế',
    'International cooperation',
    { vi: 'hop-tac-quoc-te', en: 'international-cooperation' },
  ],
  ['notices', 'Thông báo', 'Notices', { vi: 'thong-bao', en: 'notices' }],
]

/** What a site starts with, until an administrator replaces it. */
export const defaultSettings: Settings = settings.parse({
  name: { vi: 'Sở Ngoại vụ', en: 'Department of Foreign Affairs' },
  tagline: { vi: 'Trang thông tin điện tử', en: 'Official news site' },
  imprint: {
    vi: { organisation: 'Sở Ngoại vụ' },
    en: { organisation: 'Department of Foreign Affairs' },
  },
  links: [],
  sections: sectionNames.map(([id, vi, en, slugs]) => ({ id, name: { vi, en }, slug: slugs })),
})
