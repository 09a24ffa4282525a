import { useEffect, useState } from 'react'
import type { Mapping, Meaning, Move, MoveOptions, NameKind } from './move.ts'

/** What somebody decides of a move before it is tried, and from which options of it they began. */
interface Choices {
  value: MoveOptions
  base: MoveOptions
}

/** They stay while somebody looks at other screens. */
const untried = new Map<string, Choices>()

/** Whether two options say the same, in whatever order they say it. */
export function saysSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other
  const held = (options: object) => Object.entries(options).filter(([, value]) => value !== undefined)
  const others = new Map<string, unknown>(held(other))
  const own = held(one)
  return own.length === others.size && own.every(([key, value]) => saysSame(value, others.get(key)))
}

/** The same with another meaning of a column; none gives it back to what the trial takes it for. */
export function withColumn(options: MoveOptions, name: string, meaning: Meaning | undefined): MoveOptions {
  const { [name]: _, ...rest } = options.mapping?.columns ?? {}
  return withMapping(options, { columns: meaning === undefined ? rest : { ...rest, [name]: meaning } })
}

/** The same with what a name of the old site is here; an empty one leaves it as it was. */
export function withName(options: MoveOptions, kind: NameKind, name: string, here: string): MoveOptions {
  const { [name]: _, ...rest } = options.mapping?.[kind] ?? {}
  return withMapping(options, { [kind]: here === '' ? rest : { ...rest, [name]: here } })
}

const withMapping = ({ mapping, ...options }: MoveOptions, news: Mapping): MoveOptions => ({
  ...options,
  mapping: { ...mapping, ...news },
})

function warn(event: BeforeUnloadEvent): void {
  if (untried.size > 0) event.preventDefault()
}

/** What is decided of a move in this window, until it is tried. */
export function useChoices({ id, options }: Pick<Move, 'id' | 'options'>) {
  const [choices, setChoices] = useState(() => untried.get(id))
  useEffect(() => {
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  const keep = (next: Choices | undefined) => {
    if (next) untried.set(id, next)
    else untried.delete(id)
    setChoices(next)
  }
  const isChanged = choices !== undefined && !saysSame(choices.value, options)
  return {
    value: choices?.value ?? options,
    isChanged,
    /** Somebody else has decided otherwise since. */
    isCollided: isChanged && !saysSame(choices.base, options),
    set: (value: MoveOptions) => {
      const base = choices?.base ?? options
      keep(saysSame(value, base) ? undefined : { value, base })
    },
    /** Goes by these in spite of what somebody else has decided. */
    insist: () => choices && keep({ ...choices, base: options }),
    drop: () => keep(undefined),
  }
}

export type ChoicesState = ReturnType<typeof useChoices>
