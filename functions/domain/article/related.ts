import { AppError } from '../errors.ts'

/** Refuses to name articles that are not there, but for those that were named before there was this rule. */
export function requireRelated(
  asked: readonly string[],
  existing: ReadonlySet<string>,
  before: readonly string[] = [],
): void {
  const fields = asked.flatMap((id, index) =>
    existing.has(id) || before.includes(id)
      ? []
      : [
          {
            field: `related.${index}`,
            message: `there is no article "${id}"; write it first, or leave it out`,
          },
        ],
  )
  const [first] = fields
  if (first) throw new AppError('invalid', `related: ${first.message}`, { fields })
}
