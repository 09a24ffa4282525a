import { charge, type PriceName, plans, pricesOf } from '../../prices.ts'
import {
  backup,
  content,
  edgeUseOf,
  exported,
  type Line,
  linesOf,
  reading,
  type Scenario,
  scenarios,
  writing,
} from './lines.ts'
import type { StackQuantities } from './stack.ts'

const usd = (amount: number) => amount.toFixed(2)
const sum = (lines: readonly Line[], of: (line: Line) => number) =>
  lines.reduce((total, line) => total + of(line), 0)
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** Where README holds the table. */
export const [begin, end] = ['<!-- npm run cost -->', '<!-- /npm run cost -->'] as const

const backups = () =>
  charge('tableBackupGigabyte', backup.tableBackupGigabyte).list +
  charge('fileBackupGigabyte', backup.fileBackupGigabyte).list

const exports = () =>
  charge('exportedGigabyte', exported.exportedGigabyte).list +
  charge('fileGigabyte', exported.fileGigabyte).list

function assumptions({ alarmMetrics, ticking, memory }: StackQuantities): string {
  const percent = Math.round(reading.hitRatio * 100)
  return [
    `USD a month by page views, at list prices of ${pricesOf.date} (${pricesOf.region}; Singapore asks up to a quarter more, for logs two fifths. Readers in ${pricesOf.readers}; \`infra/prices.ts\`). Assumed: ${percent} %`,
    `of pages come from the CDN, a view takes ${reading.kilobytes} kB, and where anybody reads, ${writing.people} people type an hour a day, have articles open for two, make ${writing.revisions.toLocaleString('en')} revisions and publish`,
    `${writing.publications} texts; there are ${content.tables} GB in tables and ${content.files} GB of pictures. The stack has ${memory.size} functions, ${ticking.length} of them run every minute, and`,
    `alarms on ${alarmMetrics} metrics. What is always free is an account's: others may use it too. Options add: \`backup\` about ${usd(backups())}; \`webAclArn\``,
    `5.00, 1.00 for each rule and 0.60 for a million requests; \`malwareScan\` 0.09 for a GB and 0.22 for a thousand files (0.15 a month here), by GuardDuty;`,
    `\`customerKeyArn\` 1.00 for the key and 0.03 for ten thousand uses of it; \`lockedExports\` about ${usd(exports())}; \`closeWatch\` 2.00; \`hostedZoneId\` 0.50 for the zone; SES 0.10 for a thousand mails.`,
    `Backups and exports that are locked are paid until they end, whatever becomes of the stack.`,
  ].join('\n')
}

/** The smallest plan that serves so much, and what it costs. */
function planFor(scenario: Scenario): string {
  const { requests, gigabytes } = edgeUseOf(scenario)
  const plan = plans.find((each) => each.requests >= requests && each.gigabytes >= gigabytes)
  return plan ? `${plan.name}: ${usd(plan.usd)}` : 'none'
}

/** By use, with a web ACL of three rules, as each plan has one. */
function byUse(scenario: Scenario): string {
  const { requests, gigabytes } = edgeUseOf(scenario)
  const used: [PriceName, number][] = [
    ['edgeRequest', requests],
    ['edgeGigabyte', gigabytes],
    ['edgeFunctionCall', scenario.views],
    ['webAcl', 1],
    ['webAclRule', 3],
    ['webAclRequest', requests],
  ]
  const charged = used.map(([name, units]) => charge(name, units))
  return usd(charged.reduce((total, { list, free }) => total + list - free, 0))
}

/** CloudFront paid by use beside its plans. */
function renderPlans(): string[] {
  const each = (of: (scenario: Scenario) => string) => scenarios.map(of)
  return [
    'CloudFront can be paid by use, as above, or at a flat rate (console of the distribution, *Manage plan*), which holds a web ACL, logs and',
    'DNS, and bills nothing beyond what it allows: then the site may become slower. Whether a plan takes all that this distribution is made of, the console says. With a web ACL of three rules for both:',
    '',
    row(['', ...each(({ name }) => name)]),
    row(['---', ...scenarios.map(() => '---:')]),
    row(['requests at the edge, million', ...each((one) => usd(edgeUseOf(one).requests / 1e6))]),
    row(['by use', ...each(byUse)]),
    row(['smallest plan that allows it', ...each(planFor)]),
  ]
}

/** The part of README that tells what the system costs. */
export function renderCosts(stack: StackQuantities): string {
  const columns = scenarios.map((scenario) => linesOf(stack, scenario))
  const names = columns[0]?.map(({ name }) => name) ?? []
  const cells = (of: (lines: Line[]) => number) => columns.map((lines) => usd(of(lines)))
  return [
    begin,
    assumptions(stack),
    '',
    row(['', ...scenarios.map(({ name }) => name)]),
    row(['---', ...scenarios.map(() => '---:')]),
    ...names.map((name, index) => row([name, ...cells((lines) => lines[index]?.list ?? 0)])),
    row(['at list prices', ...cells((lines) => sum(lines, ({ list }) => list))]),
    row(['always free', ...cells((lines) => -sum(lines, ({ free }) => free))]),
    row([
      '**to pay**',
      ...cells((lines) => sum(lines, ({ list, free }) => list - free)).map((each) => `**${each}**`),
    ]),
    '',
    ...renderPlans(),
    end,
  ].join('\n')
}

/** A text with the table in the place that it keeps for it. */
export function putCosts(text: string, costs: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`there is no place for costs: ${begin} … ${end}`)
  return before + costs + after
}
