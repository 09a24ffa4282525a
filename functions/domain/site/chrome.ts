import { type Locale, locales, otherLocales, wordsIn } from '../locale.ts'
import type { Named } from '../settings/named.ts'
import { type Settings, sectionSlugs } from '../settings/settings.ts'
import { isWebAddress } from '../url.ts'
import { composeEntries, composeMenu, type Reachable } from './menu.ts'
import type { Card, FrontPage, PublicSection, PublicTag, SiteChrome } from './shapes.ts'

/** What there is to read in each locale: sections as its front page shows them, and the tags that its articles carry. */
export interface Contents {
  front: FrontPage
  tagged: readonly string[]
  /** What a menu may lead to, beside these. */
  pages: readonly Card[]
}

type AllContents = ReadonlyMap<Locale, Contents>

function hasSection(contents: AllContents, locale: Locale, id: string): boolean {
  return contents.get(locale)?.front.sections.some((section) => section.id === id) ?? false
}

function hasTag(contents: AllContents, locale: Locale, id: string): boolean {
  return contents.get(locale)?.tagged.includes(id) ?? false
}

/** Name and slug in one locale, and the slugs in those others that have something to show. */
function publicName(
  { id, name, slug }: Named,
  locale: Locale,
  isThere: (other: Locale) => boolean,
  former: string[] | undefined,
): PublicTag {
  const others = otherLocales(locale).filter(isThere)
  return {
    id,
    name: wordsIn(name, locale) ?? id,
    slug: wordsIn(slug, locale) ?? id,
    alternates: Object.fromEntries(others.map((other) => [other, wordsIn(slug, other) ?? id])),
    former: former ?? [],
  }
}

/** What of publication is not as it is at first. */
function publicationOf({ weekdays, indexNowKey, formerUnits }: Settings, locale: Locale) {
  const units = formerUnits.map(({ name, successor, ...unit }) => ({
    ...unit,
    name: wordsIn(name, locale) ?? '',
    ...(successor && {
      successor: {
        name: wordsIn(successor.name, locale) ?? '',
        ...(successor.url && isWebAddress(successor.url) && { url: successor.url }),
      },
    }),
  }))
  return {
    ...(weekdays === 'number' && { weekdays }),
    ...(indexNowKey && { indexNowKey }),
    ...(units.length > 0 && { formerUnits: units }),
  }
}

/** What is the same on every page of a locale. */
export function composeChrome(settings: Settings, locale: Locale, contents: AllContents): SiteChrome {
  const { formerSlugs } = settings
  const slugs = sectionSlugs(settings)
  const sections = settings.sections.map((section): PublicSection => {
    const isThere = (each: Locale) => hasSection(contents, each, section.id)
    return {
      ...publicName(section, locale, isThere, formerSlugs.sections[section.id]?.[locale]),
      hasArticles: isThere(locale),
      missingTranslation: section.missingTranslation,
    }
  })
  const tags = settings.tags
    .filter(({ id }) => hasTag(contents, locale, id))
    .map((tag) => {
      const isThere = (each: Locale) => hasTag(contents, each, tag.id)
      return publicName(tag, locale, isThere, formerSlugs.tags[tag.id]?.[locale])
    })
  const reachable: Reachable = {
    chrome: { locale, slugs, sections, tags },
    pages: contents.get(locale)?.pages ?? [],
  }
  return {
    locale,
    name: wordsIn(settings.name, locale) ?? '',
    tagline: wordsIn(settings.tagline, locale) ?? '',
    imprint: wordsIn(settings.imprint, locale) ?? { organisation: '', note: '' },
    links: settings.links.flatMap(({ name, url }) =>
      isWebAddress(url) ? [{ name: wordsIn(name, locale) ?? url, url }] : [],
    ),
    menu: composeMenu(settings.menu.top, reachable),
    foot: composeEntries(settings.menu.foot, reachable),
    videoHosts: settings.videoHosts,
    ...publicationOf(settings, locale),
    sections,
    slugs,
    tags,
  }
}

/** The chrome as the settings have it, for a preview: what is public is not known, so that every section is in the menu. */
export function chromeBeforePublication(settings: Settings, locale: Locale): SiteChrome {
  const sections = settings.sections.map(({ id }) => ({ id, cards: [] }))
  const front = { featured: [], latest: [], sections }
  const tagged = settings.tags.map(({ id }) => id)
  return composeChrome(settings, locale, new Map(locales.map((each) => [each, { front, tagged, pages: [] }])))
}
