/** A block that WordPress makes when the page is shown: `<!-- wp:block {"ref":77} /-->`. */
const made = /<!--\s*wp:([a-z][\w/-]*)(?:\s+(\{[\s\S]*?\}))?\s*\/-->/gu

/** They only part what stands around them. */
const partsOnly = /^(?:spacer|separator|more|nextpage|page-break)$/u

/** Blocks within blocks; more is a ring. */
const deepest = 5

export interface Blocks {
  /** The text of a block that several posts share, by its number. */
  shared(id: string): string | undefined
  /** A block of which nothing is in the export. */
  leftOut(name: string): void
}

function attributesIn(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** Old galleries are lists of figures, and a file has a button beside its name that says nothing more. */
const tidy = (text: string) =>
  text
    .replaceAll(
      /<ul\b[^>]*\b(?:wp-block-gallery|blocks-gallery-grid)\b[^>]*>([\s\S]*?)<\/ul>/gu,
      (_, items: string) => items.replaceAll(/<\/?li\b[^>]*>/gu, ''),
    )
    .replaceAll(/<a\b[^>]*\bwp-block-file__button\b[^>]*>[\s\S]*?<\/a>/gu, '')

/** The text with what its blocks show, as far as the export has it. */
export function withBlocks(text: string, blocks: Blocks, depth = 0): string {
  return tidy(text).replaceAll(made, (_, name: string, json: string | undefined) => {
    const { ref, url } = attributesIn(json)
    const shared = name === 'block' && depth < deepest ? blocks.shared(String(ref)) : undefined
    if (shared !== undefined) return withBlocks(shared, blocks, depth + 1)
    if (/^(?:core-)?embed\b/u.test(name) && typeof url === 'string') return `\n${url}\n`
    if (!partsOnly.test(name)) blocks.leftOut(`wp:${name}`)
    return ''
  })
}
