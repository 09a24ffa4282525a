import { Hono } from 'hono'
import * as z from 'zod'
import { requireFound } from '../../domain/errors.ts'
import { defaultRoyaltyScheme } from '../../domain/royalty/default-scheme.ts'
import { royaltyScheme, royaltySchemeInput, schemeId } from '../../domain/royalty/scheme.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { schemeList } from './answers.ts'
import { revisionRoutes } from './revisions.ts'

const idParam = z.object({ id: schemeId })

const revisions = {
  id: schemeId,
  state: royaltyScheme,
  tag: 'royalties',
  list: 'listSchemeRevisions',
  read: 'readSchemeRevision',
} as const

/** Royalty schemes. The default one is there from the start, without a revision and so without an ETag. */
export function royaltySchemeRoutes({ royalties: { schemes }, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listSchemes', tag: 'royalties', answer: schemeList }),
      allow('remunerate'),
      async (c) => c.json({ schemes: await schemes.current() }),
    )
    .get(
      '/:id',
      describe({ id: 'readScheme', tag: 'royalties', answer: royaltyScheme, tagged: true, refuses: [404] }),
      allow('remunerate'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await schemes.latest(id)
        const scheme = revision?.state ?? (await schemes.findVersion(id))?.scheme
        requireFound(scheme, 'scheme', id)
        return c.json(scheme, 200, revision ? { ETag: revisionTag(revision) } : {})
      },
    )
    .route('/', revisionRoutes(schemes, revisions))
    .put(
      '/:id',
      describe({
        id: 'writeScheme',
        tag: 'royalties',
        answer: royaltyScheme,
        writes: 'put',
        refuses: [404],
        example: defaultRoyaltyScheme,
      }),
      allow('configure'),
      requireJson,
      validate('param', idParam),
      validate('json', royaltySchemeInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const precondition = preconditionOf(c)
        const state = c.req.valid('json')
        const act = await actOf(c, now(), 'configure')
        const revision = await schemes.revise(id, precondition, () => ({ act, state }), act.repeat)
        return c.json(revision.state, 'absent' in precondition ? 201 : 200, { ETag: revisionTag(revision) })
      },
    )
}
