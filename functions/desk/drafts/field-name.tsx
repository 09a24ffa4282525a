/** @jsxImportSource react */
import type vi from '../../../locales/vi/desk.json'
import { useWords } from '../words.tsx'
import { sharedFields, textFields } from './written-fields.ts'

type Named = keyof typeof vi.drafts.field

const named: readonly string[] = [...textFields, ...sharedFields] satisfies Named[]

/** Whether people have a name for it; other fields are the system's own. */
export const isNamed = (field: string): field is Named => named.includes(field)

/** What a field is called. */
export function useFieldName(): (field: string) => string {
  const { t } = useWords()
  return (field) => (isNamed(field) ? t(`drafts.field.${field}`) : field)
}

export function FieldName({ field }: { field: string }) {
  return useFieldName()(field)
}
