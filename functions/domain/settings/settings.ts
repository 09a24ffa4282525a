import * as z from 'zod'
import { languages } from '../../../locales/languages.ts'
import { day } from '../date-schemas.ts'
import { requireRight } from '../errors.ts'
import { formerAddress } from '../former-address.ts'
import { defaultLocale, type Locale, locales, perLocale, wordsIn } from '../locale.ts'
import { pathWords } from '../path-words.ts'
import { refusal, says } from '../rules.ts'
import { type Shape, shapeOf } from '../shape.ts'
import { slugify } from '../text.ts'
import { line, lines, slug } from '../text-schemas.ts'
import { webAddress } from '../url-schemas.ts'
import { videoHosts } from '../video-host.ts'
import { formerUnits } from './former-units.ts'
import { frozen } from './freeze.ts'
import { menu } from './menu.ts'
import { missingTranslation } from './missing-translation.ts'
import { formerSlugs, inEveryLocale, type Named, nameId, refuseDuplicates, rememberSlugs } from './named.ts'
import { changedParts } from './parts.ts'
import { tag } from './tags.ts'

export const sectionId = nameId('news')

/** Path words that are not section slugs, because the site itself answers there. */
export const reservedSlugs = [...pathWords, 'feed']

/** A section (chuyên mục): one id, a name and a slug for each locale. The order of the list is the order of the menu. */
export const section = z.strictObject({
  id: sectionId,
  name: inEveryLocale(line(80)),
  slug: inEveryLocale(slug),
  missingTranslation: missingTranslation.default('notice'),
})
export type Section = z.output<Shape<typeof section>>

const imprint = z.strictObject({
  organisation: line(200),
  address: line(300).optional(),
  phone: line(40).optional(),
  email: z.email().max(254).optional(),
  responsible: line(200).optional(),
  /** Number, day and issuer of the licence under which the site is run. */
  licence: line(200).optional(),
  note: lines(600).default(''),
})

const rules = {
  name: inEveryLocale(line(120)),
  tagline: inEveryLocale(lines(200)),
  imprint: inEveryLocale(imprint),
  links: z.array(z.strictObject({ name: inEveryLocale(line(120)), url: webAddress })).max(20),
  /** What stands above and below every page. */
  menu,
  /** Whether a text must be approved by somebody other than its last author. */
  fourEyes: z.boolean(),
  /** Whether a royalty must be approved by somebody else than whoever proposed it, and paid by somebody else again. */
  royaltyFourEyes: z.boolean(),
  /** Whether documents with scripts, forms, references or files in them are refused; else the editor is told of them. */
  refuseActiveDocuments: z.boolean(),
  /** Whether links to other sites are asked for at night; where not, nothing is sent to any of them. */
  checkLinks: z.boolean(),
  /** Days of Vietnam on which nobody works, beside weekends and the holidays that are the same days each year. */
  daysOff: z.array(day).max(60),
  /** Sites whose films a reader may watch on a page; a film of another one is a link. */
  videoHosts: z.array(z.enum(videoHosts)).max(videoHosts.length),
  /** How Vietnamese pages call days: `Thứ Sáu`, or `Thứ 6` as the old portal did. */
  weekdays: z.enum(['name', 'number']),
  /** By which search engines know that it is this site that tells them of new pages (indexnow.org); empty: they are told nothing. */
  indexNowKey: z.string().regex(/^(?:[A-Za-z0-9-]{8,128})?$/u, { error: says('form_unknown') }),
  formerUnits,
  frozen,
  /** Addresses of former days that lead nowhere for good: readers are told so (410). */
  gone: z.array(formerAddress).max(300),
  sections: z.array(section).min(1).max(40),
  tags: z.array(tag).max(200),
}

/** What is not said is as it is at first. */
const fields = {
  ...rules,
  menu: rules.menu.default({ top: [], foot: [] }),
  fourEyes: rules.fourEyes.default(true),
  royaltyFourEyes: rules.royaltyFourEyes.default(true),
  refuseActiveDocuments: rules.refuseActiveDocuments.default(false),
  checkLinks: rules.checkLinks.default(false),
  daysOff: rules.daysOff.default([]),
  videoHosts: rules.videoHosts.default([...videoHosts]),
  weekdays: rules.weekdays.default('name'),
  indexNowKey: rules.indexNowKey.default(''),
  formerUnits: rules.formerUnits.default([]),
  frozen: rules.frozen.default(null),
  gone: rules.gone.default([]),
  tags: rules.tags.default([]),
}

function refuseReserved(context: z.core.$RefinementCtx, sections: readonly Named[]): void {
  for (const [index, { slug }] of sections.entries())
    for (const each of locales.filter((one) => reservedSlugs.includes(slug[one] ?? '')))
      context.addIssue({
        code: 'custom',
        path: ['sections', index, 'slug', each],
        message: says('site_address', { slug: slug[each] ?? '', others: reservedSlugs }),
      })
}

/** What two of a list may not have in common, and what is the site's own. */
function refuseUnclear(
  {
    sections = [],
    tags = [],
  }: { sections?: readonly Named[] | undefined; tags?: readonly Named[] | undefined },
  context: z.core.$RefinementCtx,
): void {
  refuseDuplicates(context, 'sections', sections)
  refuseDuplicates(context, 'tags', tags)
  refuseReserved(context, sections)
}

/** What an administrator writes, by the rules of today. What was written under others is still read. */
export const settingsInput = z.strictObject(fields).superRefine(refuseUnclear)
export type SettingsInput = z.infer<typeof settingsInput>

/** The same of one part, which says all that it holds: nothing is as it is at first because it was left out. */
export const settingsPartInput = z.strictObject(rules).partial().superRefine(refuseUnclear)
export type SettingsPartInput = z.infer<typeof settingsPartInput>

/** What the whole site shares. Kept as a chain of revisions, like an article. */
export const settings = shapeOf(
  z.object({
    ...fields,
    /** The newsroom's to set, so that old addresses keep leading somewhere. */
    formerSlugs: z.object({ sections: formerSlugs, tags: formerSlugs }).default({ sections: {}, tags: {} }),
    /** The number of the revision that changed a part last, by its name. */
    changedIn: z.record(z.string(), z.int()).default({}),
  }),
)
export type Settings = z.infer<typeof settings>

/** Fewer of a tag than of a section: there may be five times as many of them, and all are on every page's way. */
const mostFormer = { sections: 20, tags: 5 }

/** The settings as an administrator writes them. */
export type WrittenSettings = Omit<Settings, 'formerSlugs' | 'changedIn'>

/**
 * The settings with what was written over them, as revision `number` of them; the slugs that this gives up are remembered, and
 * which parts it changed.
 */
export function rewriteSettings(before: Settings, input: WrittenSettings, number = 1): Settings {
  const former = (list: 'sections' | 'tags') =>
    rememberSlugs(before[list], input[list], before.formerSlugs[list], mostFormer[list])
  const next = { ...input, formerSlugs: { sections: former('sections'), tags: former('tags') } }
  return { ...next, changedIn: changedParts(before, input, number) }
}

/** Refuses a section that there is not. */
export function requireKnownSection({ sections }: Pick<Settings, 'sections'>, id: string): void {
  if (sections.some((each) => each.id === id)) return
  const message = refusal('unknown_section', { id, sections: sections.map((each) => each.id) })
  requireRight([{ field: 'section', message }])
}

/** The slug of each section in every locale, by its id. */
export function sectionSlugs({
  sections,
}: Pick<Settings, 'sections'>): Record<string, Record<Locale, string>> {
  return Object.fromEntries(
    sections.map(({ id, slug }) => [id, perLocale((each) => wordsIn(slug, each) ?? id)]),
  )
}

export function writtenSettings({ formerSlugs: _, changedIn: __, ...written }: Settings): WrittenSettings {
  return written
}

/** What a site starts with in one language: its own words for it, else those of the first language. */
function startOf(locale: Locale) {
  const start = languages[locale].site ?? languages[defaultLocale].site
  if (!start) throw new Error(`"${defaultLocale}" does not say what a new site is called`)
  return start
}

/** What a site starts with, until an administrator replaces it. */
export const defaultSettings: Settings = settings.parse({
  name: perLocale((locale) => startOf(locale).name),
  tagline: perLocale((locale) => startOf(locale).tagline),
  imprint: perLocale((locale) => ({ organisation: startOf(locale).organisation })),
  links: [],
  sections: Object.keys(startOf(defaultLocale).sections).map((id) => ({
    id,
    name: perLocale((locale) => startOf(locale).sections[id]),
    slug: perLocale((locale) => slugify(startOf(locale).sections[id] ?? '', id)),
  })),
})
