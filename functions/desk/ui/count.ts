import { useWords } from '../words.tsx'

/** What the API counts is exact up to here. */
const exact = 1_000

/** A number of things, or that there are more than are counted. */
export function useCount(): (count: number) => string {
  const { t } = useWords()
  return (count) => (count > exact ? t('counts.more', { count: exact }) : t('counts.exact', { count }))
}
