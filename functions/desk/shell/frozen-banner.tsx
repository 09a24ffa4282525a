/** @jsxImportSource react */
import { Link } from 'wouter'
import { useDesk } from '../api/desk.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'

/** Says on every screen that nothing reaches readers, and why; to those who may end it, where. */
export function FrozenBanner() {
  const { t } = useWords()
  const start = useDesk().data?.data
  const frozen = start?.settings.frozen
  return (
    <div role="status" className={frozen ? 'wrap frozen' : undefined}>
      {frozen && (
        <Notice
          tone="warn"
          acts={start.me.may.includes('configure') && <Link href="/settings/freeze">{t('frozen.go')}</Link>}
        >
          <p>{t('frozen.banner', { reason: frozen.reason })}</p>
        </Notice>
      )}
    </div>
  )
}
