/** A span of years or numbers, which no line may break at its dash: `2026 - 2030`. */
const span = /(\d{1,4}\s?[-–]\s?\d{1,4}(?![\d/.-]))/u

/** A title as it was written; copied, it is the same text. */
export function Title({ text }: { text: string }) {
  const parts = text.split(span)
  return <>{parts.map((part, index) => (index % 2 === 1 ? <span class="nobr">{part}</span> : part))}</>
}
