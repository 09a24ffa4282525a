/**
 * List prices in USD without tax, as the services' pages under https://aws.amazon.com/<service>/pricing/ gave them. Services
 * of a region are priced in us-east-1; Singapore asks up to a quarter more, and for logs two fifths. What leaves the CDN is priced where its readers
 * are: for Vietnam, the class of South-East Asia.
 */
export const pricesOf = { date: '2025-07', region: 'us-east-1', readers: 'South-East Asia' } as const

export interface Price {
  /** For `per` units. */
  usd: number
  per: number
  /** Units a month that no account pays for, ever. Offers of the first year are left out. */
  free?: number
  /** Cheaper above a number of units a month; `usd` is for `per` units here too. */
  steps?: readonly { from: number; usd: number }[]
}

const million = 1_000_000

export const prices = {
  /** HTTPS; the CDN takes no other. */
  edgeRequest: { usd: 0.012, per: 10_000, free: 10 * million },
  edgeGigabyte: {
    usd: 0.12,
    per: 1,
    free: 1024,
    steps: [
      { from: 10 * 1024, usd: 0.1 },
      { from: 50 * 1024, usd: 0.095 },
      { from: 150 * 1024, usd: 0.09 },
    ],
  },
  edgeFunctionCall: { usd: 0.1, per: million, free: 2 * million },
  /** A tag counts as a path. */
  purgedPath: { usd: 0.005, per: 1, free: 1000 },
  lambdaCall: { usd: 0.2, per: million, free: million },
  /** On arm64. */
  lambdaGigabyteSecond: { usd: 13.3334, per: million, free: 400_000 },
  apiRequest: { usd: 1, per: million },
  readUnit: { usd: 0.125, per: million },
  writeUnit: { usd: 0.625, per: million },
  tableGigabyte: { usd: 0.25, per: 1, free: 25 },
  recoveryGigabyte: { usd: 0.2, per: 1 },
  fileGigabyte: { usd: 0.023, per: 1 },
  fileGet: { usd: 0.0004, per: 1000 },
  filePut: { usd: 0.005, per: 1000 },
  logGigabyte: { usd: 0.5, per: 1, free: 5 },
  logGigabyteMonth: { usd: 0.03, per: 1 },
  alarmMetric: { usd: 0.1, per: 1, free: 10 },
  customMetric: { usd: 0.3, per: 1, free: 10 },
  dashboard: { usd: 3, per: 1, free: 3 },
  /** Of a rule. Read strictly: AWS names no price for rules that it triggers itself by a schedule. */
  scheduledEvent: { usd: 1, per: million },
  keyRequest: { usd: 0.03, per: 10_000, free: 20_000 },
  person: { usd: 0.015, per: 1, free: 10_000 },
  mail: { usd: 2, per: 100_000, free: 1000 },
  tableBackupGigabyte: { usd: 0.1, per: 1 },
  fileBackupGigabyte: { usd: 0.05, per: 1 },
  /** A key of the account's own. */
  customerKey: { usd: 1, per: 1 },
  /** Of a table, into a bucket. */
  exportedGigabyte: { usd: 0.1, per: 1 },
  webAcl: { usd: 5, per: 1 },
  webAclRule: { usd: 1, per: 1 },
  webAclRequest: { usd: 0.6, per: million },
} as const satisfies Record<string, Price>

/**
 * CloudFront at a flat rate, with a web ACL, logs and DNS in it: USD a month for one distribution, and what it may serve for
 * that. Beyond it nothing is billed and the site may become slower. As the pricing page gave them in 2026-09.
 */
export const plans = [
  { name: 'Free', usd: 0, requests: million, gigabytes: 100 },
  { name: 'Pro', usd: 15, requests: 10 * million, gigabytes: 50 * 1024 },
  { name: 'Business', usd: 200, requests: 125 * million, gigabytes: 50 * 1024 },
  { name: 'Premium', usd: 1000, requests: 500 * million, gigabytes: 50 * 1024 },
] as const

export type PriceName = keyof typeof prices

/** `list`: what the units of a month cost. `free`: how much of that nobody pays. */
export function charge(name: PriceName, units: number): { list: number; free: number } {
  const { usd, per, free = 0, steps = [] }: Price = prices[name]
  const edges = [{ from: 0, usd }, ...steps]
  const list = edges.reduce((sum, edge, index) => {
    const to = edges[index + 1]?.from ?? Number.POSITIVE_INFINITY
    const within = Math.max(0, Math.min(units, to) - edge.from)
    return sum + (within / per) * edge.usd
  }, 0)
  return { list, free: (Math.min(units, free) / per) * usd }
}
