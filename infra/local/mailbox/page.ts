import { dateline } from '../../../functions/domain/dates.ts'
import { defaultLocale } from '../../../functions/domain/locale.ts'
import type { KeptMail } from './mailbox.ts'

const style = `
:root{color-scheme:light dark;font:100%/1.6 system-ui,sans-serif}
body{max-width:48rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}
details{border:1px solid;border-radius:.5rem;padding:.5rem 1rem;margin-block:.75rem}
summary{cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
iframe{width:100%;height:24rem;border:1px solid;background:#fff;color-scheme:light}
:focus-visible{outline:3px solid #1a56c4;outline-offset:2px}`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const mailOf = ({ at, from, to, subject, text, html }: KeptMail) => `<details>
<summary><strong>${escaped(subject)}</strong><br>${escaped(to.join(', '))} · ${escaped(dateline(at, defaultLocale))}</summary>
<p>From: ${escaped(from)}</p><pre>${escaped(text)}</pre>
<iframe title="${escaped(subject)}" sandbox="allow-popups" srcdoc="${escaped(html)}"></iframe></details>`

/** The mails of this run, the last first, in English and Vietnamese as they are: a page of this machine alone. */
export function mailboxPage(mails: readonly KeptMail[]) {
  const list =
    mails.length > 0
      ? mails.map(mailOf).join('\n')
      : '<p>Chưa có thư nào kể từ khi khởi động. No mail since the start.</p>'
  // Mails carry styles of their own, in attributes.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`
  const body = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Thư chưa gửi · Mails</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main><h1>Thư lẽ ra được gửi <span lang="en">· What would be mailed</span></h1>${list}</main></body></html>`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  }
  return { headers, body }
}
