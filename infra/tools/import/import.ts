import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isLocale, type Locale } from '../../../functions/domain/locale.ts'
import { toLine } from '../../../functions/domain/text.ts'
import type { AdminClient } from '../../local/admin-client.ts'
import { readSettings } from '../../local/start-settings.ts'
import { headOf } from './files/head.ts'
import { walk } from './files/walk.ts'
import { datelinePattern } from './old-dateline.ts'
import { noMapping, type PlanOptions, readMapping } from './plan/options.ts'
import { notices } from './report/notice.ts'
import { Report } from './report/report.ts'
import { wordsIn } from './report/words.ts'
import { connect } from './run/connect.ts'
import { Journal } from './run/journal.ts'
import { runImport, terminalLocale } from './run/run.ts'
import { importSavedPages } from './saved-pages.ts'
import type { Head } from './sources/source.ts'
import { sources } from './sources/sources.ts'

const text = { type: 'string' } as const

/** What was said on the command line; throws with the usage where it says something else. */
function told(args: string[], t: ReturnType<typeof wordsIn>) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        ...{ report: text, mapping: text, map: text, section: text, list: text, site: text },
        ...{ dates: text, clock: text, history: text, lang: text, journal: text },
      },
    })
    const oneOf = <const Choice extends string>(
      name: keyof typeof values,
      choices: readonly Choice[],
    ): Choice | undefined => {
      const given = values[name]
      const found = choices.find((each) => each === given)
      if (given !== undefined && !found) throw new Error(`--${name}=${given}: ${choices.join(', ')}`)
      return found
    }
    const order = oneOf('dates', ['dmy', 'mdy'])
    const clock = oneOf('clock', ['utc', 'site'])
    const history = oneOf('history', ['all', 'last'])
    if (positionals.length === 0) throw new Error(t('noPaths'))
    return { values, paths: positionals, order, clock, history }
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${t('usage')}`)
  }
}

/** Whether a page of the old portal is seen in how it begins: its dateline stands below its section. */
const isSavedPage = ({ text }: Head) =>
  text.split(/\r?\n/u, 12).some((line) => datelinePattern.test(toLine(line)))

/**
 * Pages of the old portal that were saved as text go the way that they always went: where there is nothing else, or nothing
 * else that is known beside them.
 */
async function isSavedPages(paths: readonly string[]): Promise<boolean> {
  const { files, close } = await walk(paths)
  try {
    if (files.all.length === 0) return paths.every((path) => !/\.zip$/iu.test(path))
    let [pages, unknown] = [0, 0]
    for (const file of files.all) {
      const head = await headOf(file)
      const isText = /\.txt$/iu.test(head.name)
      const isKnown = sources.some((source) => source.recognises(head))
      if (isKnown && !isText) return false
      if (isText && !isKnown && isSavedPage(head)) pages += 1
      if (isText && !isKnown) unknown += 1
    }
    return pages > 0 || unknown === files.all.length
  } finally {
    close()
  }
}

/** On a terminal a line every second; else one for every hundred. */
function progressOf(t: ReturnType<typeof wordsIn>) {
  const begun = Date.now()
  let last = begun
  return (done: number) => {
    const isDue = process.stderr.isTTY ? Date.now() - last > 1000 : done % 100 === 0
    if (!isDue) return
    last = Date.now()
    console.error(t('progress', { done, rate: ((done * 1000) / Math.max(1, last - begun)).toFixed(1) }))
  }
}

const spoken = (args: readonly string[]): Locale => {
  const given = args.find((each) => each.startsWith('--lang='))?.slice(7) ?? args[args.indexOf('--lang') + 1]
  return args.some((each) => /^--lang(?:=|$)/u.test(each)) && given !== undefined && isLocale(given)
    ? given
    : terminalLocale(process.env)
}

/** Skips that are the portal's own (a folder, a page layout); others ask somebody to do something. */
const ownSkips = new Set([
  'folder',
  'page-layout',
  'list-page',
  'no-news',
  'private',
  'page',
  'other-kind',
  'lock-file',
  'same-text',
])

async function main(args: string[]): Promise<number> {
  const locale = spoken(args)
  const t = wordsIn(locale)
  const { values, paths, order, clock, history } = told(args, t)
  const isDry = values['dry-run'] === true
  const client: AdminClient | undefined = await connect()
  if (!isDry && !client) throw new Error(t('nothing'))
  const hasOptions = Object.keys(values).some((name) => name !== 'lang')
  if (client && !hasOptions && (await isSavedPages(paths)))
    return (await importSavedPages(client, paths)) ? 0 : 1

  const mappingFile = values.mapping ?? values.map
  const options: PlanOptions = {
    mapping: mappingFile === undefined ? noMapping() : await readMapping(mappingFile),
    ...(values.section !== undefined && { section: values.section }),
    ...(values.list !== undefined && { list: values.list.replace(/[{}]/gu, '').toLowerCase() }),
    ...(order && { order }),
    ...(clock && { clock }),
    history: history ?? 'all',
    now: Date.now(),
  }
  if (values.report !== undefined) mkdirSync(values.report, { recursive: true })
  const report = new Report(values.report)
  const work = values.journal ?? join(readSettings(process.env).data, 'import', 'journal.jsonl')
  const journal = isDry ? undefined : new Journal(work)
  try {
    const { mapping } = await runImport({
      ...{ paths, options, report, asked: client, progress: progressOf(t) },
      ...(!isDry && client && { client }),
      ...(journal && { journal }),
      reportFolder: values.report,
      site: values.site,
    })
    for (const line of report.lines(locale)) console.log(line)
    if (isDry) console.log(t('dryRun'))
    console.log(report.sums(locale))
    if (values.report !== undefined) console.log(t('report', { folder: values.report }))
    if (mapping !== undefined) console.log(t('mapping', { file: mapping }))
  } finally {
    await report.close()
    journal?.close()
  }
  const needsSomebody = [...report.byCode.keys()].some(
    (code) => notices[code] === 'error' || (notices[code] === 'skip' && !ownSkips.has(code)),
  )
  return needsSomebody || report.counts.has('refused') ? 1 : 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
