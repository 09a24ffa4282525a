import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isLocale, type Locale } from '../../../functions/domain/locale.ts'
import type { AdminClient } from '../../../functions/moving-in/admin-client.ts'
import { listId } from '../../../functions/moving-in/move-options.ts'
import { notices } from '../../../functions/moving-in/notice.ts'
import { noMapping, type PlanOptions, parseMapping } from '../../../functions/moving-in/plan/options.ts'
import { Report } from '../../../functions/moving-in/report/report.ts'
import { wordsIn } from '../../../functions/moving-in/report/words.ts'
import { FileJournal } from '../../../functions/moving-in/run/journal.ts'
import { mappingFile } from '../../../functions/moving-in/run/mapping-file.ts'
import { runImport, terminalLocale } from '../../../functions/moving-in/run/run.ts'
import { readSettings } from '../../local/start-settings.ts'
import { connect } from './connect.ts'

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

async function readMapping(path: string) {
  try {
    return parseMapping(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`)
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
  const given = values.mapping ?? values.map
  const options: PlanOptions = {
    mapping: given === undefined ? noMapping() : await readMapping(given),
    ...(values.section !== undefined && { section: values.section }),
    ...(values.list !== undefined && { list: listId(values.list) }),
    ...(order && { order }),
    ...(clock && { clock }),
    history: history ?? 'all',
    now: Date.now(),
  }
  if (values.report !== undefined) mkdirSync(values.report, { recursive: true })
  const report = new Report(values.report)
  const work = values.journal ?? join(readSettings(process.env).data, 'import', 'journal.jsonl')
  const journal = isDry ? undefined : new FileJournal(work)
  try {
    const understood = await runImport({
      ...{ paths, options, report, asked: client, progress: progressOf(t) },
      ...(!isDry && client && { client }),
      ...(journal && { journal }),
      site: values.site,
    })
    for (const line of report.lines(locale)) console.log(line)
    if (isDry) console.log(t('dryRun'))
    console.log(report.sums(locale))
    if (values.report !== undefined) {
      const file = join(values.report, 'mapping.json')
      writeFileSync(file, mappingFile(understood))
      console.log(t('report', { folder: values.report }))
      console.log(t('mapping', { file }))
    }
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
