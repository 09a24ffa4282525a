import type { Context } from 'hono'
import type { Article } from '../domain/article/article.ts'
import type { PreviewLink } from '../domain/preview/link.ts'
import type { Revision } from '../domain/revision.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { LambdaBindings } from '../http/request-log.ts'
import type { Newsroom } from '../store/newsroom.ts'

/** What the door for previews needs. */
export interface PreviewParts {
  newsroom: Newsroom
  /** The style sheet of the pages. */
  css: string
  /** `https://host` of the public site, without a slash at the end. */
  siteUrl: string
  now?: () => Date
}

export interface PreviewEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string }
}

export type PreviewContext = Context<PreviewEnv>

/** A link that its secret has opened, and the revision that it shows. */
export interface Opened {
  link: PreviewLink
  shown: Revision<Article>
  settings: Settings
}
