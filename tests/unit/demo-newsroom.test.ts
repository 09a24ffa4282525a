import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleInput } from '../../functions/domain/article/article.ts'
import { feedbackInput } from '../../functions/domain/feedback/feedback.ts'
import type { Locale } from '../../functions/domain/locale.ts'
import { noteBlocks } from '../../functions/domain/notes/blocks.ts'
import { noteInput } from '../../functions/domain/notes/note.ts'
import { instantOf } from '../../infra/local/demo/newsroom/moment.ts'
import { readPlans } from '../../infra/local/demo/newsroom/plans.ts'
import { readRecent, readTexts } from '../../infra/local/demo/newsroom/texts.ts'

interface Public {
  id: string
  translations: Partial<Record<Locale, { body: string }>>
}

const read = (name: string) =>
  readFileSync(new URL(`../../infra/local/demo/${name}.json`, import.meta.url), 'utf8')
const parse = (name: string) => JSON.parse(read(name))
const published: Public[] = ['news', 'consular', 'border', 'cooperation', 'notices'].flatMap(parse)
const files = ['texts', 'recent', 'notes', 'plans', 'royalties', 'letters']

const recent = await readRecent('2020-01-31T10:00:00.000Z', new Date('2020-02-01T03:00:00.000Z'))
const texts = [...(await readTexts()), ...recent]
const plans = await readPlans()
const bodies = texts.flatMap(({ article }) => Object.values(article.translations).map(({ body }) => body))

describe('the texts of the sample newsroom', () => {
  it('are accepted by the rules for what editors write, which add nothing to them but the rel of links', () => {
    for (const { article } of texts) {
      const cleaned = JSON.stringify(articleInput.parse(article)).replaceAll(' rel=\\"noopener\\"', '')
      expect(JSON.parse(cleaned)).toMatchObject(article)
    }
  })

  it('are no other articles than those that readers have, and have an id each', () => {
    const ids = [...texts, ...published].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are public today where readers had nothing this month, by the calendar of Vietnam', async () => {
    expect(recent.length).toBeGreaterThan(1)
    for (const { acts } of recent) expect(acts.at(-1)?.act).toBe('publish')
    const onNewYear = new Date('2026-12-31T17:00:00.000Z')
    expect(await readRecent('2026-12-31T16:59:59.999Z', onNewYear)).toEqual(recent)
    expect(await readRecent('2026-12-31T17:00:00.000Z', onNewYear)).toEqual([])
  })

  it('are signed by offices, and name no day, which would be over on a later machine', () => {
    for (const { article } of texts)
      for (const name of [article.byline].flat()) expect(name).toMatch(/^(?:Phòng|Văn phòng) /u)
    for (const body of bodies) expect(body).not.toMatch(/\d{1,2}\/\d{1,2}|20\d\d|tháng \d/u)
  })

  it('are written in NFC, without stray spaces and mailboxes of real bodies', () => {
    for (const file of files) {
      const written = read(`newsroom/${file}`)
      expect(written).toBe(written.normalize('NFC'))
      for (const [, host] of written.matchAll(/[\w.]+@([\w.]+\.\w+)/gu)) expect(host).toBe('example.vn')
      expect(JSON.stringify(JSON.parse(written))).not.toMatch(/ {2}|\u00a0|\u200b| [,.;:]/u)
    }
  })
})

describe('what the sample newsroom plans', () => {
  it('is to come, whenever a machine is new', () => {
    const moments = [
      ...texts.flatMap(({ acts }) => acts.flatMap(({ publishAt }) => publishAt ?? [])),
      ...plans.releases.flatMap(({ publishAt }) => publishAt ?? []),
    ]
    expect(moments.length).toBeGreaterThan(1)
    for (const now of ['2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z', '2028-02-28T09:00:00.000Z'])
      for (const moment of moments)
        expect(Date.parse(instantOf(moment, new Date(now)))).toBeGreaterThan(Date.parse(now))
    for (const { inDays } of [...plans.slots, ...plans.assignments]) expect(inDays).toBeGreaterThan(0)
  })

  it('changes words that public texts have', () => {
    for (const { article, locale, changes } of plans.updates) {
      const body = published.find(({ id }) => id === article)?.translations[locale]?.body ?? ''
      for (const { from } of changes) expect(body.split(from), from).toHaveLength(2)
    }
  })

  it('lets go together what there is', () => {
    for (const { members } of plans.releases)
      for (const { article, locale } of members)
        expect(texts.find(({ id }) => id === article)?.article.translations[locale]).toBeDefined()
  })
})

describe('what is said in the sample newsroom', () => {
  it('stands at paragraphs that there are, and names whom it is told to', () => {
    for (const { article, part, block, words, field } of parse('newsroom/notes')) {
      const body = texts.find(({ id }) => id === article)?.article.translations[part as Locale]?.body ?? ''
      if (block !== undefined) expect(noteBlocks(body)[block]).toBeTruthy()
      expect(noteInput.safeParse({ part, field, words }).success).toBe(true)
    }
  })

  it('is what the form of the site takes, about articles that readers have', () => {
    for (const { locale: _, ...letter } of parse('newsroom/letters')) {
      expect(feedbackInput.safeParse(letter).success).toBe(true)
      expect(published.map(({ id }) => id)).toContain(letter.about)
    }
  })

  it('pays roles and offices, for texts that readers have', () => {
    const { payees, royalties } = parse('newsroom/royalties')
    for (const { name } of payees) expect(name).toMatch(/^(?:Cán bộ|Cộng tác viên) /u)
    for (const { article, locale } of royalties)
      expect(published.find(({ id }) => id === article)?.translations[locale as Locale]).toBeDefined()
  })
})
