import { writeSlot } from '../../../functions/domain/article/slot.ts'
import { writeNote } from '../../../functions/domain/notes/acts.ts'
import { planRelease, writeRelease } from '../../../functions/domain/release/release.ts'
import type { Act } from '../../../functions/domain/revision.ts'
import { calculate } from '../../../functions/domain/royalty/calculation.ts'
import { defaultRoyaltyScheme } from '../../../functions/domain/royalty/default-scheme.ts'
import { approve, propose } from '../../../functions/domain/royalty/royalty.ts'
import { dayCounter } from '../../../functions/domain/site/day-views.ts'
import { createMonthSum } from '../../../functions/domain/site/month-readers.ts'
import { inLanes } from '../../../functions/store/batches.ts'
import { feedbackKeys, siteKeys } from '../../../functions/store/keys.ts'
import type { Newsroom } from '../../../functions/store/newsroom.ts'
import { createOutwardLinks, linkId } from '../../../functions/store/outward-links.ts'
import { pack } from '../../../functions/store/packed.ts'
import type { Royalties } from '../../../functions/store/royalties.ts'
import type { Table } from '../../../functions/store/table.ts'
import { aRoyalty, textFacts } from '../../support/articles/royalties.ts'
import { editor, idOf, momentOf, month } from './articles.ts'

const atOnce = 4
const actor = { id: 'AIDALOCALADMIN', name: 'Quản trị viên', role: 'admin' } as const
const act = (action: Act['action'], at: string): Act => ({ at, actor, action, requestId: 'bench' })
const numbers = (length: number) => Array.from({ length }, (_, n) => n)
const id = (kind: string, n: number) => `${kind}${String(n).padStart(10 - kind.length, '0')}`

/** How many there are of each. */
const amounts = {
  payees: 200,
  royalties: 500,
  people: 40,
  slots: 60,
  releases: 40,
  notes: 50,
  notices: 150,
  missed: 3_000,
  lost: 3_000,
  dead: 100,
  letters: 400,
  votes: 2_000,
}

/** Five hundred royalties of the month for texts of it: half of them approved, the others proposed. */
async function fillRoyalties({ payees, royalties }: Royalties): Promise<void> {
  await inLanes(numbers(amounts.payees), atOnce, (n) =>
    payees.revise(id('payee', n), { absent: true }, () => ({
      act: act('edit', momentOf(0)),
      state: { name: `Cộng tác viên ${n}`, kind: 'outside' },
    })),
  )
  const version = { id: 'default', revision: 0, scheme: defaultRoyaltyScheme }
  await inLanes(numbers(amounts.royalties), atOnce, async (n) => {
    const at = momentOf(n % 400)
    const name = id('paid', n)
    const payee = id('payee', n % amounts.payees)
    const input = aRoyalty({
      article: idOf(n % 400),
      locale: n < 400 ? 'vi' : 'en',
      contributions: [{ payee, role: 'author', shareBasisPoints: 10_000 }],
    })
    const text = textFacts({ publishedAt: at, digest: String(n).padStart(64, '0') })
    const proposed = await royalties.revise(name, { absent: true }, () => ({
      act: act('propose', at),
      state: propose(name, undefined, input, text),
    }))
    if (n % 2 === 0) return
    const calculation = calculate(input, version, at.slice(0, 10))
    const payeesThen = [{ id: payee, name: `Cộng tác viên ${n}`, kind: 'outside' as const }]
    await royalties.revise(name, { match: ['*'] }, () => ({
      act: act('approve', at),
      state: approve(proposed.state, {
        ...{ at, by: actor, text, calculation, payees: payeesThen, warnings: [], accept: [] },
      }),
    }))
  })
}

/** People, what they plan, tell each other and are told. */
async function fillPeople(
  { staff, slots, releases, notes, notices }: Newsroom,
  article: string,
): Promise<void> {
  await inLanes(numbers(amounts.people), atOnce, (n) =>
    staff.revise(`person${n}`, { absent: true }, () => ({
      act: act('appoint', momentOf(0)),
      state: { name: `Biên tập viên ${n}`, role: 'editor', active: true },
    })),
  )
  await inLanes(numbers(amounts.slots), atOnce, (n) => {
    const on = `${month}-${String((n % 28) + 1).padStart(2, '0')}`
    const input = { what: `Đề tài ${n}`, on, section: 'news', locale: 'vi' as const }
    const name = id('slot', n)
    return slots.revise(name, { absent: true }, () => ({
      act: act('create', momentOf(n)),
      state: writeSlot(name, undefined, input, editor),
    }))
  })
  await inLanes(numbers(amounts.releases), atOnce, async (n) => {
    const name = id('set', n)
    const members = numbers(5).map((each) => ({ article: idOf(n * 1_000 + each), locale: 'vi' as const }))
    const begun = writeRelease(name, undefined, { name: `Chuyên đề ${n}`, members }, actor)
    const at = momentOf(n)
    const state =
      n % 2 === 0 ? begun : planRelease(begun, `2099-01-${10 + (n % 20)}T00:00:00.000Z`, actor, at)
    await releases.revise(name, { absent: true }, () => ({ act: act('edit', at), state }))
  })
  for (const n of numbers(amounts.notes)) {
    const note = id('note', n)
    const input = { part: 'vi' as const, words: `Xem lại số liệu ở câu ${n}`, mentions: [] }
    const said = act('note', momentOf(0))
    await notes.revise(article, n === 0 ? { absent: true } : { match: ['*'] }, said, (before, number) =>
      writeNote(before, note, input, { by: editor, at: said.at, number }),
    )
  }
  const now = new Date()
  await notices.tell(
    numbers(amounts.notices).map((n) => ({
      to: [editor],
      notice: {
        ...{ kind: 'published', source: `ARTICLE#${idOf(n)}#20`, article: idOf(n), locale: 'vi' },
        ...{ section: 'news', titles: { vi: `Tin vắn số ${n}` } },
        at: new Date(now.getTime() - n * 3_600_000).toISOString(),
      },
    })),
    () => now,
  )
}

const dayLong = 86_400_000
const daysBack = (days: number) => new Date(Date.now() - days * dayLong).toISOString().slice(0, 10)
const later = () => Math.ceil((Date.now() + 90 * dayLong) / 1000)

interface Tables {
  site: Table
  counters: Table
  letters: Table
}

/** What readers did: views of a month, searches and addresses in vain, letters, votes, links that lead nowhere. */
async function fillReaders({ site, counters, letters }: Tables): Promise<void> {
  const sum = createMonthSum()
  const days = numbers(31).map((n) => `${month}-${String(n + 1).padStart(2, '0')}`)
  for (const n of numbers(3_000))
    sum.add(
      idOf(n),
      'news',
      days.map((day) => ({ day, locale: 'vi', views: 1 + (n % 7) })),
    )
  const counts = Object.fromEntries(days.map((day) => [dayCounter(day.slice(8), 'vi'), 7]))
  const expires = later()
  await counters.writeAll({
    put: [
      { ...siteKeys.readers(month), number: Date.now(), packed: pack(sum.sum()) },
      { ...siteKeys.articleMonth(month, idOf(20)), ...counts, number: 1, expires },
      ...numbers(amounts.lost).map((n) => ({
        ...siteKeys.lost(daysBack(n % 30), String(n).padStart(3, '0')),
        ...{ address: `/tin.aspx?id=${n % 700}`, times: 1 + (n % 5), expires },
      })),
    ],
  })
  await site.writeAll({
    put: numbers(amounts.missed).map((n) => ({
      ...siteKeys.miss('vi', daysBack(n % 30), String(n).padStart(3, '0')),
      ...{ query: `cột mốc ${n % 700}`, times: 1 + (n % 5), expires },
    })),
  })
  const outward = createOutwardLinks(site)
  await inLanes(numbers(amounts.dead), atOnce, (n) => {
    const url = `https://away.example/${n}`
    const holders = [{ id: idOf(n), locale: 'vi' as const, title: `Tin vắn số ${n}` }]
    const moments = { since: momentOf(n), last: momentOf(0) }
    return outward.save({ id: linkId(url), url, problem: 404, nights: 5, ...moments, holders })
  })
  await letters.writeAll({
    put: [
      ...numbers(amounts.letters).map((n) => {
        const letter = `${daysBack(n % 30)}-${String(n).padStart(4, '0')}`
        const said = { id: letter, number: 1, at: momentOf(n), locale: 'vi', text: 'Cho tôi hỏi thủ tục.' }
        const state = n % 2 === 0 ? 'open' : 'done'
        return { ...feedbackKeys.letter(letter), letter: { ...said, state }, number: 1, expires }
      }),
      ...numbers(amounts.votes).map((n) => ({
        ...feedbackKeys.votes(idOf(n)),
        ...{ article: idOf(n), yes: n % 9, no: n % 4, expires },
      })),
    ],
  })
}

/** Writes all that lists show beside articles and files. `article`: one that is there, where notes are written. */
export async function fillOthers(
  { newsroom, royalties }: { newsroom: Newsroom; royalties: Royalties },
  tables: Tables,
  article: string,
): Promise<void> {
  await fillRoyalties(royalties)
  await fillPeople(newsroom, article)
  await fillReaders(tables)
}
