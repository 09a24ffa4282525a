import * as z from 'zod'
import { articleId } from '../../../../functions/domain/article/fields.ts'
import { id } from '../../../../functions/domain/id-schema.ts'
import { locale } from '../../../../functions/domain/locale-schemas.ts'
import { anchorAt } from '../../../../functions/domain/notes/anchor.ts'
import { noteBlocks } from '../../../../functions/domain/notes/blocks.ts'
import { noteFields } from '../../../../functions/domain/notes/bounds.ts'
import { role } from '../../../../functions/domain/role-schemas.ts'
import { goOn, type Step } from '../go-on.ts'
import { readJson } from '../read-json.ts'
import { type People, principalOf } from './people.ts'
import type { UnderWay } from './texts.ts'

const said = { id, by: role, words: z.string(), to: z.array(role).default([]) }

const note = z.strictObject({
  ...said,
  article: articleId,
  part: locale,
  field: z.enum(noteFields),
  /** At which block of the body it stands, from 0. */
  block: z.int().optional(),
  answers: z.array(z.strictObject(said)),
  settledBy: role.optional(),
})
type SampleNote = z.infer<typeof note>

const there = z.object({ notes: z.array(z.object({ id: z.string(), etag: z.string() })) })

function stepsOf({ as }: People, of: SampleNote, text: UnderWay | undefined): Step[] {
  const { part, field, block, answers, settledBy } = of
  const notes = `/articles/${of.article}/notes`
  const anchor =
    block === undefined
      ? undefined
      : anchorAt(noteBlocks(text?.article.translations[part]?.body ?? ''), block)
  const wordsOf = ({ words, to }: Pick<SampleNote, 'words' | 'to'>) => ({
    words,
    mentions: to.map(principalOf),
  })
  async function settle(by: z.infer<typeof role>) {
    const written = there.parse((await as(by).get(notes)).body).notes.find((each) => each.id === of.id)
    return await as(by).act(`${notes}/${of.id}/resolve`, written?.etag ?? '')
  }
  return [
    () =>
      as(of.by).create(`${notes}/${of.id}`, {
        ...{ part, field, ...wordsOf(of) },
        ...(anchor && { block: anchor }),
      }),
    ...answers.map((each) => () => as(each.by).create(`${notes}/${of.id}/answers/${each.id}`, wordsOf(each))),
    ...(settledBy ? [() => settle(settledBy)] : []),
  ]
}

/** Says what colleagues have to say beside the texts: at a paragraph or a field, answered, settled, or to somebody by name. */
export async function writeNotes(people: People, texts: readonly UnderWay[]): Promise<void> {
  const all = z.array(note).parse(await readJson('newsroom/notes'))
  for (const text of texts) {
    const own = all.filter(({ article }) => article === text.id)
    if (own.length === 0) continue
    const steps = own.flatMap((each) => stepsOf(people, each, text))
    await goOn(people.as('editor'), `/articles/${text.id}/notes`, steps)
  }
}
