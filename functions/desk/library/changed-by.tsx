/** @jsxImportSource react */

import { useMoment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import type { FileAnswer } from './use-file.ts'

/** Says who was faster. What is shown is theirs already; what was asked for can be asked again. */
export function ChangedBy({ revision }: { revision: FileAnswer['revision'] | undefined }) {
  const { t } = useWords()
  const moment = useMoment()
  if (!revision) return null
  return (
    <div role="alert">
      <Notice tone="warn">
        <p>{t('library.changed_by', { name: revision.actor.name, at: moment(revision.at) })}</p>
      </Notice>
    </div>
  )
}
