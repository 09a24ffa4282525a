import { loginLanguageOf } from '../../../functions/desk/session/login-language.ts'
import { defaultLocale, isLocale, type Locale } from '../../../functions/domain/locale.ts'
import { complete } from '../../../locales/complete.ts'
import { deskWords } from '../../../locales/index.ts'
import { type Account, accounts } from './accounts.ts'

/** Words of this machine alone, so not among those of the product. */
const words = complete({
  vi: {
    title: 'Đăng nhập thử trên máy này',
    note: 'Trang này thay cho trang đăng nhập thật và chỉ có trên máy đang chạy thử: không cần mật khẩu, chỉ cần chọn vai trò.',
    leaving: 'Đang đăng xuất…',
  },
  en: {
    title: 'Sign in on this machine',
    note: 'This page stands in for the real login pages, on a machine where the system is tried out: choose a role, no password is needed.',
    leaving: 'Signing out…',
  },
})

const style = `
:root{color-scheme:light dark;font:100%/1.6 system-ui,sans-serif}
body{max-width:30rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.5rem;line-height:1.35}
button{display:block;width:100%;min-height:3rem;margin-top:.75rem;font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid #1a56c4;outline-offset:2px}`

function page(locale: Locale, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words[locale].title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main>${body}</main></body></html>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One button for each role and for whoever was invited, in a language that the real login pages have. */
export function choicePage(lang: string, invited: readonly Account[]): string {
  const asked = loginLanguageOf(lang)
  const locale = isLocale(asked) ? asked : 'en'
  const { title, note } = words[locale]
  const buttons = accounts.map(
    ({ sub, role }) => `<button name="account" value="${sub}">${deskWords[locale].roles[role]}</button>`,
  )
  const people = invited.map(
    ({ sub, email }) => `<button name="account" value="${sub}">${escaped(email)}</button>`,
  )
  return page(
    locale,
    `<h1>${title}</h1><p>${note}</p><form method="post" autocomplete="off">${[...buttons, ...people].join('')}</form>`,
  )
}

/** Sends the form by which the provider ends a session, as the login pages of a user pool do at once. */
export function logoutPage(form: string): string {
  const send =
    "const form=document.forms[0],yes=document.createElement('input');yes.type='hidden';yes.name='logout';yes.value='yes';form.append(yes);form.submit()"
  return page(defaultLocale, `<h1>${words[defaultLocale].leaving}</h1>${form}<script>${send}</script>`)
}
