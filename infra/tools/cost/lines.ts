import { charge, type PriceName } from '../../prices.ts'
import day from './day.json' with { type: 'json' }
import type { StackQuantities } from './stack.ts'

/** What is assumed of readers: each number for one page view. */
export const reading = {
  /** More than the sample content brings, of whose articles one in four has a picture. */
  kilobytes: 120,
  /** Pages, pictures, scripts and views that are counted, as `npm run bench day` found them last (with BANTIN_WRITE). */
  ...day.requests,
  /** Of pages; pictures never change and are asked of the bucket once in a hundred times. */
  hitRatio: 0.95,
  pictureHitRatio: 0.99,
  /** A page that the origin makes reads about ten units. */
  readUnits: 10,
  pageSeconds: 0.06,
  countSeconds: 0.02,
  /**
   * Sums that are carried over to the read model and to days, for each view that is counted: those of a minute are one. Each reads
   * the counter, the month and where the article stands.
   */
  carried: 0.1,
  carriedReads: 3,
  carriedWrites: 2,
} as const

/** What is assumed of a newsroom that works; for one month. */
export const writing = {
  people: 20,
  apiRequests: 50_000,
  /** An hour of typing a day, kept every 12 seconds. Of 5 kB packed, and a card of it with its place in a list. */
  workingCopies: 130_000,
  writeUnitsOfWorkingCopy: 8,
  /** Two hours a day with an article open, told every 15 seconds: who is there. */
  presences: 200_000,
  apiSeconds: 0.1,
  apiReadUnits: 10,
  revisions: 2000,
  /** A revision of 8 kB, its line in the activity, the row of the desk, two entries of other lists, and the places of all. */
  writeUnitsOfRevision: 18,
  publications: 150,
  writeUnitsOfPublication: 100,
  tagsOfPublication: 10,
  publicationSeconds: 2,
  /** Pages of the mirror that are made again. */
  filesOfPublication: 40,
  uploads: 600,
} as const

/** What is assumed to lie there: 2,000 articles in two languages, with their history. GB. */
export const content = { tables: 0.5, files: 5 } as const

/** What is assumed of each look that a function takes every minute: the scheduler reads 5 units (what is due,
 * what is to be told), the publisher some 23 and writes its turn twice. */
const ticking = { seconds: 0.1, readUnits: 14, writeUnits: 2, minutes: 730 * 60 } as const
/** Start and report of Lambda, and the product's own line. */
const logGigabytesOfCall = 1.3e-6
/** What the CDN and the bucket note of a request, compressed. */
const noteGigabytes = 1e-7
const keptMonths = 3

export interface Scenario {
  name: string
  views: number
  /** Whether anybody writes. */
  busy: boolean
}

export const scenarios: readonly Scenario[] = [
  { name: 'idle', views: 0, busy: false },
  { name: '100 thousand', views: 100_000, busy: true },
  { name: '1 million', views: 1_000_000, busy: true },
  { name: '50 million', views: 50_000_000, busy: true },
]

/** Units of each price that one month uses, by the line under which they are shown. */
type Usage = Record<string, Partial<Record<PriceName, number>>>

function memoryOf({ memory }: StackQuantities, name: string): number {
  const found = [...memory].find(([id]) => id.startsWith(`${name}Function`))
  if (!found) throw new Error(`the stack has no function "${name}"`)
  return found[1]
}

/** How many functions use what is private: where nobody works, those that look every minute. */
function keyUsersOf({ memory, ticking }: StackQuantities, busy: boolean): number {
  const others = [...memory.keys()].filter((id) => /^(?:Admin|Preview)Function/u.test(id))
  return ticking.length + (busy ? others.length : 0)
}

/** Requests at the edge for each view of a page. */
export const requestsOfView = reading.pages + reading.pictures + reading.scripts + reading.counted

/** What the edge serves in a month. */
export function edgeUseOf({ views }: Scenario): { requests: number; gigabytes: number } {
  return { requests: views * requestsOfView, gigabytes: (views * reading.kilobytes) / 1e6 }
}

function usageOf(stack: StackQuantities, scenario: Scenario): Usage {
  const { views, busy } = scenario
  const ticks = ticking.minutes * stack.ticking.length
  const tickGigabytes = stack.ticking.reduce((sum, id) => sum + (stack.memory.get(id) ?? 0), 0)
  const made = views * (1 - reading.hitRatio)
  const counted = views * reading.counted
  const { requests: edge, gigabytes } = edgeUseOf(scenario)
  const times = busy ? 1 : 0
  const published = writing.publications * times
  const typed = writing.workingCopies * times
  const present = writing.presences * times
  const edited = writing.apiRequests * times + typed + present
  const revised = writing.revisions * times
  const calls = made + counted + edited + published + ticks
  return {
    'CloudFront: requests': { edgeRequest: edge, edgeFunctionCall: views },
    'CloudFront: transfer': { edgeGigabyte: gigabytes },
    'CloudFront: purges by tag': { purgedPath: published * writing.tagsOfPublication },
    'Lambda: pages, views, editing': {
      lambdaCall: made + counted + edited + published,
      lambdaGigabyteSecond:
        memoryOf(stack, 'Site') * made * reading.pageSeconds +
        memoryOf(stack, 'Counter') * counted * reading.countSeconds +
        memoryOf(stack, 'Admin') * edited * writing.apiSeconds +
        memoryOf(stack, 'Publisher') * published * writing.publicationSeconds,
    },
    'Lambda: every minute': {
      lambdaCall: ticks,
      lambdaGigabyteSecond: tickGigabytes * ticking.minutes * ticking.seconds,
      scheduledEvent: ticks,
    },
    'API Gateway': { apiRequest: edited },
    'DynamoDB: requests': {
      readUnit:
        made * reading.readUnits +
        counted * reading.carried * reading.carriedReads +
        edited * writing.apiReadUnits +
        ticks * ticking.readUnits,
      writeUnit:
        counted * (1 + reading.carried * reading.carriedWrites) +
        revised * writing.writeUnitsOfRevision +
        typed * writing.writeUnitsOfWorkingCopy +
        present +
        published * writing.writeUnitsOfPublication +
        ticks * ticking.writeUnits,
      // DynamoDB asks for the key of a table every five minutes, for each function that uses it.
      keyRequest: stack.keyedTables * keyUsersOf(stack, busy) * (ticking.minutes / 5),
    },
    'DynamoDB: storage': { tableGigabyte: content.tables },
    'DynamoDB: recovery to any second': {
      recoveryGigabyte: stack.recoverableTables > 0 ? content.tables : 0,
    },
    'S3: files and logs of access': {
      fileGigabyte: content.files + edge * noteGigabytes * keptMonths,
      fileGet: views * reading.pictures * (1 - reading.pictureHitRatio),
      filePut: writing.uploads * times + published * writing.filesOfPublication,
    },
    'CloudWatch: logs': {
      logGigabyte: calls * logGigabytesOfCall,
      logGigabyteMonth: calls * logGigabytesOfCall * keptMonths,
    },
    'CloudWatch: alarms': { alarmMetric: stack.alarmMetrics },
    'CloudWatch: metrics of our own': { customMetric: stack.customMetrics },
    'CloudWatch: dashboard': { dashboard: stack.dashboards },
    Cognito: { person: writing.people * times },
    ...(stack.backs && { Backup: backup }),
    ...(stack.hasOwnKey && { 'KMS: a key of your own': { customerKey: 1 } }),
    ...(stack.exports && { 'Exports of each night': exported }),
  }
}

/** Of tables each of 35 daily and 12 monthly copies is whole; of files they hold what has changed, a fifth in a year. */
export const backup = {
  tableBackupGigabyte: content.tables * (35 + 12),
  fileBackupGigabyte: content.files * 1.2,
} satisfies Usage[string]

/** 30 nights, each kept for 36 where it is locked, and for four where it arrived. */
export const exported = {
  exportedGigabyte: content.tables * 30,
  fileGigabyte: content.tables * (36 + 4),
} satisfies Usage[string]

export interface Line {
  name: string
  list: number
  free: number
}

/** What one month costs, line by line: at list prices, and the part that AWS gives every account for nothing. */
export function linesOf(stack: StackQuantities, scenario: Scenario): Line[] {
  const usage = Object.entries(usageOf(stack, scenario))
  const totals = new Map<PriceName, number>()
  return usage.map(([name, units]) => {
    const line: Line = { name, list: 0, free: 0 }
    for (const [price, amount] of pairsOf(units)) {
      // What is free, and cheaper from some amount on, counts over all lines together.
      const before = totals.get(price) ?? 0
      const [from, to] = [charge(price, before), charge(price, before + amount)]
      totals.set(price, before + amount)
      line.list += to.list - from.list
      line.free += to.free - from.free
    }
    return line
  })
}

function pairsOf(units: Usage[string]): [PriceName, number][] {
  // The keys are names of prices; entries forgets it.
  return Object.entries(units) as [PriceName, number][]
}
