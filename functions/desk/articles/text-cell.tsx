/** @jsxImportSource react */
import { Link } from 'wouter'
import type { Locale } from '../../domain/locale.ts'
import type { Task, TextRow } from '../api/rows.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { Status } from '../ui/status.tsx'
import { useWords } from '../words.tsx'
import { TaskSays } from '../work/task-says.tsx'

/** Milliseconds after which a plan that was not carried out shows as late, as the API has it. */
const patience = 60_000

function isLate({ publishAt, unpublishAt }: TextRow): boolean {
  return [publishAt, unpublishAt].some((at) => at && Date.parse(at) + patience < Date.now())
}

interface TextCellProps {
  id: string
  text: TextRow | undefined
  task: Task | undefined
  locale: Locale
}

/** How far one language of an article has come, and the way to it. */
export function TextCell({ id, text, task, locale }: TextCellProps) {
  const { t } = useWords()
  return (
    <div className="standing">
      <Link href={`/a/${id}/${locale}`} className="way">
        <span className="tongue" aria-hidden="true">
          {locale.toUpperCase()}
        </span>
        <span className="vh">{t(`languages.${locale}`)}: </span>
        <Status of={text?.status ?? 'missing'} />
      </Link>
      {text?.publishAt && (
        <span className="when">
          <Moment at={text.publishAt} />
        </span>
      )}
      {text && isLate(text) && <Flag>{t('articles.late')}</Flag>}
      {text?.unreviewed && <Flag>{t('articles.unreviewed')}</Flag>}
      {text?.staleSince && <Status of="stale" />}
      {task && <TaskSays task={task} />}
      {text?.live && text.status !== 'published' && <span className="when">{t('articles.still_live')}</span>}
    </div>
  )
}

/** Something about a text that waits for somebody. */
function Flag({ children }: { children: string }) {
  return (
    <span className="status flag">
      <Icon name="warn" />
      {children}
    </span>
  )
}
