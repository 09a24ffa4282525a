import { describe, expect, it } from 'vitest'
import { refusalCodes } from '../../functions/domain/library/refusal.ts'
import { mediaWords } from '../../locales/index.ts'

describe('why a file is not taken', () => {
  it.each(['vi', 'en'] as const)('has words in %s for every reason, and for nothing else', (locale) => {
    expect(Object.keys(mediaWords[locale].refusals).sort()).toEqual([...refusalCodes].sort())
  })
})
