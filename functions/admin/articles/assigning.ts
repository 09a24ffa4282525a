import { Hono } from 'hono'
import * as z from 'zod'
import type { Article } from '../../domain/article/article.ts'
import { assign } from '../../domain/article/assignment.ts'
import { articleId } from '../../domain/article/fields.ts'
import { day } from '../../domain/date-schemas.ts'
import { AppError } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermittedOn, requireSection } from '../../domain/people/permissions.ts'
import { principal } from '../../domain/people/staff.ts'
import { type Refusal, refusal } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'

const param = z.object({ id: articleId, locale })
const body = z.strictObject({
  /** Whose task it is from now on; null for nobody's. */
  to: principal.nullable(),
  /** Whose it was by what the caller knows, null for nobody's: it is not taken from anybody else unawares. */
  from: principal.nullable(),
  /** Until which day of Vietnam. */
  due: day.optional(),
  note: lines(1000).optional(),
})

/** Whether somebody could write the text at all: a task that one may not do waits for ever. */
function mayWrite(member: Member, { section, createdBy, translations }: Article, locale: Locale): boolean {
  const status = translations[locale]?.status ?? 'draft'
  return isInSections(member, section) && isPermittedOn(member.role, 'edit', createdBy === member.id, status)
}

function refuse(message: Refusal): never {
  throw new AppError('conflict', message, { fields: [{ field: 'to', message }] })
}

/** Says who is to write a text or to translate it, and by when. */
export function assigningRoutes(parts: AdminParts) {
  const { act, append, answer } = createActing(parts)
  const { newsroom, now = () => new Date() } = parts

  async function requireColleague(id: string): Promise<Member> {
    const colleague = await newsroom.staff.find(id, now())
    if (colleague) return colleague
    return refuse(refusal('no_such_colleague', { principal: id }))
  }

  return new Hono<AdminEnv>().post(
    '/:id/translations/:locale/assign',
    describe({
      ...workflowAct,
      id: 'assignText',
      tag: 'translating',
      example: { to: 'AIDAEXAMPLE', from: null, due: '2030-01-02', note: 'Cần trước hội nghị' },
    }),
    allow('assign'),
    requireJson,
    validate('param', param),
    validate('json', body),
    async (c) => {
      const { id, locale } = c.req.valid('param')
      const { to, from, due, note } = c.req.valid('json')
      const asked = {
        id,
        precondition: { ...preconditionOf(c), part: 'shared' },
        act: await act(c, 'assign', { locale, ...(note && { note }) }),
      }
      const colleague = to === null ? undefined : await requireColleague(to)
      const made = await append({
        ...asked,
        require: (article) => {
          requireSection(c.var.actor, article.section)
          if (!colleague || mayWrite(colleague, article, locale)) return
          refuse(refusal('cannot_write_it', { name: colleague.name }))
        },
        change: ({ article, act: { actor, at } }) => {
          const task = colleague && {
            to: colleague.id,
            ...(due && { due }),
            ...(note && { note }),
            by: actor.id,
            at,
          }
          return assign(article, locale, task, from)
        },
      })
      return await answer(c, made)
    },
  )
}
