import { inlineName, isInline, noteTag } from './inline.ts'
import { isNote } from './note.ts'
import {
  append,
  attribute,
  type Element,
  element,
  insertBefore,
  isElement,
  isText,
  type Node,
  type Parent,
  remove,
} from './tree.ts'

/**
 * Word, LibreOffice, Google Docs, Wikipedia and Pandoc write a footnote as two links that lead to each other: from a sign in the
 * text to the note at its end, and from there back. Places that a body names itself were judged before and stay.
 */
interface Pair {
  reference: Element
  /** The link back, and the block that holds the note. */
  back: Element
  note: Element
}

const isLink = ({ tagName }: Element) => tagName === inlineName('a')

function* elementsIn(parent: Parent): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    yield node
    yield* elementsIn(node)
  }
}

function* around(node: Element): Generator<Element> {
  for (let each: Parent | null = node; each && 'tagName' in each; each = each.parentNode) yield each
}

function textOf(node: Node): string {
  if (isText(node)) return node.value
  return isElement(node) ? node.childNodes.map(textOf).join('') : ''
}

/** `[1]`, `iv`, `*`: what stands for a note. A link with words leads somewhere else. */
const isSign = (link: Element) =>
  /^\s*[([]?(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|[*†‡§]{1,3})[)\].]?\s*$/iu.test(textOf(link))

const placeOf = (link: Element) => /^#(?!body-)(.{1,200})$/u.exec(attribute(link, 'href')?.trim() ?? '')?.[1]

const isBox = ({ tagName }: Element) => tagName === 'div' || tagName === 'li'

/** The block of a note: its paragraph, or the item or named box around it in which no other note stands. */
function noteAround(place: Element, start: ReadonlySet<Element>, counts: ReadonlyMap<Element, number>) {
  let found: Element | undefined
  for (const each of around(place)) {
    if (isInline(each)) continue
    const isPart = found !== undefined && each.tagName !== 'li' && attribute(each, 'id') === undefined
    if (!isBox(each) || isPart || start.has(each) || (counts.get(each) ?? 0) > 1) break
    found = each
  }
  return found
}

/** How many places that signs lead to each element holds. */
function countPlaces(places: Iterable<Element>): Map<Element, number> {
  const counts = new Map<Element, number>()
  for (const place of places) for (const each of around(place)) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

/** The first element that has a name, for each name. */
function namesIn(all: readonly Element[]): Map<string, Element> {
  const names = new Map<string, Element>()
  for (const each of all)
    for (const name of [attribute(each, 'id'), attribute(each, 'name')])
      if (name && !names.has(name)) names.set(name, each)
  return names
}

/** The links in a note by the place to which each leads; computed once, since many signs may lead to one note. */
function createBacks(placeAt: (link: Element) => Element | undefined) {
  const known = new Map<Element, Map<Element, Element>>()
  return (note: Element): Map<Element, Element> => {
    const links = known.get(note) ?? new Map<Element, Element>()
    if (!known.has(note))
      for (const each of elementsIn(note)) {
        const target = isLink(each) ? placeAt(each) : undefined
        if (target && !links.has(target)) links.set(target, each)
      }
    known.set(note, links)
    return links
  }
}

function pairsIn(body: Parent): Pair[] {
  const all = [...elementsIn(body)]
  const names = namesIn(all)
  const placeAt = (link: Element) => names.get(placeOf(link) ?? '')
  const signs = all.filter((each) => isLink(each) && placeAt(each) !== undefined && isSign(each))
  const order = new Map(all.map((each, index) => [each, index]))
  const follows = (one: Element, other: Element) => (order.get(one) ?? 0) > (order.get(other) ?? 0)
  const counts = countPlaces(new Set(signs.flatMap((sign) => placeAt(sign) ?? [])))
  const backs = createBacks(placeAt)
  return signs.flatMap((reference) => {
    const place = placeAt(reference)
    const start = [...around(reference)]
    const note = place && follows(place, reference) ? noteAround(place, new Set(start), counts) : undefined
    if (!note) return []
    const links = backs(note)
    // The place of a sign is the sign itself, something in it, or what raises it.
    const target = [...elementsIn(reference), ...start.filter(isInline)].find((each) => links.has(each))
    const back = target && links.get(target)
    return back ? [{ reference, back, note }] : []
  })
}

/** Makes footnotes of such links, each where it is referred to first. */
export function withLinkedNotes(body: Parent): void {
  const pairs = pairsIn(body)
  const notes = new Set(pairs.map(({ note }) => note))
  const used = new Set<Element>()
  for (const { reference, back, note } of pairs) {
    // What a note refers to itself stays a link: notes hold no notes, least of all each other.
    if (used.has(note) || [...around(reference)].some((each) => notes.has(each) || isNote(each))) continue
    used.add(note)
    const made = element(inlineName(noteTag), { lang: attribute(note, 'lang') })
    insertBefore(reference, made)
    remove(reference)
    remove(back, textOf(back).trim().length > 5)
    append(made, [...note.childNodes])
    remove(note)
  }
}
