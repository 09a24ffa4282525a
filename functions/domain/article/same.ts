import canonicalize from 'canonicalize'

/** Whether two values are the same as JSON, whatever the order of their fields. */
export function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}
