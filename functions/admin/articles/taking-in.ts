import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { Article } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { type Files, usesOf } from '../../domain/article/uses.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { articleIdOf, digestsOf, type ImportedItem, importedItem } from '../../domain/moving/item.ts'
import { judge, type Outcome, type Verdict } from '../../domain/moving/judge.ts'
import { actOf, type Bringing, stateAfter } from '../../domain/moving/take-in.ts'
import type { Revision } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { requireKnownSection, type Settings } from '../../domain/settings/settings.ts'
import { requireTags } from '../../domain/settings/tags.ts'
import { describeError, log } from '../../http/log.ts'
import { problemOf } from '../../http/problem.ts'
import { judged, requireJson, validate } from '../../http/validate.ts'
import { inLanes } from '../../store/batches.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import type { NewArticle } from '../../store/taking-in.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { legacyAnswer, takenIn, takenInAnswers } from './answers.ts'

const [one, many] = ['/imports/article', '/imports/articles']
export const takesItems = (path: string) => path === one || path === many

const mostItems = 100
const lanes = 8

const itemsBody = z.strictObject({ items: z.array(z.unknown()).min(1).max(mostItems) })
const idParam = z.object({ id: articleId })
const named = z.object({ system: z.string(), key: z.string() })

const anItem = {
  system: 'sharepoint',
  key: 'tin-tuc/79',
  file: 'tin-tuc.json',
  views: 842,
  versions: [
    {
      at: '2019-07-11T08:00:00+07:00',
      author: 'Văn phòng',
      label: '1.0',
      section: 'news',
      byline: ['Ban biên tập'],
      translations: {
        vi: {
          status: 'published',
          publishedAt: '2019-07-11T08:00:00+07:00',
          title: 'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
          body: '<p>Hội nghị đánh giá kết quả công tác đối ngoại.</p>',
        },
      },
    },
  ],
}

/** The way in for what another system held: items with all their versions, each by its key, once however often it is sent. */
export function takingInRoutes({ newsroom, now = () => new Date() }: Pick<AdminParts, 'newsroom' | 'now'>) {
  const { articles, media } = newsroom

  function requireNames(settings: Settings, { versions }: ImportedItem): void {
    for (const { section, tags } of versions) {
      requireKnownSection(settings, section)
      requireTags(settings.tags, tags)
    }
  }

  /** What was sent of an item, and what is known of it without asking the newsroom. Throws where that is refused. */
  function read(raw: unknown, settings: Settings) {
    const item = judged(importedItem, raw)
    requireNames(settings, item)
    return { item, id: articleIdOf(item), digests: digestsOf(raw) }
  }
  type Read = ReturnType<typeof read>

  const idsOfFiles = ({ item }: Read) => item.versions.flatMap((each) => usesOf(each).map((use) => use.id))

  /** Its versions from one on, as acts that bring them here. */
  function versionsOf(
    c: Context<AdminEnv>,
    { item, digests }: Read,
    files: Files,
    from: number,
    made: number,
  ) {
    const { id: by, name, role } = c.var.actor
    const bringing: Bringing = { by: { id: by, name, role }, at: now().toISOString(), digests, files }
    return item.versions.slice(from).map((version, offset) => {
      const index = from + offset
      const step = { version, revision: made + offset + 1, isLast: index === item.versions.length - 1 }
      return {
        act: { ...actOf(item, index, bringing), requestId: c.var.requestId },
        stateAfter: (before: Article | undefined) => stateAfter(item, { ...step, before, bringing }),
      }
    })
  }

  function answerOf(
    { item: { system, key }, id }: Read,
    outcome: Outcome,
    revision: Pick<Revision<Article>, 'number' | 'hash'> | undefined,
  ) {
    const reached = revision && { revision: revision.number, etag: revisionTag(revision) }
    return { system, key, id, outcome, ...reached }
  }

  /** The whole history is read only where the last revision does not say it all. */
  async function judgeOf({ id, digests }: Read, previous: Revision<Article> | undefined): Promise<Verdict> {
    if (!previous) return judge([], digests)
    const verdict = judge([previous], digests)
    const isCertain = previous.number === 1 || ['unchanged', 'edited'].includes(verdict.outcome)
    return isCertain ? verdict : judge(await articles.history(id), digests)
  }

  async function takeIn(c: Context<AdminEnv>, one: Read, known?: Revision<Article>) {
    const previous = known ?? (await articles.latest(one.id))
    const { outcome, from } = await judgeOf(one, previous)
    if (from >= one.item.versions.length) return answerOf(one, outcome, previous)
    const files = await media.filesOf([...new Set(idsOfFiles(one))])
    const versions = versionsOf(c, one, files, from, previous?.number ?? 0)
    const revision = await articles.takeIn(one.id, previous, versions)
    if (!revision) throw new AppError('stale', refusal('changed_meanwhile'))
    return answerOf(one, outcome, revision)
  }

  /** Articles that are there; none, where one of them cannot be read: then each is asked for by itself. */
  const knownOf = (all: readonly Read[]) =>
    articles.latestAll(all.map(({ id }) => id)).catch((error: unknown) => {
      log('warn', 'articles could not be read together', describeError(error))
    })

  /** Takes in those that were never here, many by each request. Answers them; all others come by `takeIn`. */
  async function takeInNew(
    c: Context<AdminEnv>,
    all: readonly Read[],
    known: ReadonlyMap<string, Revision<Article>>,
  ): Promise<Map<Read, NewArticle>> {
    // What comes twice in one request is new once.
    const unknown = [...Map.groupBy(all, ({ id }) => id).values()].flatMap(([first]) =>
      first && !known.has(first.id) ? [first] : [],
    )
    const files = await media.filesOf([...new Set(unknown.flatMap(idsOfFiles))])
    const made = new Map<Read, NewArticle>()
    for (const each of unknown) {
      try {
        made.set(each, articles.makeNew(each.id, versionsOf(c, each, files, 0, 0)))
      } catch {
        // Whatever is refused of it is told when it comes by itself.
      }
    }
    const there = await articles.putNew([...made.values()])
    return new Map([...made].filter(([, each]) => there.has(each)))
  }

  async function takeInMany(c: Context<AdminEnv>, raws: readonly unknown[]) {
    const settings = await newsroom.settings()
    const refused = (raw: unknown, error: unknown) => ({
      ...named.safeParse(raw).data,
      outcome: 'refused' as const,
      problem: problemOf(c, error),
    })
    const items = raws.map((raw) => {
      try {
        return { raw, read: read(raw, settings) }
      } catch (error) {
        return { raw, answer: refused(raw, error) }
      }
    })
    const all = items.flatMap((each) => each.read ?? [])
    const known = await knownOf(all)
    const created = known ? await takeInNew(c, all, known) : new Map<Read, NewArticle>()
    return await inLanes(items, lanes, async ({ raw, read: one, answer }) => {
      if (!one) return answer
      try {
        const made = created.get(one)
        return made ? answerOf(one, 'created', made.last) : await takeIn(c, one, known?.get(one.id))
      } catch (error) {
        return refused(raw, error)
      }
    })
  }

  return new Hono<AdminEnv>()
    .post(
      one,
      describe({ id: 'takeIn', tag: 'moving', answer: takenIn, refuses: [409], example: anItem }),
      allow('import'),
      requireJson,
      validate('json', importedItem),
      async (c) => {
        // Sent again, an item is the same and changes nothing: no key is needed for that.
        keyOf(c)
        return c.json(await takeIn(c, read(await c.req.json(), await newsroom.settings())))
      },
    )
    .post(
      many,
      describe({ id: 'takeInMany', tag: 'moving', answer: takenInAnswers, example: { items: [anItem] } }),
      allow('import'),
      requireJson,
      validate('json', itemsBody),
      async (c) => {
        keyOf(c)
        const results = await takeInMany(c, c.req.valid('json').items)
        return c.json({ results })
      },
    )
    .get(
      '/articles/:id/legacy',
      describe({ id: 'readLegacy', tag: 'moving', answer: legacyAnswer, refuses: [404] }),
      allow('remunerate'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await articles.latest(id)
        requireFound(revision, 'article', id)
        const { legacy } = revision.state
        return c.json({ ...(legacy && { legacy }) })
      },
    )
}
