import { expect, it } from 'vitest'
import { loginLanguageOf } from '../../functions/desk/session/login-language.ts'
import { choicePage } from '../../infra/local/sign-in/choice-page.ts'
import { deskWords } from '../../locales/index.ts'

it('the login pages are asked for in a language that they have, else in English', () => {
  expect(['en', 'vi', 'fr', 'zh-CN', 'xx'].map(loginLanguageOf)).toEqual(['en', 'en', 'fr', 'zh-CN', 'en'])
})

it('what stands in for them on this machine has no Vietnamese either, however it is asked', () => {
  for (const lang of ['vi', 'en', 'vi-VN', '', 'xx']) {
    expect(choicePage(lang, [])).toContain('<html lang="en">')
    expect(choicePage(lang, [])).toContain(deskWords.en.roles.approver)
  }
})

it('a desk says before in its own language what they will ask', () => {
  expect(deskWords.vi.signIn.steps.code).toContain('mã')
  expect(Object.keys(deskWords.vi.signIn.steps)).toEqual(Object.keys(deskWords.en.signIn.steps))
})
