import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { usesOf } from '../../domain/article/uses.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { articleIdOf, digestsOf, type ImportedItem, importedItem } from '../../domain/moving/item.ts'
import { judge } from '../../domain/moving/judge.ts'
import { actOf, type Bringing, stateAfter } from '../../domain/moving/take-in.ts'
import { refusal } from '../../domain/rules.ts'
import { requireKnownSection, type Settings } from '../../domain/settings/settings.ts'
import { requireTags } from '../../domain/settings/tags.ts'
import { problemOf } from '../../http/problem.ts'
import { judged, requireJson, validate } from '../../http/validate.ts'
import { inLanes } from '../../store/batches.ts'
import { revisionTag } from '../../store/chain.ts'
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
export function takingInRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { articles, media } = newsroom

  function requireNames(settings: Settings, { versions }: ImportedItem): void {
    for (const { section, tags } of versions) {
      requireKnownSection(settings, section)
      requireTags(settings.tags, tags)
    }
  }

  async function takeIn(c: Context<AdminEnv>, raw: unknown, settings: Settings) {
    const at = now().toISOString()
    const item = judged(importedItem, raw)
    const { system, key, versions } = item
    requireNames(settings, item)
    const id = articleIdOf(item)
    const digests = digestsOf(raw)
    const previous = await articles.latest(id)
    const verdict = judge(previous ? await articles.history(id) : [], digests)
    const about = { system, key, id, outcome: verdict.outcome }
    const whole = (revision: { number: number; hash: string } | undefined) => ({
      ...about,
      ...(revision && { revision: revision.number, etag: revisionTag(revision) }),
    })
    if (verdict.from >= versions.length) return whole(previous)
    const uses = versions.flatMap((version) => usesOf(version).map((use) => use.id))
    const files = await media.filesOf([...new Set(uses)])
    const { id: by, name, role } = c.var.actor
    const bringing: Bringing = { by: { id: by, name, role }, at, digests, files }
    const steps = versions.slice(verdict.from).map((version, offset) => {
      const index = verdict.from + offset
      const revision = (previous?.number ?? 0) + offset + 1
      const isLast = index === versions.length - 1
      return {
        act: { ...actOf(item, index, bringing), requestId: c.var.requestId },
        stateAfter: (before: Parameters<typeof stateAfter>[1]['before']) =>
          stateAfter(item, { before, version, revision, isLast, bringing }),
      }
    })
    const revision = await articles.takeIn(id, previous, steps)
    if (!revision) throw new AppError('stale', refusal('changed_meanwhile'))
    return whole(revision)
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
        return c.json(await takeIn(c, await c.req.json(), await newsroom.settings()))
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
        const settings = await newsroom.settings()
        const results = await inLanes(c.req.valid('json').items, lanes, async (raw) => {
          try {
            return await takeIn(c, raw, settings)
          } catch (error) {
            return { ...named.safeParse(raw).data, outcome: 'refused', problem: problemOf(c, error) }
          }
        })
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
