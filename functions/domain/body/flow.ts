import { appendLines, type Lines, type Mark, type Run, toTextLines, withoutLang } from './inline.ts'
import { type Element, element } from './tree.ts'

/** What surrounds a node. */
export interface Context {
  marks: readonly Mark[]
  /** Lists, quotes and tables around it. */
  depth: number
  /** What text becomes here: a paragraph, or the heading that it stands in. */
  paragraph: { tag: string; lang: string | undefined }
  /** A header cell holds no headings (HTML, 4.9.10). */
  headings: boolean
  preformatted: boolean
  /** Levels of the headings above this place, as they were written. */
  outline: number[]
  /** Places that the next word begins. */
  anchors: string[]
}

export function outermost(): Context {
  const paragraph = { tag: 'p', lang: undefined }
  return { marks: [], depth: 0, paragraph, headings: true, preformatted: false, outline: [], anchors: [] }
}

/** The context inside an element that says its language itself, if it has one. */
export function inside(context: Context, lang: string | undefined): Context {
  const marks = lang ? withoutLang(context.marks) : context.marks
  return { ...context, marks, paragraph: { tag: 'p', lang: undefined } }
}

/**
 * The level of a heading by its place in the outline: the first is `h2`, none skips a level (WCAG technique G141), and
 * what stood on one level still does.
 */
function headingTag(outline: number[], level: number): string {
  while ((outline.at(-1) ?? 0) >= level) outline.pop()
  outline.push(level)
  return `h${Math.min(outline.length + 1, 4)}`
}

function splitAtEmpty(lines: Lines): Lines[] {
  const groups: Lines[] = [[]]
  for (const line of lines) {
    if (line.length > 0) groups.at(-1)?.push(line)
    else groups.push([])
  }
  return groups
}

/** Blocks in the making: text gathers until something ends its paragraph. */
export class Flow {
  readonly blocks: Element[] = []
  #runs: Run[] = []

  write(text: string, { marks, anchors }: Context): void {
    const isWord = anchors.length > 0 && /\S/u.test(text)
    this.#runs.push(isWord ? { text, marks, anchors: anchors.splice(0) } : { text, marks })
  }

  /** Adds what is not only text: a footnote. */
  add(runs: readonly Run[]): void {
    this.#runs.push(...runs)
  }

  /** Makes blocks of the text so far. Two line breaks begin a new paragraph; in a heading they are one. */
  end({ paragraph: { tag, lang }, outline }: Context): void {
    const lines = toTextLines(this.#runs)
    this.#runs = []
    const groups = tag === 'p' ? splitAtEmpty(lines) : [lines.filter((line) => line.length > 0)]
    for (const group of groups.filter(({ length }) => length > 0)) {
      const block = element(tag === 'p' ? tag : headingTag(outline, Number(tag.slice(1))), { lang })
      appendLines(block, group)
      this.blocks.push(block)
    }
  }
}
