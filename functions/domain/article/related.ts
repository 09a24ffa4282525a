import { requireRight } from '../errors.ts'
import { refusal } from '../rules.ts'

/** Refuses to name articles that are not there, but for those that were named before there was this rule. */
export function requireRelated(
  asked: readonly string[],
  existing: ReadonlySet<string>,
  before: readonly string[] = [],
): void {
  const fields = asked.flatMap((id, index) =>
    existing.has(id) || before.includes(id)
      ? []
      : [{ field: `related.${index}`, message: refusal('no_article', { id }) }],
  )
  requireRight(fields)
}
