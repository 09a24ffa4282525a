/** @jsxImportSource react */
import { now, parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { useState } from 'react'
import { timeZone } from '../../domain/dates.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { useWords } from '../words.tsx'
import { ActDialog } from './act-dialog.tsx'
import { MomentField, PublicationMoment } from './moment-field.tsx'

export interface Plan {
  publishAt?: string
  unpublishAt?: string
  reason?: string
}

interface ScheduleDialogProps {
  /** Of the article, or of what goes public together. */
  id: string
  title: string
  /** Only its end is planned: the text is public already, or that is what was asked for. */
  onlyEnd: boolean
  /** When it leaves is not asked. @default it is, where it goes public */
  noEnd?: boolean
  /** What is planned already, or proposed. A moment that has passed is not proposed again. */
  planned?: Plan | undefined
  lang: string
  onClose: () => void
  onAct: (plan: Plan) => Promise<void>
}

/** With seconds and offset, as the API takes a planned moment. */
const written = (moment: ZonedDateTime) => moment.toDate().toISOString()

/** The next full hour, an hour from now at least. */
function soon(): ZonedDateTime {
  return now(timeZone).add({ hours: 2 }).set({ minute: 0, second: 0, millisecond: 0 })
}

/** Of a moment (UTC) that is to come. */
function still(at: string | undefined): ZonedDateTime | undefined {
  return at !== undefined && Date.parse(at) > Date.now() ? parseAbsolute(at, timeZone) : undefined
}

/** When a text goes public, and when it is withdrawn by itself: always by Vietnam's clock. */
export function ScheduleDialog({
  id,
  title,
  onlyEnd,
  noEnd = false,
  planned = {},
  lang,
  onClose,
  onAct,
}: ScheduleDialogProps) {
  const { t } = useWords()
  const [publishAt, setPublishAt] = useState(() => still(planned.publishAt) ?? soon())
  const [ends, setEnds] = useState(onlyEnd)
  const [unpublishAt, setUnpublishAt] = useState(() => still(planned.unpublishAt) ?? soon().add({ days: 30 }))
  return (
    <ActDialog
      title={title}
      name={t('schedule.do')}
      {...(ends && {
        ask: {
          label: t('schedule.reason'),
          hint: t('schedule.reason_hint'),
          isRequired: true,
          lang,
          begun: planned.reason,
        },
      })}
      onClose={onClose}
      onAct={(reason) =>
        onAct({
          ...(!onlyEnd && { publishAt: written(publishAt) }),
          ...(ends && { unpublishAt: written(unpublishAt), reason }),
        })
      }
    >
      {!onlyEnd && <PublicationMoment ids={[id]} value={publishAt} onChange={setPublishAt} />}
      {!onlyEnd && !noEnd && (
        <Checkbox isSelected={ends} onChange={setEnds}>
          {t('schedule.ends')}
        </Checkbox>
      )}
      {ends && <MomentField label={t('schedule.withdraw')} value={unpublishAt} onChange={setUnpublishAt} />}
    </ActDialog>
  )
}
