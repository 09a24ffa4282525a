import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { id } from '../../domain/id-schema.ts'
import {
  answerNote,
  correctWords,
  type NoteAct,
  reopenNote,
  resolveNote,
  takeBackWords,
  writeNote,
} from '../../domain/notes/acts.ts'
import { type Note, type Notes, noNotes, noteInput, saidInput } from '../../domain/notes/note.ts'
import { threadPart } from '../../domain/notes/tags.ts'
import { noticeOfNote } from '../../domain/notes/telling.ts'
import type { Member } from '../../domain/people/member.ts'
import { isOn } from '../../domain/people/staff.ts'
import type { Action } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { describeError, log } from '../../http/log.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { noteAnswer, notesAnswer, presentNote, presentNotes } from './answers.ts'

const articleParam = z.object({ id: articleId })
const noteParam = z.object({ id: articleId, note: id })
const entryParam = z.object({ id: articleId, note: id, entry: id })
const nothing = z.strictObject({})

/** The tag of what was never written. */
const noTag = '"0"'

/** By which something is said that others are to hear of. */
const tells: ReadonlySet<Action> = new Set(['note', 'reply', 'correct'])

/** What one request changes: the note, and the part of the notes that it must know. */
interface Changed {
  id: string
  note: string
  part: string
  action: Action
  change: (before: Notes, act: NoteAct) => Notes
}

/**
 * Notes beside an article. Nothing of the article follows from them. What is written new names its own id, so that it is there
 * once however often it is sent, and waits for nobody who writes another; who settles a note has read what was said last.
 */
export function noteRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { notes, articles, staff, notices } = newsroom

  async function requireArticle(article: string): Promise<void> {
    const [there] = await articles.existing([article])
    requireFound(there, 'article', article)
  }

  async function requireColleagues(principals: readonly string[]): Promise<void> {
    const found = await Promise.all(principals.map((each) => staff.find(each, now())))
    const fields = principals.flatMap((principal, index) =>
      found[index]
        ? []
        : [{ field: `mentions.${index}`, message: refusal('no_such_colleague', { principal }) }],
    )
    const [first] = fields
    if (first) throw new AppError('conflict', first.message, { fields })
  }

  /** It was said, whether others are told of it or not. */
  async function tryTell(article: string, note: Note, said: string, by: Member): Promise<void> {
    const entry = note.entries.find((each) => each.id === said)
    if (!entry || entry.takenBack) return
    try {
      const [[row], people] = await Promise.all([articles.findRows([article]), staff.list()])
      const here = people.filter((each) => isOn(each, now()))
      if (row) await notices.tell([noticeOfNote(row, note, entry, by, here)], now)
    } catch (error) {
      log('warn', 'nobody was told of a note', { article, note: note.id, ...describeError(error) })
    }
  }

  async function revise(c: Context<AdminEnv>, { id, note, part, action, change }: Changed) {
    const precondition = { ...preconditionOf(c), part }
    const act = await actOf(c, now(), action)
    const by = { by: act.actor.id, at: act.at }
    const revision = await notes.revise(id, precondition, act, (before, number) =>
      change(before, { ...by, number }),
    )
    const made = revision.state.notes.find((each) => each.id === note)
    requireFound(made, 'subject', note)
    if (tells.has(action)) await tryTell(id, made, part, c.var.actor)
    const answer = presentNote(revision.state, made)
    return c.json(answer, 'absent' in precondition ? 201 : 200, { ETag: answer.etag })
  }

  return new Hono<AdminEnv>()
    .get(
      '/:id/notes',
      describe({
        id: 'listNotes',
        tag: 'notes',
        answer: notesAnswer,
        tagged: true,
        kept: true,
        refuses: [404],
      }),
      allow('read'),
      validate('param', articleParam),
      async (c) => {
        const { id } = c.req.valid('param')
        await requireArticle(id)
        const revision = await notes.latest(id)
        const headers = { ETag: revision ? revisionTag(revision) : noTag }
        if (c.req.header('if-none-match') === headers.ETag) return c.body(null, 304, headers)
        return c.json({ notes: presentNotes(revision?.state ?? noNotes(id)) }, 200, headers)
      },
    )
    .put(
      '/:id/notes/:note',
      describe({
        ...{ id: 'writeNote', tag: 'notes', answer: noteAnswer, writes: 'put', refuses: [404, 409] },
        example: { part: 'vi', field: 'title', words: 'Tên cơ quan đã đổi', mentions: [] },
      }),
      allow('note'),
      requireJson,
      validate('param', noteParam),
      validate('json', noteInput),
      async (c) => {
        const { id, note } = c.req.valid('param')
        const input = c.req.valid('json')
        preconditionOf(c)
        await Promise.all([requireArticle(id), requireColleagues(input.mentions)])
        const change: Changed['change'] = (before, act) => writeNote(before, note, input, act)
        return await revise(c, { id, note, part: note, action: 'note', change })
      },
    )
    .put(
      '/:id/notes/:note/answers/:entry',
      describe({
        ...{ id: 'answerNote', tag: 'notes', answer: noteAnswer, writes: 'put', refuses: [404, 409] },
        example: { words: 'Đã sửa theo văn bản mới', mentions: [] },
      }),
      allow('note'),
      requireJson,
      validate('param', entryParam),
      validate('json', saidInput),
      async (c) => {
        const { id, note, entry } = c.req.valid('param')
        const input = c.req.valid('json')
        await requireColleagues(input.mentions)
        const change: Changed['change'] = (before, act) => answerNote(before, note, entry, input, act)
        return await revise(c, { id, note, part: entry, action: 'reply', change })
      },
    )
    .post(
      '/:id/notes/:note/answers/:entry/correct',
      describe({
        ...{ id: 'correctNote', tag: 'notes', answer: noteAnswer, writes: 'change', refuses: [404, 409] },
        example: { words: 'Tên cơ quan đã đổi từ 01/07', mentions: [] },
      }),
      allow('note'),
      requireJson,
      validate('param', entryParam),
      validate('json', saidInput),
      async (c) => {
        const { id, note, entry } = c.req.valid('param')
        const input = c.req.valid('json')
        await requireColleagues(input.mentions)
        const change: Changed['change'] = (before, act) => correctWords(before, note, entry, input, act)
        return await revise(c, { id, note, part: entry, action: 'correct', change })
      },
    )
    .post(
      '/:id/notes/:note/answers/:entry/take-back',
      describe({
        ...{ id: 'takeBackNote', tag: 'notes', answer: noteAnswer, writes: 'change', refuses: [404, 409] },
        example: {},
      }),
      allow('note'),
      requireJson,
      validate('param', entryParam),
      validate('json', nothing),
      async (c) => {
        const { id, note, entry } = c.req.valid('param')
        const change: Changed['change'] = (before, act) => takeBackWords(before, note, entry, act)
        return await revise(c, { id, note, part: entry, action: 'take_back', change })
      },
    )
    .post(
      '/:id/notes/:note/resolve',
      describe({
        ...{ id: 'resolveNote', tag: 'notes', answer: noteAnswer, writes: 'change', refuses: [404] },
        example: {},
      }),
      allow('note'),
      requireJson,
      validate('param', noteParam),
      validate('json', nothing),
      async (c) => {
        const { id, note } = c.req.valid('param')
        const change: Changed['change'] = (before, act) => resolveNote(before, note, act)
        return await revise(c, { id, note, part: threadPart(note), action: 'resolve', change })
      },
    )
    .post(
      '/:id/notes/:note/reopen',
      describe({
        ...{ id: 'reopenNote', tag: 'notes', answer: noteAnswer, writes: 'change', refuses: [404] },
        example: {},
      }),
      allow('note'),
      requireJson,
      validate('param', noteParam),
      validate('json', nothing),
      async (c) => {
        const { id, note } = c.req.valid('param')
        const change: Changed['change'] = (before, act) => reopenNote(before, note, act)
        return await revise(c, { id, note, part: threadPart(note), action: 'reopen', change })
      },
    )
}
