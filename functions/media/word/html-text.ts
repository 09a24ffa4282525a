import { append, appendText, type Element, element } from '../../domain/body/tree.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import type { Note, Run } from './model.ts'

/**
 * Twice the tags that the body of an article may have: editors may cut it, but nobody imports a book. Characters are of text
 * (of which `docx.ts` allows fewer) and of addresses, which a file may repeat as often as it likes.
 */
const most = { tags: 40_000, characters: 1_500_000 }

/** Makes the elements and texts of one document. Throws `too_complex` for more of them than an editor could use. */
export class Maker {
  #tags = most.tags
  #characters = most.characters

  make(tag: string, attributes: Record<string, string | undefined> = {}): Element {
    this.#tags -= tag === 'br' || tag === 'img' ? 1 : 2
    this.#spend(Object.values(attributes).reduce((sum, value) => sum + (value?.length ?? 0), 0))
    return element(tag, attributes)
  }

  write(parent: Element, text: string): void {
    this.#spend(text.length)
    appendText(parent, text)
  }

  #spend(characters: number): void {
    this.#characters -= characters
    if (this.#tags < 0 || this.#characters < 0) throw new Refusal('too_complex')
  }
}

/** What an element around text says of it. */
interface Mark {
  tag: string
  href?: string
}

/** From the outermost. Headings, captions and header cells are emphatic themselves. */
function marksOf(run: Run, isEmphatic: boolean): Mark[] {
  const raised = { superscript: 'sup', subscript: 'sub', baseline: '' }[run.raised]
  const tags = [
    isEmphatic && run.bold ? 'strong' : '',
    isEmphatic && run.italic ? 'em' : '',
    raised,
    run.underline ? 'u' : '',
    run.strike ? 's' : '',
  ].filter((tag) => tag !== '')
  const link = run.href === undefined ? [] : [{ tag: 'a', href: run.href }]
  return [...link, ...tags.map((tag) => ({ tag }))]
}

const isSame = (one: Mark, other: Mark | undefined) => one.tag === other?.tag && one.href === other.href

/** Joins what Word cut where somebody stopped typing: elements stay open for as long as the next run has their marks. */
function createMarked(parent: Element, { make }: Pick<Maker, 'make'>) {
  let open: { mark: Mark; element: Element }[] = []
  return (marks: readonly Mark[]): Element => {
    const end = open.findIndex(({ mark }, index) => !isSame(mark, marks[index]))
    if (end !== -1) open = open.slice(0, end)
    for (const mark of marks.slice(open.length)) {
      const child = make(mark.tag, mark.href === undefined ? {} : { href: mark.href })
      append(open.at(-1)?.element ?? parent, [child])
      open.push({ mark, element: child })
    }
    return open.at(-1)?.element ?? parent
  }
}

interface TextOptions {
  /** Whether bold and italics mean anything here. */
  isEmphatic: boolean
  /** The note that a reference stands for; undefined where there is none. */
  noteOf: (note: NonNullable<Run['note']>) => Element | undefined
}

/** Writes runs into a paragraph, an item or a caption. */
export function appendRuns(maker: Maker, parent: Element, runs: readonly Run[], options: TextOptions): void {
  const marked = createMarked(parent, { make: (...given) => maker.make(...given) })
  for (const run of runs) {
    if (run.note)
      append(
        marked([]),
        [options.noteOf(run.note)].filter((note) => note !== undefined),
      )
    if (!run.text) continue
    const target = marked(marksOf(run, options.isEmphatic))
    run.text.split('\n').forEach((line, index) => {
      if (index > 0) append(target, [maker.make('br')])
      if (line !== '') maker.write(target, line)
    })
  }
}

export const noteKey = ({ type, id }: Pick<Note, 'type' | 'id'>) => `${type} ${id}`
