import * as z from 'zod'
import type { Status } from '../../domain/article/status.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { byLocale } from '../../domain/locale-schemas.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { isRole } from '../../domain/role.ts'
import { DeskFailure } from '../session/failure.ts'
import type { Session } from '../session/session.ts'

/** Asks the API, signed. */
type Asks = Pick<Session, 'fetch'>

/**
 * What the desk reads of the API's answers; the rest is left unread, so that the API may say more one day. The API may know
 * roles, statuses and languages that a page which was opened before does not.
 */
const member = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  sections: z.array(z.string()).optional(),
})
export type Member = z.infer<typeof member>

const settings = z.object({
  sections: z.array(z.object({ id: z.string(), name: byLocale(z.string()) })),
})
export type Section = z.infer<typeof settings>['sections'][number]

export type Waiting = Extract<Status, 'draft' | 'in_review'>

const row = z.object({
  id: z.string(),
  section: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  translations: byLocale(z.object({ title: z.string(), status: z.string() })),
})
type Row = z.infer<typeof row>
const list = z.object({ articles: z.array(row), next: z.string().optional() })

export interface Item {
  id: string
  section: string
  updatedAt: string
  updatedBy: string
  /** Only the texts that wait. */
  texts: { locale: Locale; title: string }[]
}

export interface Work {
  member: Member
  sections: Section[]
  /** What it is that waits: texts to approve, or one's own drafts. */
  waiting: Waiting
  items: Item[]
  hasMore: boolean
}

const problem = z.object({ code: z.string(), detail: z.string() })

async function read<Schema extends z.ZodType>(
  session: Asks,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await session.fetch(path)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const { data, error } = schema.safeParse(answer)
    if (data !== undefined) return data
    throw new DeskFailure('outage', `${path} was answered in another form: ${error?.message}`)
  }
  const { detail = '' } = problem.safeParse(answer).data ?? {}
  throw new DeskFailure(response.status < 500 ? 'refused' : 'outage', `${path}: ${response.status} ${detail}`)
}

/** The caller's staff record. Whoever has signed in and is refused here has none. */
async function readMember(session: Asks): Promise<Member> {
  return await read(session, '/me', member).catch((error) => {
    if (error instanceof DeskFailure && error.code === 'refused')
      throw new DeskFailure('not_staff', error.message, { cause: error })
    throw error
  })
}

function itemOf({ translations, ...rest }: Row, waiting: Waiting): Item {
  const texts = locales.flatMap((each) => {
    const text = translations[each]
    return text?.status === waiting ? [{ locale: each, title: text.title }] : []
  })
  return { ...rest, texts }
}

/** How many are shown. */
const enough = 50

/** Reads on where a page holds too few that are this person's. */
async function readRows(session: Asks, query: Record<string, string>, isTheirs: (row: Row) => boolean) {
  const rows: Row[] = []
  let next: string | undefined
  do {
    const page = new URLSearchParams({ ...query, limit: '100', ...(next && { cursor: next }) })
    const answer = await read(session, `/articles?${page}`, list)
    rows.push(...answer.articles.filter(isTheirs))
    next = answer.next
  } while (next !== undefined && rows.length < enough)
  return { rows: rows.slice(0, enough), hasMore: next !== undefined || rows.length > enough }
}

function mayApprove({ role }: Member): boolean {
  return isRole(role) && isPermitted({ role }, 'approve')
}

/** What waits for whoever is signed in: texts to approve for those who may, their own drafts for all others. */
export async function readWork(session: Asks): Promise<Work> {
  const member = await readMember(session)
  const waiting = mayApprove(member) ? 'in_review' : 'draft'
  const query = { status: waiting, ...(waiting === 'draft' && { author: member.id }) }
  const isTheirs = ({ section }: Row) => !member.sections || member.sections.includes(section)
  const [{ sections }, { rows, hasMore }] = await Promise.all([
    read(session, '/settings', settings),
    readRows(session, query, isTheirs),
  ])
  return { member, sections, waiting, items: rows.map((each) => itemOf(each, waiting)), hasMore }
}
