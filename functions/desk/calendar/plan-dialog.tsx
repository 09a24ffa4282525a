/** @jsxImportSource react */
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { Refusal } from '../api/refusal.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { type ArticleAnswer, plannedOf, useArticle } from '../article/article.ts'
import { usePerform } from '../article/perform.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { useMoment } from '../ui/moment.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { carriedTo, type PlanAsked } from './board.ts'

const ScheduleDialog = lazy(async () => ({
  default: (await import('../article/schedule-dialog.tsx')).ScheduleDialog,
}))

interface PlanDialogProps {
  asked: PlanAsked
  onClose: () => void
}

/** Plans, moves or cancels what the calendar shows, after a look at how the text stands now. */
export function PlanDialog({ asked, onClose }: PlanDialogProps) {
  const { t } = useWords()
  const { of } = asked
  const article = useArticle(of.id)
  // What the calendar knew may be older than what was read for another screen.
  const isFresh = article.data !== undefined && !article.isFetching
  const [first, setFirst] = useState<ArticleAnswer>()
  if (isFresh && !first) setFirst(article.data)
  if (first) return <Plan asked={asked} first={first} reload={() => article.refetch()} onClose={onClose} />
  return (
    <Dialog title={t('calendar.title')} isOpen onClose={onClose}>
      {article.error ? <Trouble error={article.error} onRetry={() => void article.refetch()} /> : <Loading />}
    </Dialog>
  )
}

interface PlanProps extends PlanDialogProps {
  first: ArticleAnswer
  reload: () => Promise<{ data?: ArticleAnswer | undefined }>
}

function Plan({ asked, first, reload, onClose }: PlanProps) {
  const { t } = useWords()
  const inPassing = useMoment()
  const { id, locale, act, at } = asked.of
  const perform = usePerform(id, locale)
  const [seen, setSeen] = useState(first)
  const text = seen.article.translations[locale]
  const planned = plannedOf(text)

  /** Does it to what was seen; where somebody was faster, says who, and what was typed can be sent again. */
  const doIt = async (path: 'schedule' | 'unschedule', body: object, said: string) => {
    try {
      await perform(path, body, seen.parts[locale])
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'stale') throw error
      const { data } = await reload()
      if (!data) throw error
      setSeen(data)
      const { actor, at: changedAt } = data.revision
      const detail = t('calendar.changed', { name: actor.name, at: inPassing(changedAt) })
      throw new Refusal(error.status, { ...error.problem, detail })
    }
    onClose()
    say(said)
  }

  const mayStart = text?.status === 'approved' || text?.status === 'scheduled'
  const stands = act === 'publish' ? planned.publishAt : planned.unpublishAt
  // Somebody else may have taken it off, or carried it out.
  if (at !== undefined ? stands === undefined : !mayStart)
    return (
      <Dialog title={t('calendar.gone')} isOpen onClose={onClose}>
        <p>{t('calendar.gone_hint')}</p>
        <p>
          <Link href={`/a/${id}/${locale}`}>{text?.title || t('articles.untitled')}</Link>
        </p>
      </Dialog>
    )
  if (asked.kind === 'cancel')
    return (
      <ActDialog
        title={t(`calendar.cancel.${act}`)}
        intro={
          <>
            {t(`calendar.cancel_intro.${act}`)} <strong lang={locale}>{text?.title}</strong>
          </>
        }
        name={t(`calendar.cancel.${act}`)}
        isDanger
        onClose={onClose}
        onAct={() => doIt('unschedule', { what: act }, t('acts.done.unschedule'))}
      />
    )
  const moment = asked.to ? carriedTo(asked.to, at) : undefined
  const proposed = moment && { [act === 'publish' ? 'publishAt' : 'unpublishAt']: moment }
  return (
    <Suspense>
      <ScheduleDialog
        id={id}
        title={`${t(at === undefined ? 'acts.names.schedule' : `calendar.move.${act}`)}: ${text?.title ?? ''}`}
        onlyEnd={act === 'withdraw'}
        planned={{ ...planned, ...proposed }}
        lang={locale}
        onClose={onClose}
        onAct={(plan) =>
          doIt('schedule', plan, t(at === undefined ? 'acts.done.schedule' : 'acts.done.reschedule'))
        }
      />
    </Suspense>
  )
}
