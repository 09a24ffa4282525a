/** @jsxImportSource react */
import type { Warning } from '../../domain/royalty/checks.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'

/** What speaks against paying, as the API says it in the language asked for. */
export function WarningList({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useWords()
  if (warnings.length === 0) return <p className="status approved">{t('royalties.warnings.none')}</p>
  return (
    <Notice tone="warn">
      <p>{t('royalties.warnings.title', { number: warnings.length })}</p>
      <ul className="bullets">
        {warnings.map(({ code, message, about }) => (
          <li key={`${code} ${message}`}>
            {message}
            {about && (
              <>
                {' '}
                <a href={`#/royalties/r/${about}`}>{t('royalties.warnings.see')}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
