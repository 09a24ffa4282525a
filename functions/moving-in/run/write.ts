import { setTimeout } from 'node:timers/promises'
import type { ImportedItem } from '../../domain/moving/item.ts'
import { type AdminClient, Refused } from '../admin-client.ts'
import type { InputFiles } from '../files/input-file.ts'
import type { Notice, Reason } from '../notice.ts'
import type { Outcome } from '../outcome.ts'
import type { Media } from '../plan/media.ts'
import type { PlannedArticle, PlannedFile } from '../plan/planned.ts'
import { uploadOnce } from '../upload-file.ts'
import { broughtBefore } from './brought-before.ts'
import { importedItem } from './imported-item.ts'
import type { Done, Journal } from './journal.ts'
import { FileGone, reasonsOf, toldIn } from './reasons.ts'
import type { Tags } from './tags.ts'

/** What is sent at once: fewer articles where they are long, for a request holds a few megabytes. */
const most = { articles: 50, characters: 2_000_000 }
const waits = [1000, 2000, 4000, 8000, 16_000]

const isForNow = (error: unknown) =>
  !(error instanceof Refused) || error.status === 429 || error.status >= 500

/** Asks again where the answer was "not now", a few times; never for ever. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const wait of waits) {
    try {
      return await ask()
    } catch (error) {
      if (!isForNow(error)) throw error
      await setTimeout(wait)
    }
  }
  return await ask()
}

export interface Waiting {
  article: PlannedArticle
  notices: Notice[]
}

export interface Written {
  waiting: Waiting
  outcome: Outcome & Done['outcome']
}

interface Writing {
  client: AdminClient
  files: InputFiles
  media: Media
  journal: Journal
  /** Known once everything is read. */
  site: string | undefined
  tags: Tags
}

/** Writes articles of the plan: their files first, then many of them at once. */
export class Writer {
  readonly #writing: Writing
  readonly #here = new Set<string>()
  readonly #refused = new Map<string, readonly Reason[]>()

  constructor(writing: Writing) {
    this.#writing = writing
  }

  set site(site: string | undefined) {
    this.#writing.site = site
  }

  async #upload(file: PlannedFile): Promise<void> {
    const { client, files, media } = this.#writing
    if (this.#here.has(file.media) || this.#refused.has(file.media)) return
    const bytes = async () => {
      const found = media.embedded.get(file.media) ?? (await files.at(file.path)?.bytes(512 * 1024 * 1024))
      if (!found) throw new FileGone()
      return new Uint8Array(found)
    }
    try {
      await patiently(() => uploadOnce(client, { id: file.media, name: file.name, bytes }))
      this.#here.add(file.media)
    } catch (error) {
      this.#refused.set(file.media, reasonsOf(error))
    }
  }

  /** Two at a time: as many as a newsroom on one machine takes. */
  async #uploadAll(files: readonly PlannedFile[]): Promise<void> {
    const left = [...new Map(files.map((file) => [file.media, file])).values()]
    const lane = async () => {
      for (let file = left.shift(); file; file = left.shift()) await this.#upload(file)
    }
    await Promise.all([lane(), lane()])
  }

  /** Those of them that an importer of before brought, under another id. */
  async #broughtBefore(all: readonly Waiting[]): Promise<Written[]> {
    const found: Written[] = []
    for (const waiting of all) {
      const { article, notices } = waiting
      if (!article.savedPage) continue
      const known = await patiently(() => broughtBefore(this.#writing.client, article))
      if (!known) continue
      notices.push({ code: 'brought-before', place: article.place, key: article.key, value: known.id })
      found.push({ waiting, outcome: known.outcome })
    }
    return found
  }

  /** What came of each. */
  async write(all: readonly Waiting[]): Promise<Written[]> {
    // What the plan found is found again; what comes now is kept with what was done.
    const planned = new Map(all.map(({ article, notices }) => [article.key, notices.length]))
    const before = await this.#broughtBefore(all)
    const waiting = all.filter((each) => !before.some((known) => known.waiting === each))
    const { client, journal, site, tags } = this.#writing
    await this.#uploadAll(waiting.flatMap(({ article }) => article.files))
    for (const { article, notices } of waiting)
      for (const { media, path, kind } of article.files) {
        const reasons = this.#refused.get(media)
        if (reasons !== undefined)
          notices.push({
            code: kind === 'picture' ? 'picture-refused' : 'attachment-refused',
            place: article.place,
            key: article.key,
            ...{ value: path, reasons },
          })
      }
    const isHere = (media: string) => this.#here.has(media)
    const items: ImportedItem[] = waiting.map(({ article }) => importedItem(article, { site, isHere, tags }))
    let results: Awaited<ReturnType<AdminClient['takeIn']>>['results'] = []
    let whole: readonly Reason[] = []
    try {
      results = items.length > 0 ? (await patiently(() => client.takeIn(items))).results : []
    } catch (error) {
      whole = reasonsOf(error)
    }
    const written = waiting.map((each, index): Written => {
      const { outcome, problem } = results[index] ?? { outcome: 'refused' as const }
      const { article, notices } = each
      const about = { place: article.place, key: article.key }
      if (outcome === 'edited') notices.push({ code: 'edited-here', ...about })
      if (outcome === 'refused') {
        const reasons = problem ? toldIn(problem) : whole
        notices.push({ code: 'failed', ...about, reasons })
      }
      return { waiting: each, outcome }
    })
    const told = [...before, ...written]
    await journal.done(
      told.map(({ waiting: { article, notices }, outcome }) => {
        const { key, digest } = article
        const found = notices.slice(planned.get(key))
        return { key, digest, outcome, ...(found.length > 0 && { told: found }) }
      }),
    )
    return told
  }
}

/** Articles in groups that one request can hold. */
export async function* inGroups(articles: AsyncIterable<Waiting>): AsyncGenerator<Waiting[]> {
  let group: Waiting[] = []
  let length = 0
  for await (const each of articles) {
    const { body, summary, revisions } = each.article
    const own =
      body.length + summary.length + revisions.reduce((sum, revision) => sum + revision.body.length, 0)
    if (group.length > 0 && (group.length >= most.articles || length + own > most.characters)) {
      yield group
      group = []
      length = 0
    }
    group.push(each)
    length += own
  }
  if (group.length > 0) yield group
}
