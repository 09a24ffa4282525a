import { describe, expect, it } from 'vitest'
import { isTranslated } from '../../functions/domain/royalty/text.ts'
import { aStoredArticle } from '../support/articles/articles.ts'

const [early, late] = ['2026-01-01T01:00:00.000Z', '2026-01-02T01:00:00.000Z']

/** Which of the two texts is paid as a translation. */
function translated(vi: object, en: object): string[] {
  const status = 'published'
  const state = aStoredArticle({ vi: { status, ...vi }, en: { status, ...en } })
  return (['vi', 'en'] as const).filter((locale) => isTranslated(state, locale))
}

describe('a translation, for what it is paid', () => {
  it('is the text that says so, whichever was public first', () => {
    const basedOn = { locale: 'vi', revision: 1 }
    expect(translated({ publishedAt: late }, { publishedAt: early, basedOn })).toEqual(['en'])
  })

  it('is the one that was public later, where neither says anything', () => {
    expect(translated({ publishedAt: early }, { publishedAt: late })).toEqual(['en'])
    expect(translated({ publishedAt: late }, { publishedAt: early })).toEqual(['vi'])
    expect(translated({}, {})).toEqual([])
  })
})
