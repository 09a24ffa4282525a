import { type Context, Hono } from 'hono'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { iconPaths, manifestPath } from '../domain/site/paths.ts'
import { faviconIco, iconPng } from '../drawing/icons.ts'
import { ground } from '../drawing/mark.ts'
import { cacheFor } from '../http/cache-policy.ts'
import { iconSvg } from '../views/mark.tsx'
import { inLocale, localeOf, type SiteEnv } from './env.ts'
import { unavailable } from './missing.ts'

/** Pixels of the icons that telephones put beside those of programs. */
const sizes = { [iconPaths.touch]: 180, [iconPaths.small]: 192, [iconPaths.large]: 512 }

/** The mark in every form in which browsers, telephones and search engines ask for it, drawn when they do; and what the site is called among programs. */
export function icons() {
  const answer = (c: Context, body: string | Buffer, type: string) => {
    cacheFor(c, 'icon', [cacheTags.site])
    return c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, { 'Content-Type': type })
  }
  const app = new Hono<SiteEnv>()
    .get(iconPaths.ico, (c) => answer(c, faviconIco(), 'image/x-icon'))
    .get(iconPaths.svg, (c) => answer(c, iconSvg, 'image/svg+xml'))
    .get(`${inLocale}/manifest.webmanifest`, async (c) => {
      const locale = localeOf(c)
      const chrome = await c.var.site.chrome(locale)
      if (!chrome) return unavailable(c)
      const manifest = {
        id: manifestPath(locale),
        name: chrome.name,
        description: chrome.tagline || undefined,
        lang: locale,
        start_url: `/${locale}`,
        scope: '/',
        display: 'minimal-ui',
        theme_color: ground,
        background_color: '#ffffff',
        icons: [iconPaths.small, iconPaths.large].map((src) => ({
          src,
          type: 'image/png',
          sizes: `${sizes[src]}x${sizes[src]}`,
          purpose: 'any maskable',
        })),
      }
      c.header('Content-Language', locale)
      return answer(c, JSON.stringify(manifest), 'application/manifest+json')
    })
  for (const [path, size] of Object.entries(sizes))
    app.get(path, (c) => answer(c, iconPng(size), 'image/png'))
  return app
}
