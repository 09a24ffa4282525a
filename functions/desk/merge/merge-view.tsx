/** @jsxImportSource react */
import type { Draft, DraftView } from '../drafts/draft.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { Decisions } from './decisions.tsx'
import { MergedPlaces } from './merged-places.tsx'

interface MergeViewProps {
  draft: Draft
  view: DraftView
  /** It was saved after all. */
  onSaved: () => void
}

/** What somebody else saved while this was written: what is to be decided, or what came in by itself. */
export function MergeView({ draft, view, onSaved }: MergeViewProps) {
  const { t } = useWords()
  const { conflict, merged } = view
  if (conflict) return <Decisions draft={draft} view={view} meanwhile={conflict} onSaved={onSaved} />
  if (!merged || merged.merges.length === 0) return null
  return (
    <div role="status">
      <Notice tone="done">
        <p>{t('merge.done', { name: merged.by, number: merged.number })}</p>
        <MergedPlaces merges={merged.merges} />
      </Notice>
    </div>
  )
}
