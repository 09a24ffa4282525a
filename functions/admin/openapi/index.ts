import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { RouterRoute } from 'hono/types'
import * as z from 'zod'
import { apiWords } from '../../../locales/index.ts'
import { defaultLocale, type Locale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import type { AdminEnv } from '../env.ts'
import { createDocument } from './document.ts'
import { renderDocs } from './page/page.tsx'
import { styleSource } from './page/style.ts'
import { openPaths } from './paths.ts'

const docsQuery = z.object({ locale: locale.default(defaultLocale) })

/** Nothing but its own style may load, and nobody may frame it. */
const policy = `default-src 'none'; style-src ${styleSource}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

function setHeaders(c: Context, language: Locale): void {
  c.header('Cache-Control', 'public, max-age=300')
  c.header('Content-Language', language)
  c.header('Content-Security-Policy', policy)
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Content-Type-Options', 'nosniff')
}

/** Makes something for each locale when it is first asked for: no editor waits for it at a cold start. */
function onceFor<T>(make: (language: Locale) => T): (language: Locale) => T {
  const made = new Map<Locale, T>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

/** What this API is, for programs and for people: open to everybody, since it holds nothing of the newsroom. */
export function descriptionRoutes(routes: () => readonly RouterRoute[]) {
  const documentIn = onceFor((language) => createDocument(routes(), apiWords[language]))
  const textIn = onceFor((language) => JSON.stringify(documentIn(language)))
  const pageIn = onceFor((language) => renderDocs(documentIn(language), language))

  return new Hono<AdminEnv>()
    .on('GET', [...openPaths], compress())
    .get('/openapi.json', describe({ id: 'describeApi', tag: 'description' }), (c) => {
      setHeaders(c, 'en')
      return c.body(textIn('en'), 200, { 'Content-Type': 'application/json' })
    })
    .get(
      '/docs',
      describe({ id: 'browseApi', tag: 'description', files: ['text/html'] }),
      validate('query', docsQuery),
      (c) => {
        const { locale: language } = c.req.valid('query')
        setHeaders(c, language)
        return c.html(pageIn(language))
      },
    )
}
