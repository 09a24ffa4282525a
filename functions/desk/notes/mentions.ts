import { fold } from '../../domain/text.ts'

/** Somebody who can be named. */
export interface Colleague {
  id: string
  name: string
}

/** How many names are offered at a time. */
const mostOffered = 6

/** What is typed after the last `@` before the caret, and where that stands; undefined where no name is being typed. */
export function nameBefore(words: string, caret: number): { from: number; name: string } | undefined {
  const { index, groups } = /(?:^|[\s(])@(?<name>[\p{L}\p{N} .]{0,40})$/u.exec(words.slice(0, caret)) ?? {}
  const name = groups?.name
  return name === undefined || index === undefined ? undefined : { from: caret - name.length - 1, name }
}

/** Whose names go with what was typed of one, with its marks or without; nobody where it was typed to its end. */
export function offered(people: readonly Colleague[], typed: string): Colleague[] {
  const wanted = fold(typed).trim()
  if (wanted === '' && typed !== '') return []
  const fits = (name: string) => fold(name).startsWith(wanted) || fold(name).includes(` ${wanted}`)
  return people.filter(({ name }) => fits(name) && !typed.startsWith(`${name} `)).slice(0, mostOffered)
}

/** Puts a name in place of what was typed of it; answers the words and where the caret is then. */
export function withName(words: string, caret: number, name: string): { words: string; caret: number } {
  const from = nameBefore(words, caret)?.from ?? caret
  const before = `${words.slice(0, from)}@${name} `
  return { words: before + words.slice(caret).trimStart(), caret: before.length }
}

/** The words in pieces: those that name somebody, and what stands between them. The longer of two names comes first. */
export function pieces(words: string, people: readonly Colleague[]): { text: string; isName: boolean }[] {
  const names = people.map(({ name }) => name).toSorted((a, b) => b.length - a.length)
  const found: { text: string; isName: boolean }[] = []
  let plain = ''
  for (let at = 0; at < words.length; ) {
    const name = words[at] === '@' ? names.find((each) => words.startsWith(each, at + 1)) : undefined
    if (name === undefined) {
      plain += words[at]
      at += 1
      continue
    }
    if (plain) found.push({ text: plain, isName: false })
    found.push({ text: `@${name}`, isName: true })
    plain = ''
    at += name.length + 1
  }
  if (plain) found.push({ text: plain, isName: false })
  return found
}

/** Principals of those whom the words name. */
export function mentionsIn(words: string, people: readonly Colleague[]): string[] {
  const named = new Set(pieces(words, people).flatMap(({ text, isName }) => (isName ? text.slice(1) : [])))
  return people.filter(({ name }) => named.has(name)).map(({ id }) => id)
}
