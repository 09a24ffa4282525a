import type { Part } from '../../domain/article/parts.ts'
import type { Other } from './use-presence.ts'

/** A person with all that they have open of an article, in however many windows. */
export interface PersonHere {
  id: string
  name: string
  /** Where they write; nowhere, where they read. */
  editing: Part[]
  reading: Part[]
}

/** Everybody once. Where somebody writes, it does not matter that they read it as well. */
export function peopleHere(others: readonly Other[]): PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const { by, part, editing } of others) {
    const person = people.get(by.id) ?? { ...by, editing: [], reading: [] }
    people.set(by.id, person)
    const parts = editing ? person.editing : person.reading
    if (!parts.includes(part)) parts.push(part)
  }
  return [...people.values()].map((each) => ({
    ...each,
    reading: each.reading.filter((part) => !each.editing.includes(part)),
  }))
}
