import { html } from 'hono/html'
import type { MirroredFile } from '../store/mirror-files.ts'

/** The policy of a page, as far as it can say it itself: who may frame it, the CDN says. */
function policyIn(headers: Headers): string {
  const policy = headers.get('content-security-policy')
  // The sources of a policy hold no double quote.
  return policy
    ? `<meta http-equiv="Content-Security-Policy" content="${policy.replace(/frame-ancestors[^;]*;? ?/u, '')}">`
    : ''
}

/** An answer as the bucket can give it. What else its headers say, it must say itself. */
export async function fileOf(response: Response): Promise<MirroredFile> {
  const { headers } = response
  const contentType = headers.get('content-type') ?? 'application/octet-stream'
  const isPage = contentType.startsWith('text/html')
  const isForEver = headers.get('cache-control')?.includes('immutable')
  return {
    body: isPage
      ? Buffer.from((await response.text()).replace('<head>', `<head>${policyIn(headers)}`))
      : Buffer.from(await response.arrayBuffer()),
    contentType,
    contentLanguage: headers.get('content-language') ?? undefined,
    cacheControl: (isForEver && headers.get('cache-control')) || undefined,
  }
}

/** A redirect as a page: a bucket has no other way to lead on. Search engines keep the address it leads to. */
export function redirectFile(response: Response, siteUrl: string): MirroredFile {
  const to = response.headers.get('location') ?? ''
  if (!/^\/(?!\/)/u.test(to)) throw new Error(`a redirect leads off the site: ${to}`)
  const locale = to.split('/')[1] ?? ''
  const page = html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8">
<title>${to}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${siteUrl}${to}">
<meta http-equiv="refresh" content="0; url=${to}">
</head>
<body><p><a href="${to}">${siteUrl}${to}</a></p></body>
</html>
`
  const text = String(page).replace(
    '<meta charset="utf-8">',
    `<meta charset="utf-8">${policyIn(response.headers)}`,
  )
  return { body: Buffer.from(text), contentType: 'text/html; charset=utf-8', contentLanguage: locale }
}
