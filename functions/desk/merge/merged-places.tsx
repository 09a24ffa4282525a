/** @jsxImportSource react */
import { compareBodies } from '../../domain/compare/body.ts'
import { wholeEffort } from '../../domain/compare/words.ts'
import type { Merge } from '../../domain/merge/article.ts'
import { langOf } from '../drafts/part-words.ts'
import { Markup } from '../ui/markup.tsx'
import { useWords } from '../words.tsx'
import { markupOf } from './place.ts'
import { PlaceName } from './place-name.tsx'

function compared({ kind, mine, merged }: Merge): string {
  return compareBodies(markupOf(kind, mine), markupOf(kind, merged), wholeEffort())
}

/** What came in from somebody else without a question, place by place. */
export function MergedPlaces({ merges }: { merges: readonly Merge[] }) {
  const { t, locale } = useWords()
  if (merges.length === 0) return null
  return (
    <details className="more">
      <summary>{t('merge.see', { count: merges.length })}</summary>
      <ul className="copies">
        {merges.map((merge) => (
          <li key={JSON.stringify([merge.part, merge.field, merge.block, merge.merged])}>
            <p>
              <PlaceName of={merge} />
            </p>
            <Markup html={compared(merge)} lang={langOf(merge.part) ?? locale} className="body" />
          </li>
        ))}
      </ul>
    </details>
  )
}
