import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf, noFilters, questionOf, readFilters } from '../../functions/desk/library/filters.ts'
import { keepTyped, typedOf } from '../../functions/desk/library/typed-words.ts'
import type { KnownFile } from '../../functions/desk/library/use-file.ts'
import { asSent, mergeWords } from '../../functions/desk/library/words.ts'

describe('the filters of the library', () => {
  it.each([
    '/media',
    '/media?list=undescribed.en',
    '/media?list=unused&kind=document&text=c%C3%B4ng+v%C4%83n&sort=name&view=list',
    '/media?list=mine&from=2026-11-01&to=2026-11-27',
  ])('stand in the address: %s', (address) => {
    expect(addressOf(readFilters(address.split('?')[1] ?? ''))).toBe(address)
  })

  it('are left out where they are not understood', () => {
    expect(readFilters('list=undescribed.xx&kind=virus&from=yesterday&sort=size&text=+')).toEqual(noFilters)
  })

  it('ask the API for what readers may have, and in its own list for what was withdrawn', () => {
    const asked = (search: string) =>
      Object.fromEntries(new URLSearchParams(questionOf(readFilters(search), 'me')))
    expect(asked('')).toEqual({ status: 'ready', limit: '60' })
    expect(asked('list=withdrawn')).toEqual({ status: 'withdrawn', limit: '60' })
    expect(asked('list=mine&person=other')).toMatchObject({ by: 'me' })
    expect(asked('from=2026-11-01')).toMatchObject({ sort: '-created' })
    expect(asked('list=undescribed.en&view=list')).toEqual({
      status: 'ready',
      limit: '60',
      undescribed: 'en',
    })
  })
})

describe('words that two people write at the same time', () => {
  const base = { vi: { alt: 'Cũ', caption: 'Cũ' } }

  it('are put together where they changed different ones', () => {
    const mine = { vi: { alt: 'Của tôi', caption: 'Cũ' } }
    const theirs = { vi: { alt: 'Cũ', caption: 'Của họ' }, en: { alt: 'Theirs' } }
    expect(mergeWords(base, mine, theirs)).toEqual({
      words: { vi: { alt: 'Của tôi', caption: 'Của họ' }, en: { alt: 'Theirs' } },
      clashes: [],
    })
  })

  it('stay as they were typed where both changed the same one, and theirs is told', () => {
    const mine = { vi: { alt: 'Của tôi', caption: 'Cũ' } }
    const theirs = { vi: { alt: 'Của họ', caption: 'Cũ' } }
    expect(mergeWords(base, mine, theirs)).toEqual({
      words: mine,
      clashes: [{ locale: 'vi', field: 'alt', theirs: 'Của họ' }],
    })
  })

  it('that both wrote alike are no clash', () => {
    const both = { vi: { alt: 'Như nhau', caption: 'Cũ' } }
    expect(mergeWords(base, both, both)).toEqual({ words: both, clashes: [] })
  })
})

it('words are sent without what is empty', () => {
  expect(asSent({ vi: { alt: ' Cột mốc ', caption: '' }, en: { alt: ' ' } })).toEqual({
    vi: { alt: 'Cột mốc' },
  })
})

describe('words that are typed and not saved', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** A file as it was at one of its revisions. */
  const aFile = (number: number, alt: string) =>
    ({
      tag: `"${number}"`,
      data: { media: { id: 'f', description: { vi: { alt } } }, revision: { number } },
    }) as KnownFile

  function aWindow() {
    const here = new EventTarget()
    for (const name of ['addEventListener', 'removeEventListener'] as const)
      vi.stubGlobal(name, here[name].bind(here))
    return { asksBeforeItCloses: () => !here.dispatchEvent(new Event('beforeunload', { cancelable: true })) }
  }

  it('stay, whatever becomes of the file, and the browser asks before it closes them', () => {
    const { asksBeforeItCloses } = aWindow()
    const typed = { base: aFile(1, 'Cũ'), words: { vi: { alt: 'Mới' } } }
    keepTyped('f', typed)
    expect(typedOf(aFile(2, 'Của họ'))).toBe(typed)
    expect(asksBeforeItCloses()).toBe(true)
    keepTyped('f', undefined)
    expect(typedOf(aFile(2, 'Của họ'))).toBeUndefined()
    expect(asksBeforeItCloses()).toBe(false)
  })

  it('are none once they are saved, and do not hide what is saved after them', () => {
    const { asksBeforeItCloses } = aWindow()
    const saved = { base: aFile(2, 'Mới'), words: { vi: { alt: 'Mới ' } } }
    keepTyped('f', saved)
    expect(asksBeforeItCloses()).toBe(false)
    // Until the file is read again, its page knows the older one.
    expect(typedOf(aFile(1, 'Cũ'))).toBe(saved)
    expect(typedOf(aFile(3, 'Của họ'))).toBeUndefined()
  })
})
