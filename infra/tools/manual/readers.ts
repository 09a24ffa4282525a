import type { Locale } from '../../../functions/domain/locale.ts'
import { createLostWriter } from '../../../functions/store/lost-addresses.ts'
import { createMissWriter } from '../../../functions/store/misses.ts'
import { createOutwardLinks, linkId } from '../../../functions/store/outward-links.ts'
import { createReaderWriter } from '../../../functions/store/readers.ts'
import { createTable } from '../../../functions/store/table.ts'
import { createViews } from '../../../functions/store/views.ts'
import { clientOf } from '../../cloud/database-client.ts'
import type { Cloud } from '../../local/cloud.ts'
import { tableNames } from '../../local/database.ts'

const dayMilliseconds = 86_400_000
/** Longer than a month waits before it is added up again. */
const later = 20 * 60_000

/** Articles that were read on these days, and how often at most. */
const read = [
  ['zcgpdsk42c', 'vi', 9],
  ['whpfthxzn4', 'vi', 7],
  ['9t4vf1zk4w', 'vi', 4],
  ['05txv1b1m0', 'vi', 3],
  ['w6h0594exe', 'en', 2],
] as const satisfies [string, Locale, number][]

const missed = [
  ['vi', 'đổi giấy phép lái xe quốc tế', 4],
  ['vi', 'lịch tiếp công dân', 2],
  ['en', 'work permit renewal', 3],
] as const satisfies [Locale, string, number][]

const lost = [
  ['/Pages/thu-tuc-ho-chieu.aspx', 5],
  ['/tin-tuc/lich-tiep-cong-dan-2019.html', 2],
] as const

const deadLinks = [
  { url: 'https://thutuc.example.vn/ho-chieu/bieu-mau-2019.pdf', problem: 404, holder: 'mk5xd6a2xr' },
  { url: 'https://hoinghi.example.org/chuong-trinh', problem: 'name', holder: 'zp7n5sd8af' },
] as const

/** As the days before left it: what was read, and what was looked for in vain. */
export async function letRead(cloud: Cloud, titleOf: (id: string) => Promise<string>): Promise<void> {
  const client = clientOf(cloud.database)
  const [site, counters] = [createTable(client, tableNames.site), createTable(client, tableNames.views)]
  const today = Date.now()
  for (let ago = 27; ago >= 0; ago -= 1) {
    const views = createViews({ counters, site }, () => new Date(today - ago * dayMilliseconds))
    for (const [index, [id, locale, most]] of read.entries())
      for (let left = 1 + ((ago * 5 + index * 3) % most); left > 0; left -= 1) await views.count(id, locale)
  }
  // Both take no more than some in a second.
  let clock = today
  const nextSecond = () => {
    clock += 1_000
    return clock
  }
  const misses = createMissWriter(site, nextSecond)
  for (const [locale, query, times] of missed)
    for (let left: number = times; left > 0; left -= 1) await misses.note(locale, query)
  const addresses = createLostWriter(counters, nextSecond)
  for (const [address, times] of lost)
    for (let left: number = times; left > 0; left -= 1) await addresses.note(address)
  const links = createOutwardLinks(site)
  const night = (ago: number) => new Date(today - ago * dayMilliseconds).toISOString()
  for (const { url, problem, holder } of deadLinks)
    await links.save({
      ...{ id: linkId(url), url, problem, nights: 4, since: night(5), last: night(1) },
      holders: [{ id: holder, locale: 'vi', title: await titleOf(holder) }],
    })
  await cloud.settled()
  await createReaderWriter({ counters, site }, () => new Date(today + later)).addUp()
  client.destroy()
}
