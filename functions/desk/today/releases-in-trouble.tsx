/** @jsxImportSource react */
import { Link } from 'wouter'
import type { Counts } from '../api/desk.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'

/** Says loudly that planned releases are late, or will not go public at their moment. */
export function ReleasesInTrouble({ releases }: Partial<Pick<Counts, 'releases'>>) {
  const { t } = useWords()
  // What was kept on this machine before there were releases does not tell.
  const { late, unready } = releases ?? { late: 0, unready: 0 }
  if (late + unready === 0) return null
  return (
    <Notice tone="wrong">
      <p>
        <Link href="/releases?state=planned">
          {late > 0
            ? t('today.releases_late', { count: late })
            : t('today.releases_unready', { count: unready })}
        </Link>
      </p>
    </Notice>
  )
}
