import type { IndexedText } from '../../../functions/search/indexed-text.ts'
import { createRandom } from '../random.ts'

const onsets = 'b c ch d đ g gh gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ')
const open = 'a o ô ơ u ư i ê ai ao au ay âu ây eo êu iu oa oe oi ôi ơi ui uy ươi ưu ia ua ưa iêu'.split(' ')
const closed =
  'an ang am ăn ăng ăm ân âng âm en em ên in inh im on ong om ôn ông ôm ơn un ung anh ênh oan oang uân uyên iên iêng iêm uôn uông ươn ương'.split(
    ' ',
  )
const stopped =
  'at ac ap ăt ăc ât âc âp ach êt êch ich it op ot ôc ôt uc ut ưc iêt iêc uôc ươc oat uât uyêt'.split(' ')
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
/** Those that a syllable may have which ends in c, ch, p or t. */
const stoppedTones = ['\u0301', '\u0323']

/** The vowel that carries the tone: one with a quality, else the last but one where the syllable is open. */
function toned(rhyme: string, tone: string): string {
  const quality = rhyme.search(/[âăêôơ]/u)
  const at = quality >= 0 ? quality : Math.max(0, rhyme.search(/[aeiouyư](?=[aeiouyư]?$|n|m|c|p|t)/u))
  return (rhyme.slice(0, at + 1) + tone + rhyme.slice(at + 1)).normalize('NFC')
}

const syllables = onsets.flatMap((onset) => [
  ...[...open, ...closed].flatMap((rhyme) => tones.map((tone) => onset + toned(rhyme, tone))),
  ...stopped.flatMap((rhyme) => stoppedTones.map((tone) => onset + toned(rhyme, tone))),
])

const english =
  'summit digital economy online service export startup data center cloud energy bank vaccine smart city'.split(
    ' ',
  )
const kinds = 'QĐ NQ CT TB KH BC CV TTr NĐ TT'.split(' ')
const offices = 'UBND HĐND TTg CP BTC BYT BXD TW VPCP'.split(' ')
export const sections = 'thoi-su kinh-te xa-hoi van-hoa giao-duc y-te phap-luat the-thao'.split(' ')

/** What a seed makes: words in compounds of one to four syllables, few of them frequent and most rare, and articles of them. */
export function createCorpus(seed = 1) {
  const random = createRandom(seed)
  const upTo = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)]!
  /** Zipf's law: the first of them far more often than the last. */
  const common = <T>(list: readonly T[], steepness = 3): T =>
    list[Math.floor(random() ** steepness * list.length)]!

  const shuffled = syllables
    .map((syllable) => ({ syllable, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ syllable }) => syllable)
  const compounds = Array.from({ length: 24_000 }, () =>
    Array.from({ length: 2 + (random() < 0.2 ? 1 : 0) }, () => common(shuffled, 2.5)).join(' '),
  )
  const small = shuffled.slice(0, 60)
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  const names = Array.from({ length: 6_000 }, () =>
    Array.from({ length: 3 }, () => capital(common(shuffled, 2))).join(' '),
  )
  const foreign = Array.from({ length: 40_000 }, () =>
    capital(
      Array.from(
        { length: 2 + upTo(3) },
        () => pick([...'bdgklmnrstvz']) + pick([...'aeiou']) + pick(['', '', 'n', 'r', 'l']),
      ).join(''),
    ),
  )
  const topics = Array.from({ length: 240 }, () => Array.from({ length: 120 }, () => common(compounds, 2)))

  const documentNumber = (year: number) => {
    const number = `${1 + Math.floor(random() ** 1.5 * 4_200)}`.padStart(2, '0')
    const kind = pick(kinds)
    return pick([
      `${number}/${kind}-${pick(offices)}`,
      `${number}/${year}/${kind}-${pick(offices)}`,
      `${number}-${kind}/TW`,
    ])
  }
  const number = (year: number) =>
    pick([
      `${upTo(100)}`,
      `${1 + upTo(30)}/${1 + upTo(12)}`,
      `${1 + upTo(28)}/${1 + upTo(12)}/${year}`,
      `${year}`,
      `${upTo(100)},${upTo(10)}%`,
      `${1 + upTo(900)}.${100 + upTo(899)}`,
    ])

  function piece(topic: readonly string[], year: number): string {
    const chance = random()
    if (chance < 0.4) return common(topic, 2.5)
    if (chance < 0.58) return common(compounds, 4)
    if (chance < 0.88) return common(small, 2)
    if (chance < 0.93) return common(names, 3)
    if (chance < 0.965) return number(year)
    if (chance < 0.97) return documentNumber(year)
    if (chance < 0.985) return pick(english)
    return chance < 0.99 ? common(foreign, 3) : pick(shuffled)
  }

  function sentence(topic: readonly string[], year: number, words: number): string {
    const pieces: string[] = []
    for (let count = 0; count < words; ) {
      const next = piece(topic, year)
      count += next.split(' ').length
      pieces.push(next + (random() < 0.06 ? ',' : ''))
    }
    return `${capital(pieces.join(' ').replace(/,$/u, ''))}.`
  }

  function article(at: number, words: number): IndexedText {
    const moment = Date.UTC(2016, 0, 1) + at * 3_100_000 + upTo(1_000) * 1_000
    const year = new Date(moment).getUTCFullYear()
    const topic = common(topics, 2)
    const title = sentence(topic, year, 9 + upTo(6)).slice(0, -1)
    const sentences = Array.from({ length: Math.ceil(words / 22) }, () =>
      sentence(topic, year, 12 + upTo(20)),
    )
    return {
      id: at.toString(32).padStart(10, '0'),
      seq: 1,
      moment: new Date(moment).toISOString(),
      section: common(sections, 1.5),
      title: random() < 0.12 ? `${title} ${documentNumber(year)}` : title,
      lead: sentence(topic, year, 28),
      body: sentences.join('\n'),
    }
  }

  /** Articles one after the other, about `words` long. */
  function* articles(count: number, words = 640): Generator<IndexedText> {
    for (let at = 0; at < count; at++) yield article(at, words)
  }

  return { articles, random, pick, common, compounds, small, topics, documentNumber }
}

const bare = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

export interface LoggedQuery {
  kind: string
  q: string
  section?: string
  from?: string
  to?: string
  order?: 'newest'
}

/** Queries as readers type them, made of what the articles say. */
export function createQueries(texts: readonly IndexedText[], count: number, seed = 7): LoggedQuery[] {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const fragment = (words: number) => {
    const { lead, body } = pick(texts)
    const all = `${lead} ${body}`.replace(/[.,;:?!](?=\s|$)/gu, '').split(/\s+/u)
    const from = Math.floor(random() * Math.max(1, all.length - words))
    return all.slice(from, from + words).join(' ')
  }
  const titleWords = (words: number) => pick(texts).title.split(' ').slice(0, words).join(' ')
  const number = () => {
    for (;;) {
      const { title, body } = pick(texts)
      const found = /\d+(?:\/\d{4})?[/-]\p{L}+[/-]\p{L}+/u.exec(`${title} ${body}`)
      if (found) return found[0]
    }
  }
  const makes: (() => LoggedQuery)[] = [
    () => ({ kind: 'one word', q: fragment(1) }),
    () => ({ kind: 'two words', q: fragment(2) }),
    () => ({ kind: 'two words', q: fragment(2) }),
    () => ({ kind: 'three words', q: fragment(3) }),
    () => ({ kind: 'three words', q: titleWords(3) }),
    () => ({ kind: 'without marks', q: bare(fragment(2)) }),
    () => ({ kind: 'without marks', q: bare(titleWords(3)).toLowerCase() }),
    () => ({ kind: 'seven words', q: fragment(7) }),
    () => ({ kind: 'phrase', q: `"${fragment(2)}"` }),
    () => ({ kind: 'phrase', q: `"${fragment(3)}"` }),
    () => ({ kind: 'phrase without marks', q: `"${bare(fragment(2))}"` }),
    () => ({ kind: 'document number', q: number() }),
    () => ({ kind: 'half a word', q: fragment(2).slice(0, -1) }),
    () => ({ kind: 'section', q: fragment(2), section: pick(sections) }),
    () => ({ kind: 'dates', q: fragment(2), from: '2016-03-01', to: '2019-01-01' }),
    () => ({ kind: 'newest', q: fragment(2), order: 'newest' }),
  ]
  return Array.from({ length: count }, (_, at) => makes[at % makes.length]!())
}
