import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { articleId } from '../../../functions/domain/article/fields.ts'
import { defaultLocale, locales, perLocale } from '../../../functions/domain/locale.ts'
import { locale } from '../../../functions/domain/locale-schemas.ts'
import { defaultSettings } from '../../../functions/domain/settings/settings.ts'
import { type AdminClient, Refused } from '../../../functions/moving-in/admin-client.ts'
import { inLanes } from '../../../functions/store/batches.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { region } from '../../cloud/key-pair.ts'
import { createAdminClient } from '../admin-client.ts'
import type { Cloud } from '../cloud.ts'
import { replaceFile } from '../data-folder.ts'
import { administratorOf } from '../keys.ts'
import { callsAtOnce, createOnce } from './go-on.ts'
import { uploadFiles } from './media.ts'
import { seedNewsroom } from './newsroom/newsroom.ts'
import { nameKeys, signInPeople } from './newsroom/people.ts'
import { readJson } from './read-json.ts'

const files = ['news', 'consular', 'border', 'cooperation', 'notices', 'pages']

const text = z.looseObject({ publishedAt: z.string() })
const demoArticle = z.looseObject({
  id: articleId,
  views: z.int(),
  related: z.array(articleId).default([]),
  translations: z.partialRecord(locale, text),
})
type DemoArticle = z.infer<typeof demoArticle>

const imprint = z.looseObject({ organisation: z.string(), note: z.string(), sample: z.string() })
const demoSettings = z.object({
  name: z.record(locale, z.string()),
  tagline: z.record(locale, z.string()),
  footer: z.record(locale, imprint),
  links: z.array(z.unknown()),
  tags: z.array(z.unknown()),
  menu: z.unknown(),
})

async function readArticles(): Promise<DemoArticle[]> {
  const all = await Promise.all(files.map(readJson))
  return all.flatMap((each) => z.array(demoArticle).parse(each))
}

async function seedSettings(client: AdminClient): Promise<void> {
  const { name, tagline, footer, links, tags, menu } = demoSettings.parse(await readJson('settings'))
  const { etag } = await client.get('/settings')
  if (etag) return
  const imprint = perLocale((each) => {
    const { sample, note, ...rest } = footer[each]
    return { ...rest, note: `${note}\n${sample}` }
  })
  const { sections } = defaultSettings
  await client.create('/settings', { name, tagline, imprint, links, sections, tags, menu })
}

const written = z.object({
  article: z.object({
    origin: z.unknown().optional(),
    translations: z.partialRecord(locale, z.object({ status: z.string(), live: z.unknown().optional() })),
  }),
})

function contentOf({ id: _, views, translations, ...shared }: DemoArticle) {
  const texts = Object.fromEntries(
    Object.entries(translations).map(([each, { publishedAt: _, ...rest }]) => {
      const isTranslated = each !== defaultLocale && translations[defaultLocale]
      return [each, { ...rest, ...(isTranslated && { basedOn: { locale: defaultLocale, revision: 1 } }) }]
    }),
  )
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  return { ...shared, origin: { system: 'sample', digest, views }, translations: texts }
}

/**
 * Writes an article that names no other yet: they name each other in circles, and what is named must be there. Nor its origin,
 * so that what is written next is an import, which may go public as it is.
 */
async function writeAlone(client: AdminClient, article: DemoArticle): Promise<void> {
  const { origin: _, ...content } = contentOf(article)
  await createOnce(client, `/articles/${article.id}`, { ...content, related: [] })
}

async function publishWithRelated(client: AdminClient, article: DemoArticle): Promise<void> {
  const path = `/articles/${article.id}`
  let { etag, body } = await client.get(path)
  const isWhole = written.parse(body).article.origin !== undefined
  if (!isWhole) ({ etag, body } = await client.replace(path, etag, contentOf(article)))
  for (const each of locales) {
    const publishedAt = article.translations[each]?.publishedAt
    const { status, live } = written.parse(body).article.translations[each] ?? {}
    // What is no first draft any more was published before, and perhaps withdrawn or changed since.
    if (!publishedAt || status !== 'draft' || live) continue
    ;({ etag, body } = await client.act(`${path}/translations/${each}/publish`, etag, { publishedAt }))
  }
}

const filling = z.enum(['none', 'begun', 'done'])
type Filling = z.infer<typeof filling>

async function stateIn(file: string): Promise<Filling | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    return z.object({ state: filling }).parse(JSON.parse(text)).state
  } catch {
    throw new StartFailure(`${file} is damaged; remove it to have the sample content filled up`)
  }
}

/** When the last of their texts went public, UTC. */
function newestOf(articles: readonly DemoArticle[]): string {
  const moments = articles.flatMap(({ translations }) =>
    Object.values(translations).map(({ publishedAt }) => Date.parse(publishedAt)),
  )
  return new Date(Math.max(...moments)).toISOString()
}

async function fill(cloud: Cloud): Promise<void> {
  const client = createAdminClient({ url: cloud.addresses.admin, key: administratorOf(cloud.keys), region })
  const people = await signInPeople(cloud)
  await nameKeys(cloud, people)
  await seedSettings(client)
  const ready = await uploadFiles(client)
  const filesOf = (article: DemoArticle) => [...ready].filter(([id]) => JSON.stringify(article).includes(id))
  // Those that show nothing are written while pictures are made for the others.
  const articles = (await readArticles()).sort((one, other) => filesOf(one).length - filesOf(other).length)
  await inLanes(articles, callsAtOnce, async (article) => {
    await Promise.all(filesOf(article).map(([, done]) => done))
    await writeAlone(client, article)
  })
  await inLanes(articles, callsAtOnce, (article) => publishWithRelated(client, article))
  await seedNewsroom(cloud, people, newestOf(articles))
  await Promise.all(ready.values())
  await cloud.settled()
}

/** What is there is found again: a machine that was too busy for an answer gets another chance. */
async function fillPatiently(cloud: Cloud, tries = 3): Promise<void> {
  try {
    await fill(cloud)
  } catch (error) {
    if (!(error instanceof Refused) || error.status < 500 || tries === 1) throw error
    await fillPatiently(cloud, tries - 1)
  }
}

/**
 * Fills a new site with sample content, through the signed API as an editor would. Once: a folder that was begun without
 * it stays without, and one whose filling was cut short is filled up.
 */
export async function seedDemo(cloud: Cloud, data: string, wanted: boolean): Promise<void> {
  const file = join(data, 'demo.json')
  const note = (state: Filling) => replaceFile(file, `${JSON.stringify({ state })}\n`)
  const before = await stateIn(file)
  const state = before ?? (wanted ? 'begun' : 'none')
  if (!before) await note(state)
  if (state !== 'begun') return

  console.log('Filling the new site with sample content ...')
  await fillPatiently(cloud).catch((error: unknown) => {
    const { message } = error instanceof Error ? error : new Error(String(error))
    throw new StartFailure(
      `the sample content could not be filled in (${message}); start again to go on with it`,
    )
  })
  await note('done')
}
