import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { requireTranslations } from '../../domain/article/missing-translations.ts'
import { move } from '../../domain/article/move.ts'
import { locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { requirePermitted, requireSection } from '../../domain/people/permissions.ts'
import { requireKnownSection, type Section, sectionId } from '../../domain/settings/settings.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { type ArticleAct, createActing, workflowAct } from './perform.ts'

const param = z.object({ id: articleId })
const moveBody = z.strictObject({ section: sectionId, note: lines(1000).optional() })

/** Moves an article; whoever does may do it to each of its texts, here and in the section where it goes. */
export function moving(
  member: Member,
  section: string,
  sections: readonly Section[],
): Pick<ArticleAct, 'require' | 'change'> {
  const target = sections.find(({ id }) => id === section)

  return {
    require(article) {
      requireSection(member, section)
      for (const locale of locales.filter((each) => article.translations[each])) {
        requirePermitted(member, 'move', article, locale)
        // What is planned would go public by the rules of the section where it goes.
        if (article.translations[locale]?.scheduled) requireTranslations(article, locale, target)
      }
    },
    change: ({ article, revision }) => move(article, section, revision.number + 1),
  }
}

/** Changes the section of an article without changing its words, so that nothing has to be approved again. */
export function movingRoutes(parts: AdminParts) {
  const { act, append, answer } = createActing(parts)
  return new Hono<AdminEnv>().post(
    '/:id/move',
    describe({ ...workflowAct, id: 'moveArticle', example: { section: 'news' } }),
    allow('move'),
    requireJson,
    validate('param', param),
    validate('json', moveBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { section, note } = c.req.valid('json')
      const settings = await parts.newsroom.settings()
      requireKnownSection(settings, section)
      const made = await append({
        id,
        precondition: preconditionOf(c),
        act: await act(c, 'move', note ? { note } : {}),
        ...moving(c.var.actor, section, settings.sections),
      })
      return await answer(c, made)
    },
  )
}
