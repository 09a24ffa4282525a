import { Hono } from 'hono'
import { requestLog } from '../http/request-log.ts'
import { type SiteEnv, withSite } from '../site/env.ts'
import { pageHeaders } from '../site/headers.ts'
import { notFound } from '../site/missing.ts'
import { answerOtherwise } from '../site/otherwise.ts'
import { searchData } from './open-data.ts'
import { searchPages } from './pages.ts'
import type { SearchParts } from './parts.ts'
import { suggestions } from './suggestions.ts'

/** The door to the index: the page of results, and what is meant while somebody types. Like the reader's it hears no header. */
export function createSearchApp({ indexOf, misses, ...parts }: SearchParts) {
  const app = new Hono<SiteEnv>()
  app.use(requestLog, ...pageHeaders(parts.assets), withSite(parts))
  app.route('/', searchData({ indexOf }))
  app.route('/', suggestions({ indexOf }))
  app.route('/', searchPages({ indexOf, misses }))
  answerOtherwise(app, notFound)
  return app
}
