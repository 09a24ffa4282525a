import * as z from 'zod'
import { locales } from '../../domain/locale.ts'
import { defaultSettings, type Settings, settings } from '../../domain/settings/settings.ts'
import type { AdminClient } from '../admin-client.ts'
import type { SectionName } from '../plan/decide.ts'

const namesIn = (words: Readonly<Record<string, string | undefined>>) =>
  locales.flatMap((locale) => words[locale] ?? [])

const sectionNames = ({ sections }: Pick<Settings, 'sections'>): SectionName[] =>
  sections.map(({ id, name, slug }) => ({
    id,
    names: namesIn(name),
    slugs: z.record(z.string(), z.string()).parse(slug),
  }))

/** The sections there are; without a newsroom those of a new site, so that a dry run needs nothing. */
export async function sectionsOf(client: AdminClient | undefined): Promise<SectionName[]> {
  if (!client) return sectionNames(defaultSettings)
  return sectionNames(settings.parse((await client.get('/settings')).body))
}
