import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Act, chain, findBreaks, hashOf, type Revision } from '../../functions/domain/revision.ts'

/** Number of the first revision that does not follow from the one before it. */
const findBreak = (revisions: readonly unknown[]) => findBreaks(revisions)[0]?.number

const act: Act = {
  at: '2019-07-15T08:00:00.000Z',
  actor: { id: 'e1', name: 'Editor', role: 'editor' },
  action: 'edit',
}

const state = fc.dictionary(
  fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string({ maxLength: 5 })),
  ),
  { maxKeys: 5 },
)
const acts = fc.record(
  {
    at: fc.constantFrom('2019-07-15T08:00:00.000Z', '2020-01-01T00:00:00.000Z'),
    actor: fc.record({
      id: fc.string(),
      name: fc.string(),
      role: fc.constantFrom('contributor', 'editor', 'approver', 'admin'),
    }),
    action: fc.constantFrom('create', 'edit', 'import', 'publish', 'withdraw', 'configure'),
    locale: fc.constantFrom('vi', 'en'),
    note: fc.string(),
    requestId: fc.string(),
    // Revisions of before do not say what they changed.
    parts: fc.subarray(['shared', 'vi', 'en']),
    added: fc.nat(),
    removed: fc.nat(),
  },
  { requiredKeys: ['at', 'actor', 'action'] },
) satisfies fc.Arbitrary<Act>

function chainOf(steps: readonly (readonly [Act, unknown])[]): Revision<unknown>[] {
  const revisions: Revision<unknown>[] = []
  for (const [each, value] of steps) revisions.push(chain('0123456789', revisions.at(-1), each, value))
  return revisions
}

const whole = fc.array(fc.tuple(acts, state), { minLength: 1, maxLength: 6 }).map(chainOf)

/** Every place in a value that holds a string, a number or a boolean. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
}

function changedAt<T>(value: T, path: string[], change: (before: unknown) => unknown): T {
  const copy = structuredClone(value)
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as never, copy as Record<string, unknown>)
  const key = path.at(-1)!
  const after = change(parent[key])
  if (after === undefined) delete parent[key]
  else parent[key] = after
  return copy
}

describe('a chain of revisions', () => {
  it('numbers them from 1 and ties each to the one before', () => {
    const [first, second] = chainOf([
      [{ ...act, action: 'create' }, { title: 'a' }],
      [act, { title: 'b' }],
    ])
    expect(first).toMatchObject({ number: 1, subject: '0123456789', action: 'create', state: { title: 'a' } })
    expect(first).not.toHaveProperty('previous')
    expect(second).toMatchObject({ number: 2, previous: first!.hash })
    expect(second!.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is whole as it was made, also after it was written and read', () => {
    fc.assert(
      fc.property(whole, (revisions) => {
        expect(findBreak(revisions)).toBeUndefined()
        const read: Revision<unknown>[] = JSON.parse(JSON.stringify(revisions))
        expect(findBreak(read)).toBeUndefined()
        expect(read.map(hashOf)).toEqual(revisions.map(({ hash }) => hash))
      }),
    )
  })

  it('shows where any value of any revision was changed or taken out', () => {
    const change = fc.constantFrom<(before: unknown) => unknown>(
      (before) => (typeof before === 'number' ? before + 1 : `${before}.`),
      () => undefined,
    )
    fc.assert(
      fc.property(whole, fc.nat(), fc.nat(), change, (revisions, which, where, how) => {
        const index = which % revisions.length
        const candidates = places(revisions[index]).filter((path) => !/^\d+$/.test(path.at(-1)!))
        const path = candidates[where % candidates.length]!
        const changed = revisions.with(index, changedAt(revisions[index]!, path, how))
        expect(findBreak(changed), path.join('.')).toBe(index + 1)
      }),
      { numRuns: 500 },
    )
  })

  it('shows where something was added', () => {
    const revisions = chainOf([
      [act, { title: 'a' }],
      [act, { title: 'b' }],
    ])
    expect(findBreak(revisions.with(1, { ...revisions[1]!, note: 'added' }))).toBe(2)
    expect(findBreak(revisions.with(0, { ...revisions[0]!, state: { title: 'a', more: 1 } }))).toBe(1)
  })

  it('shows a revision that was left out, doubled, moved or rewritten with a hash of its own', () => {
    const revisions = chainOf([1, 2, 3, 4].map((n) => [act, { n }]))
    const [one, two, three, four] = revisions as [
      Revision<unknown>,
      Revision<unknown>,
      Revision<unknown>,
      Revision<unknown>,
    ]
    expect(findBreak([two, three, four])).toBe(1)
    expect(findBreak([one, three, four])).toBe(2)
    expect(findBreak([one, two, two, three, four])).toBe(3)
    expect(findBreak([one, three, two, four])).toBe(2)
    const forged = { ...two, state: { n: 20 } }
    expect(findBreak([one, { ...forged, hash: hashOf(forged) }, three, four])).toBe(3)
    const late = { ...one, number: 5 }
    expect(findBreak([{ ...late, hash: hashOf(late) }])).toBe(1)
    expect(findBreak([])).toBeUndefined()
  })
})

describe('the hash of a revision', () => {
  it('does not depend on the order of keys, nor on fields that are not there', () => {
    const one = { subject: 'x', number: 1, ...act, state: { a: 1, b: { c: 2, d: 3 } } }
    const other = { state: { b: { d: 3, c: 2 }, a: 1 }, ...act, number: 1, subject: 'x' }
    expect(hashOf(other)).toBe(hashOf(one))
    expect(hashOf({ ...one, note: undefined, previous: undefined })).toBe(hashOf(one))
    expect(hashOf({ ...one, state: { ...one.state, gone: undefined } })).toBe(hashOf(one))
    expect(hashOf({ ...one, hash: '0'.repeat(64) })).toBe(hashOf(one))
  })

  it('is that of the canonical JSON (RFC 8785), so that other programs can verify it', () => {
    const { hash } = chain('0123456789', undefined, { ...act, note: 'ghi chú' }, { title: 'Hội nghị' })
    expect(hash).toBe('9848bde6d632e57bdff0c00aff4e2218b4a3f8c88913846a49c9b957eb3c3892')
  })
})
