import { globSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { localeFiles } from '../../infra/tools/locales.ts'
import { readerWords } from '../../locales/index.ts'

const folder = new URL('../../locales/', import.meta.url)
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const reference = 'vi'

function jsonIn(locale: string): string[] {
  return readdirSync(new URL(`${locale}/`, folder)).filter(
    // The words of React Aria's parts, which brings its own English; the build holds that none is missing.
    (name) => name.endsWith('.json') && name !== 'widgets.json',
  )
}

const files = jsonIn(reference)

type Words = { [key: string]: string | Words }

function flatten(words: Words, prefix = ''): [key: string, value: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

function read(locale: string, file: string): [key: string, value: string][] {
  return flatten(JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8')))
}

const plural = /_(zero|one|two|few|many|other)$/u
const stem = (key: string) => key.replace(plural, '')
const placeholders = (value: string) => [...value.matchAll(/\{\{[^}]*\}\}/gu)].map(([each]) => each).sort()
const vietnamese = /[ăâđêôơưàáãèéìíòóõùúýĩũẠ-ỹ]/iu

it('holds words for every language that the site is published in, and for no other', () => {
  expect(folders.toSorted()).toEqual([...locales].toSorted())
  expect(Object.keys(readerWords).toSorted()).toEqual([...locales].toSorted())
})

it('follows from the list of languages and their folders alone', () => {
  for (const [file, text] of Object.entries(localeFiles()))
    expect(readFileSync(new URL(`../${file}`, folder), 'utf8'), `npm run locales writes ${file}`).toBe(text)
})

describe.each(folders)('%s', (locale) => {
  it('has the same files as the others', () => {
    expect(jsonIn(locale)).toEqual(files)
  })

  it.each(files)('has the same keys in %s as the others, and every plural form of its grammar', (file) => {
    const keys = read(locale, file).map(([key]) => key)
    const stems = (all: string[]) => [...new Set(all.map(stem))].sort()
    expect(stems(keys)).toEqual(stems(read(reference, file).map(([key]) => key)))
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    for (const counted of new Set(keys.filter((key) => plural.test(key)).map(stem)))
      expect(keys.filter((key) => stem(key) === counted).sort()).toEqual(
        forms.map((form) => `${counted}_${form}`),
      )
  })

  it.each(files)('fills the same placeholders in %s as the others', (file) => {
    const expected = new Map(read(reference, file).map(([key, value]) => [stem(key), placeholders(value)]))
    for (const [key, value] of read(locale, file))
      expect.soft(placeholders(value), key).toEqual(expected.get(stem(key)))
  })

  it.each(files)('has no empty, untidy or decomposed value in %s', (file) => {
    for (const [key, value] of read(locale, file)) {
      expect.soft(value.trim(), key).not.toBe('')
      expect.soft(value, key).toBe(value.replaceAll(/\s+/gu, ' ').trim())
      expect.soft(value, key).toBe(value.normalize('NFC'))
    }
  })
})

/** Words that are the same in both languages, and names of programs. */
const international = ['PDF', 'Video', 'Word', 'Excel', 'Outlook', 'LibreOffice']

it('writes Vietnamese with its letters, and English without them', () => {
  for (const file of files) {
    const words = read('vi', file).filter(([, value]) => !international.includes(value))
    // What stands for other words is judged where they are.
    for (const [key, value] of words)
      if (/\p{L}/u.test(value.replaceAll(/\{\{.*?\}\}|\$t\(.*?\)/gu, '')))
        expect.soft(value, key).toMatch(vietnamese)
    for (const [key, value] of read('en', file)) expect.soft(value, key).not.toMatch(vietnamese)
  }
})

/** `hoá`, `khoẻ`, `thuỷ`: the tone on the second vowel of an open syllable. In `quý` the u belongs to the q. */
const lateTone = /(?<!\p{L})\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/giu

it('sets the tone in one way, on the first vowel of oa, oe and uy: hóa, xóa, khỏe, hủy', () => {
  expect('hoá xoá khoẻ thuỷ'.match(lateTone)).toHaveLength(4)
  expect('hóa xóa khỏe thủy toàn khoản quý quỹ'.match(lateTone)).toBeNull()
  const spoken = globSync([
    'locales/**/*.{json,ts}',
    '{functions,infra}/**/*.{ts,tsx}',
    'infra/**/demo/*.json',
  ])
  expect(spoken.length).toBeGreaterThan(200)
  for (const file of spoken)
    expect.soft(readFileSync(file, 'utf8').normalize('NFC').match(lateTone), file).toBeNull()
})

describe('a page that is for the leaders of an office', () => {
  it('calls nobody "bạn"', () => {
    for (const [key, value] of read('vi', 'preview.json'))
      expect.soft(value, key).not.toMatch(/bạn(?! đọc)/iu)
  })
})
