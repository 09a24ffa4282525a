import * as z from 'zod'
import { requireRight } from '../errors.ts'
import { type Refusal, refusal, says } from '../rules.ts'
import type { Shape } from '../shape.ts'
import { line, slug } from '../text-schemas.ts'
import { inEveryLocale, nameId } from './named.ts'

export const tagId = nameId('asean')

/**
 * A tag (chủ đề) that articles of any section may carry. It is never removed, because revisions and public pages name it:
 * a retired one stays where it is, and is given to no other article.
 */
export const tag = z.strictObject({
  id: tagId,
  name: inEveryLocale(line(80)),
  slug: inEveryLocale(slug),
  retired: z.boolean().default(false),
})
export type Tag = z.output<Shape<typeof tag>>

/** Tags of an article, in the order in which its page shows them. */
export const articleTags = z
  .array(tagId)
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length, { error: says('tag_twice') })

/** How many tags a refusal names. */
const mostNamed = 5

/** The tags that were perhaps meant: those that begin like the one asked for, else the first there are. */
function adviceOn(open: readonly Tag[], asked: string): Refusal {
  if (open.length === 0) return refusal('tags_none')
  const alike = open.filter(({ id }) => id.includes(asked.slice(0, 3)))
  const names = alike.length > 0 ? alike : open
  const tags = names.slice(0, mostNamed).map(({ id }) => id)
  const more = Math.max(0, names.length - mostNamed)
  return refusal(alike.length > 0 ? 'tags_alike' : 'tags_there', { tags, more })
}

/** Refuses tags that do not exist, and retired ones that the article did not carry before. */
export function requireTags(
  tags: readonly Tag[],
  asked: readonly string[],
  before: readonly string[] = [],
): void {
  const open = tags.filter(({ retired }) => !retired)
  const fields = asked.flatMap((id, index) => {
    const found = tags.find((each) => each.id === id)
    if (found && (!found.retired || before.includes(id))) return []
    const message = refusal(found ? 'retired_tag' : 'unknown_tag', { id, advice: adviceOn(open, id) })
    return [{ field: `tags.${index}`, message }]
  })
  requireRight(fields)
}
