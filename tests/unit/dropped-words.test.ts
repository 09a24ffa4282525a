import { describe, expect, it } from 'vitest'
import { droppedKinds } from '../../functions/domain/body/dropped.ts'
import { leftOutKinds } from '../../functions/domain/library/left-out-kinds.ts'
import { locales } from '../../functions/domain/locale.ts'
import { bodyWords } from '../../locales/index.ts'

describe.each(locales)('what could not come along, in %s', (locale) => {
  const { dropped, leftOut } = bodyWords[locale]

  it.each([
    ['of a body', dropped, droppedKinds],
    ['of a Word file', leftOut, leftOutKinds],
  ])('has a sentence for every code, and none for what is no code: %s', (_, words, codes) => {
    expect(Object.keys(words).toSorted()).toEqual(codes.toSorted())
    for (const sentence of Object.values(words)) expect(sentence).toMatch(/^\p{Lu}.{15,}\.$/u)
    expect(new Set(Object.values(words)).size).toBe(codes.length)
  })
})
