import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { dateline } from '../../domain/dates.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { neutralizeFormula } from '../../domain/spreadsheet-text.ts'
import { notices as levels, type Notice, type NoticeCode, type Severity, severities } from '../notice.ts'
import { type Outcome, outcomes } from '../outcome.ts'
import type { PlannedArticle } from '../plan/planned.ts'
import { placeText, type ReadAt, tell, wordsIn } from './words.ts'

const outcomeOf: Partial<Record<Severity, Outcome>> = { skip: 'skipped', error: 'failed' }

const escapeHtml = (text: string) =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

interface Files {
  csv: WriteStream
  html: WriteStream
}

/** Of each kind of notice, the first ones that a terminal shows. */
const shownOfEach = 3

/**
 * The report of a run, written line by line as the run goes, so that a million rows fill no memory: `notices.<locale>.csv`
 * and `report.<locale>.html` for people, `articles.jsonl` and `notices.jsonl` for programs. What a terminal shows is counted.
 */
export class Report {
  readonly counts = new Map<Outcome, number>()
  readonly byCode = new Map<NoticeCode, { count: number; first: Notice[] }>()
  readonly #files = new Map<Locale, Files>()
  readonly #articles: WriteStream | undefined
  readonly #notices: WriteStream | undefined
  readonly #at: ReadAt
  #read = 0

  /** @param at where somebody reads it */
  constructor(folder: string | undefined, at: ReadAt = 'command') {
    this.#at = at
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    this.#articles = createWriteStream(join(folder, 'articles.jsonl'))
    this.#notices = createWriteStream(join(folder, 'notices.jsonl'))
    for (const locale of locales) {
      const csv = createWriteStream(join(folder, `notices.${locale}.csv`))
      const html = createWriteStream(join(folder, `report.${locale}.html`))
      this.#files.set(locale, { csv, html })
      const t = wordsIn(locale)
      const names = (['severity', 'code', 'file', 'row', 'item', 'key', 'says', 'do'] as const).map((name) =>
        t(`columns.${name}`),
      )
      csv.write(`\ufeff${stringify([names])}`)
      html.write(
        `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${t('title')}</title>` +
          '<style>body{font:16px/1.5 system-ui;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}</style>' +
          `<h1>${t('title')}</h1><table><thead><tr>${(['outcome', 'title', 'section', 'date', 'status', 'file', 'says', 'do'] as const).map((name) => `<th scope="col">${t(`columns.${name}`)}`).join('')}</thead><tbody>\n`,
      )
    }
  }

  get read(): number {
    return this.#read
  }

  async article(article: PlannedArticle, outcome: Outcome, notices: readonly Notice[]): Promise<void> {
    this.#count(outcome)
    for (const notice of notices) await this.#note(notice)
    await this.#write(this.#articles, `${JSON.stringify({ outcome, ...article })}\n`)
    for (const [locale, { html }] of this.#files) {
      const t = wordsIn(locale)
      const told = notices.map((notice) => tell(notice, locale, this.#at))
      const cells = [
        t(`outcomes.${outcome}`),
        article.title,
        article.section.name,
        article.publishedAt === null ? '' : dateline(article.publishedAt, locale),
        t(`statuses.${article.status}`),
        placeText(article.place, locale),
        told.map(({ says }) => says).join('\n'),
        told.map(({ todo }) => todo).join('\n'),
      ]
      await this.#write(html, rowOf(cells))
    }
  }

  async skipped(notice: Notice): Promise<void> {
    this.#count('skipped')
    await this.#told(notice, 'skipped')
  }

  /** What concerns no article that is written. A file of which nothing can be used counts as what came of it. */
  async notice(notice: Notice): Promise<void> {
    const outcome = outcomeOf[levels[notice.code]]
    if (outcome) this.#count(outcome)
    await this.#told(notice, outcome)
  }

  async #told(notice: Notice, outcome: Outcome | undefined): Promise<void> {
    await this.#note(notice)
    for (const [locale, { html }] of this.#files) {
      const t = wordsIn(locale)
      const { says, todo } = tell(notice, locale, this.#at)
      const kind = outcome === undefined ? t(`severities.${levels[notice.code]}`) : t(`outcomes.${outcome}`)
      await this.#write(
        html,
        rowOf([kind, notice.key ?? '', '', '', '', placeText(notice.place, locale), says, todo]),
      )
    }
  }

  async #note(notice: Notice): Promise<void> {
    const known = this.byCode.get(notice.code) ?? { count: 0, first: [] }
    known.count += 1
    if (known.first.length < shownOfEach) known.first.push(notice)
    this.byCode.set(notice.code, known)
    await this.#write(this.#notices, `${JSON.stringify({ severity: levels[notice.code], ...notice })}\n`)
    for (const [locale, { csv }] of this.#files) {
      const { says, todo } = tell(notice, locale, this.#at)
      const { file, row, line, item } = notice.place
      const cells = [
        wordsIn(locale)(`severities.${levels[notice.code]}`),
        notice.code,
        file,
        row ?? line ?? '',
        item ?? '',
        notice.key ?? '',
        says,
        todo,
      ]
      await this.#write(csv, stringify([cells.map((cell) => neutralizeFormula(String(cell)))]))
    }
  }

  #count(outcome: Outcome): void {
    this.#read += 1
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1)
  }

  /** Waits where the disk is slower than the run. */
  async #write(stream: WriteStream | undefined, text: string): Promise<void> {
    if (stream && !stream.write(text)) await once(stream, 'drain')
  }

  has(severity: Severity): boolean {
    return [...this.byCode.keys()].some((code) => levels[code] === severity)
  }

  /** `12 đọc: 10 tạo mới, 2 bỏ qua`: what was read is what came of it. */
  sums(locale: Locale): string {
    const t = wordsIn(locale)
    const parts = outcomes.flatMap((outcome) => {
      const count = this.counts.get(outcome)
      return count ? [`${count} ${t(`outcomes.${outcome}`)}`] : []
    })
    return t('sums', { read: this.#read, parts: parts.join(', ') || '0' })
  }

  #worstFirst() {
    const order = (code: NoticeCode) => severities.indexOf(levels[code])
    return [...this.byCode].toSorted(([one], [other]) => order(one) - order(other))
  }

  /** Each kind of notice, the worst first: how many there are, and the first one. */
  kinds(): { count: number; first: Notice }[] {
    return this.#worstFirst().flatMap(([, { count, first }]) =>
      first[0] ? [{ count, first: first[0] }] : [],
    )
  }

  /** For a terminal: the first of each kind, the worst first. */
  *lines(locale: Locale): Generator<string> {
    const t = wordsIn(locale)
    for (const [code, { count, first }] of this.#worstFirst()) {
      for (const notice of first) {
        const { says, todo } = tell(notice, locale, this.#at)
        // What concerns the whole run has no place.
        const where = placeText(notice.place, locale)
        yield `${t(`severities.${levels[code]}`)}: ${where && `${where}: `}${asSentence(says)} ${todo}`
      }
      if (count > first.length) yield `  ${t('more', { count: count - first.length })}`
    }
  }

  async close(): Promise<void> {
    for (const [locale, { html }] of this.#files)
      html.write(`</tbody></table><p>${escapeHtml(this.sums(locale))}</p>\n`)
    const streams = [...this.#files.values()].flatMap(({ csv, html }) => [csv, html])
    for (const stream of [...streams, this.#articles, this.#notices]) {
      if (!stream) continue
      stream.end()
      await finished(stream)
    }
  }
}

/** With a full stop where it has none. */
const asSentence = (text: string) => (/[.!?…]$/u.test(text) ? text : `${text}.`)

const rowOf = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${escapeHtml(cell).replaceAll('\n', '<br>')}`).join('')}\n`
