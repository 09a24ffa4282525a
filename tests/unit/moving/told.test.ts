import { describe, expect, it } from 'vitest'
import { locales } from '../../../functions/domain/locale.ts'
import { noticeCodes } from '../../../functions/moving-in/notice.ts'
import { tell } from '../../../functions/moving-in/report/words.ts'

describe.each(locales)('what somebody is told at the desk, in %s', (locale) => {
  it.each(noticeCodes)('of %s names no option of the command and no file of it', (code) => {
    const told = tell({ code, place: { file: 'tin.csv' }, value: 'X', count: 2 }, locale, 'desk')
    expect(`${told.says} ${told.todo}`).not.toMatch(/--[a-z]|ánh xạ|mapping/u)
    expect(told.todo).not.toBe('')
  })
})
