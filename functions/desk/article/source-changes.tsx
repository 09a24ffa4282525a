/** @jsxImportSource react */
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useScreenActs } from '../shell/screen-acts.ts'
import { useTell } from '../shell/tell.tsx'
import { isMac } from '../text/is-mac.ts'
import { shownKeys } from '../text/keys.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

const keys = { next: 'Alt+ArrowDown', previous: 'Alt+ArrowUp' } as const

const blocks = 'p, li, tr, caption, figure, blockquote, h2, h3, h4, .compared-title, .summary'

/** The paragraphs in which something has changed, in their order. */
function changedIn(place: HTMLElement | null): HTMLElement[] {
  const marks = [...(place?.querySelectorAll<HTMLElement>('ins, del') ?? [])]
    // A paragraph that another one took the place of is one change with it.
    .filter(({ tagName, nextElementSibling: next }) => tagName !== 'DEL' || next?.tagName !== 'INS')
  const blockOf = (mark: HTMLElement) =>
    mark.closest<HTMLElement>(blocks) ?? mark.querySelector<HTMLElement>(blocks) ?? mark
  return [...new Set(marks.map(blockOf))]
}

interface SourceChangesProps {
  /** In which they are marked. */
  place: RefObject<HTMLElement | null>
  /** What is marked there; another one begins anew. */
  shown: unknown
}

/** How many paragraphs of a source have changed, and the way from one to the next. The caret stays in the translation. */
export function SourceChanges({ place, shown }: SourceChangesProps) {
  const { t } = useWords()
  const tell = useTell()
  const [count, setCount] = useState(0)
  const at = useRef(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies(shown): what it shows is what is counted
  useEffect(() => {
    at.current = -1
    setCount(changedIn(place.current).length)
  }, [place, shown])
  const go = (step: 1 | -1) => {
    const all = changedIn(place.current)
    const from = at.current < 0 && step < 0 ? 0 : at.current
    const next = (from + step + all.length) % all.length
    const change = all[next]
    if (!change) return
    all[at.current]?.classList.remove('looked-at')
    at.current = next
    change.classList.add('looked-at')
    change.scrollIntoView({ block: 'center' })
    tell(t('source.at', { number: next + 1, count: all.length, words: change.textContent.trim() }))
  }
  useScreenActs([
    { name: t('source.next'), keys: keys.next, run: () => go(1) },
    { name: t('source.previous'), keys: keys.previous, run: () => go(-1) },
  ])
  if (count === 0) return null
  return (
    <div className="acts">
      <span className="when">{t('source.changes', { count })}</span>
      {(['previous', 'next'] as const).map((way) => (
        <Button
          key={way}
          look="quiet"
          aria-label={t(`source.${way}`)}
          onPress={() => go(way === 'next' ? 1 : -1)}
        >
          <Icon name={way === 'next' ? 'down' : 'up'} />
          <kbd>{shownKeys(keys[way], isMac)}</kbd>
        </Button>
      ))}
    </div>
  )
}
