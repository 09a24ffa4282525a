import { defaultLocale, type Locale } from '../../domain/locale.ts'
import type { AdminClient } from '../admin-client.ts'
import type { Notice } from '../notice.ts'
import type { PlanOptions } from '../plan/options.ts'
import type { PlannedArticle } from '../plan/planned.ts'
import type { Report } from '../report/report.ts'
import { foreseenRefusal } from './foresee.ts'
import { importedItem } from './imported-item.ts'
import type { Journal } from './journal.ts'
import { makePlan, type Planned } from './make-plan.ts'
import { type Understood, understoodIn } from './mapping-file.ts'
import { sectionsOf } from './sections.ts'
import { mostTags, tagsOf } from './tags.ts'
import { inGroups, type Waiting, Writer } from './write.ts'

export interface Run {
  paths: readonly string[]
  options: PlanOptions
  /** Where to write; without it, a dry run. */
  client?: AdminClient
  /** Undefined where nothing is read from a newsroom either. */
  asked: AdminClient | undefined
  journal?: Journal
  report: Report
  site?: string | undefined
  progress(done: number): void
  /** How many items were read before any is planned. */
  reading?(items: number): void
  /** Ends the run after what is in hand: it throws the reason. */
  signal?: AbortSignal
}

/** The old site, as its addresses said it most often; a run of files alone may not know it. */
const siteOf = ({ catalogue }: Planned, given: string | undefined) => {
  const [host] = catalogue.hosts
  return given?.replace(/\/$/u, '') ?? (host === undefined ? undefined : `https://${host}`)
}

/** Plans what lies at the paths and, where there is a newsroom to write to, writes it. What came of all of it is in the report. */
export async function runImport(run: Run): Promise<Understood> {
  const { report, client, journal, options } = run
  const planned = await makePlan(run.paths, {
    options,
    sections: await sectionsOf(run.asked),
    onRead: (items) => {
      run.signal?.throwIfAborted()
      run.reading?.(items)
    },
  })
  const tags = await tagsOf(run.asked, options.mapping)
  const seen = new Set<string>()
  const sections = new Set<string>()
  const people = new Set<string>()
  const unknownTags = new Set<string>()
  let done = 0
  let hasOldAddresses = false

  /** As the newsroom would judge it, were it sent. */
  function foresee(article: PlannedArticle): Notice[] {
    const brought = new Set(article.files.map(({ media }) => media))
    const around = { site: siteOf(planned, run.site), tags, isHere: (media: string) => brought.has(media) }
    const reasons = foreseenRefusal(importedItem(article, around), {
      brought: article.files,
      now: options.now,
    })
    const { place, key } = article
    return reasons.length > 0 ? [{ code: 'failed', place, key, reasons }] : []
  }

  /** What only the newsroom's settings tell: which of its tags there are here. */
  function ofTags({ place, key, tags: names }: PlannedArticle): Notice[] {
    const unknown = tags.unknownOf(names)
    for (const name of unknown) unknownTags.add(name)
    const left = tags.idsOf(names).length - mostTags
    return [
      ...(unknown.length > 0 ? [{ code: 'tag-unknown' as const, place, key, value: unknown }] : []),
      ...(left > 0 ? [{ code: 'too-many' as const, place, key, value: 'tags', count: left }] : []),
    ]
  }

  async function* toWrite(): AsyncGenerator<Waiting> {
    for await (const line of planned.lines) {
      run.signal?.throwIfAborted()
      if ('article' in line) {
        const { article } = line
        const notices = [...line.notices, ...ofTags(article)]
        seen.add(article.key)
        hasOldAddresses ||= article.oldAddresses.length > 0
        for (const notice of notices)
          if (notice.code === 'author-unknown')
            for (const name of [notice.value ?? []].flat()) people.add(String(name))
        const before = journal?.before(article.key, article.digest)
        if (client && !before) {
          yield { article, notices }
          continue
        }
        const refusals = client ? [] : foresee(article)
        const foreseen = refusals.length > 0 ? 'refused' : 'planned'
        const told = [...notices, ...refusals, ...(before?.told ?? [])]
        await report.article(article, before?.outcome ?? foreseen, told)
        run.progress(++done)
      } else if ('skipped' in line) {
        const { notice, key } = line.skipped
        if (key !== undefined) seen.add(key)
        if (notice.code === 'section-unknown') sections.add(String(notice.value))
        await report.skipped(notice)
      } else await report.notice(line.notice)
    }
  }

  try {
    const writer =
      client &&
      journal &&
      new Writer({
        client,
        files: planned.files,
        media: planned.plan.media,
        journal,
        site: undefined,
        tags,
      })
    for await (const group of inGroups(toWrite())) {
      if (!writer) continue
      writer.site = siteOf(planned, run.site)
      for (const { waiting, outcome } of await writer.write(group)) {
        await report.article(waiting.article, outcome, waiting.notices)
        run.progress(++done)
      }
    }
    // Paths alone lead nowhere: addresses are kept with their site.
    if (hasOldAddresses && siteOf(planned, run.site) === undefined)
      await report.notice({ code: 'no-site-address', place: { file: '' } })
    for (const { name, label, how, values } of planned.catalogue.columns.values())
      if (values > 0 && (how === 'unknown' || how === 'unclear'))
        await report.notice({
          code: how === 'unknown' ? 'column-unknown' : 'column-unclear',
          place: { file: '' },
          value: label ?? name,
          count: values,
        })
    for (const key of journal?.known ?? [])
      if (!seen.has(key))
        await report.notice({ code: 'gone-at-source', place: { file: '' }, key, value: key })
    await journal?.finish()
    const unknown = { sections: [...sections], people: [...people], tags: [...unknownTags] }
    return understoodIn(planned.catalogue, options, unknown)
  } finally {
    planned.close()
  }
}

/** The language of a terminal, by what the system says of it. */
export const terminalLocale = (environment: NodeJS.ProcessEnv): Locale =>
  /^vi/iu.test(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '') ? defaultLocale : 'en'
