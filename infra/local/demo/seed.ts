import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { articleId } from '../../../functions/domain/article-fields.ts'
import { type Locale, locale, locales, perLocale } from '../../../functions/domain/locale.ts'
import { defaultSettings } from '../../../functions/domain/settings.ts'
import { type AdminClient, createAdminClient } from '../../tools/admin-client.ts'
import type { Cloud } from '../cloud.ts'
import { region } from '../keys.ts'

const files = ['news', 'consular', 'border', 'cooperation', 'notices']

const text = z.looseObject({ publishedAt: z.string() })
const demoArticle = z.looseObject({
  id: articleId,
  views: z.int(),
  translations: z.partialRecord(locale, text),
})
type DemoArticle = z.infer<typeof demoArticle>

const imprint = z.looseObject({ organisation: z.string(), note: z.string(), sample: z.string() })
const demoSettings = z.object({
  name: z.record(locale, z.string()),
  tagline: z.record(locale, z.string()),
  footer: z.record(locale, imprint),
  links: z.array(z.unknown()),
})

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`./${file}.json`, import.meta.url), 'utf8'))

async function readArticles(): Promise<DemoArticle[]> {
  const all = await Promise.all(files.map(read))
  return all.flatMap((each) => z.array(demoArticle).parse(each))
}

async function seedSettings(client: AdminClient): Promise<void> {
  const { name, tagline, footer, links } = demoSettings.parse(await read('settings'))
  const { etag } = await client.get('/settings')
  if (etag) return
  const imprint = perLocale((each) => {
    const { sample, note, ...rest } = footer[each]
    return { ...rest, note: `${note}\n${sample}` }
  })
  await client.create('/settings', { name, tagline, imprint, links, sections: defaultSettings.sections })
}

async function publish(client: AdminClient, path: string, each: Locale, at: string): Promise<void> {
  const { etag, body } = await client.get(path)
  const article = z.looseObject({
    article: z.looseObject({ translations: z.record(z.string(), z.looseObject({})) }),
  })
  if (article.parse(body).article.translations[each]?.live) return
  await client.act(`${path}/translations/${each}/publish`, etag, { publishedAt: at })
}

async function seedArticle(
  client: AdminClient,
  { id, views, translations, ...shared }: DemoArticle,
): Promise<void> {
  const path = `/articles/${id}`
  const texts = Object.fromEntries(
    Object.entries(translations).map(([each, { publishedAt: _, ...rest }]) => [each, rest]),
  )
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  const article = { ...shared, origin: { system: 'sample', digest, views }, translations: texts }
  if (!(await client.find(path))) await client.create(path, article)
  for (const each of locales) {
    const at = translations[each]?.publishedAt
    if (at) await publish(client, path, each, at)
  }
}

/**
 * Fills a new site with sample content, through the signed API as an editor would. Once: a folder that was begun without
 * it stays without, and one whose filling was cut short is filled up.
 */
export async function seedDemo(cloud: Cloud, data: string, wanted: boolean): Promise<void> {
  const file = join(data, 'demo.json')
  const note = (state: 'none' | 'begun' | 'done') => writeFile(file, `${JSON.stringify({ state })}\n`)
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known === undefined) await note(wanted ? 'begun' : 'none')
  if (known === undefined ? !wanted : !known.includes('begun')) return

  console.log('Filling the new site with sample content ...')
  const key = cloud.keys.find(({ role }) => role === 'admin')
  if (!key) throw new Error('there is no key of an administrator')
  const client = createAdminClient({ url: cloud.addresses.admin, key, region })
  await seedSettings(client)
  const articles = await readArticles()
  const lanes = Array.from({ length: 4 }, async () => {
    for (let next = articles.shift(); next; next = articles.shift()) await seedArticle(client, next)
  })
  await Promise.all(lanes)
  await cloud.settled()
  await note('done')
}
