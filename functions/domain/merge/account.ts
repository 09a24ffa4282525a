const marks = /<\/?(?:a|abbr|cite|code|em|s|span|strong|sub|sup|u)(?: [^>]*)?>/gu

/** How often each word stands in a body. */
export function countWords(html: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of html
    .replace(marks, '')
    .replace(/<[^>]*>/gu, ' ')
    .match(/\S+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/**
 * Whether a merged body holds each word as often as the changes of both say. Where one moved what the other took away, or
 * both moved it, no comparison of places sees it: the word stands there twice, or is back. `asked`: words that somebody is
 * asked about anyway.
 */
export function isAccounted(
  versions: { base: string; mine: string; theirs: string },
  merged: string,
  asked: string,
): boolean {
  const [base, mine, theirs] = [versions.base, versions.mine, versions.theirs].map(countWords)
  const [there, open] = [countWords(merged), countWords(asked)]
  const words = new Set([base, mine, theirs, there].flatMap((each) => [...(each?.keys() ?? [])]))
  return [...words].every((word) => {
    if (open.has(word)) return true
    const was = base?.get(word) ?? 0
    const changes = [(mine?.get(word) ?? 0) - was, (theirs?.get(word) ?? 0) - was] as const
    const [sum, count] = [changes[0] + changes[1], (there.get(word) ?? 0) - was]
    // The same change from both is one.
    if (Math.sign(changes[0]) !== Math.sign(changes[1])) return count === sum
    const once = sum > 0 ? Math.max(...changes) : Math.min(...changes)
    return count >= Math.min(sum, once) && count <= Math.max(sum, once)
  })
}
