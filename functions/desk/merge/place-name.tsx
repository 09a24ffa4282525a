/** @jsxImportSource react */
import type { Part } from '../drafts/content.ts'
import { useFieldName } from '../drafts/field-name.tsx'
import { partName } from '../drafts/part-words.ts'
import { useWords } from '../words.tsx'

interface PlaceNameProps {
  of: { part: Part; field: string; block?: number }
}

/** What a place is called. */
export function PlaceName({ of: { part, field, block } }: PlaceNameProps) {
  const { t } = useWords()
  const fieldName = useFieldName()
  const name = partName(t, part)
  if (block !== undefined) return t('merge.place_block', { part: name, block })
  return field ? t('merge.place', { part: name, field: fieldName(field) }) : name
}
