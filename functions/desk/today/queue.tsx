/** @jsxImportSource react */
import { Link } from 'wouter'
import type { Counts, DeskStart, QueueRow, Waiting } from '../api/desk.ts'
import { sectionName } from '../api/newsroom.ts'
import { addressOf, type ListState, noFilters } from '../articles/filters.ts'
import { useCount } from '../ui/count.ts'
import { Icon } from '../ui/icon.tsx'
import { useMoment } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { isOverdue, useDue } from '../work/task.ts'

/** Where what waits is done: looked at, or written. */
const placeOf: Record<Waiting, 'review' | 'form'> = {
  unreviewed: 'review',
  late: 'form',
  returned: 'form',
  assigned: 'form',
  in_review: 'review',
  approved: 'form',
  look_again: 'form',
  stale: 'form',
  missing: 'form',
  draft: 'form',
}

/**
 * The list that holds all of them, and how many there are, where that is counted. What was kept on this machine before it was told
 * does not say what goes public together.
 */
const listOf: Partial<Record<Waiting, { state: ListState; count?: (counts: Counts) => number }>> = {
  unreviewed: { state: 'unreviewed', count: ({ unreviewed }) => unreviewed },
  late: { state: 'late', count: ({ late }) => late },
  in_review: { state: 'in_review', count: ({ in_review }) => in_review },
  approved: { state: 'approved', count: ({ approved, together = 0 }) => approved - together },
  look_again: { state: 'look_again' },
  stale: { state: 'stale', count: ({ stale }) => Object.values(stale).reduce((sum, each) => sum + each, 0) },
}

/** What waits, of one kind after the other, as the API puts them. */
function groupsOf(queue: readonly QueueRow[]): [Waiting, QueueRow[]][] {
  const groups = new Map<Waiting, QueueRow[]>()
  for (const item of queue) groups.set(item.why, [...(groups.get(item.why) ?? []), item])
  return [...groups]
}

type QueueProps = Pick<DeskStart, 'queue' | 'counts' | 'settings'>

export function Queue({ queue, counts, settings }: QueueProps) {
  const { t } = useWords()
  const counted = useCount()
  return groupsOf(queue).map(([why, items]) => {
    const list = listOf[why]
    const all = Math.max(list?.count?.(counts) ?? 0, items.length)
    return (
      <section key={why} aria-labelledby={`why-${why}`}>
        <h2 id={`why-${why}`}>
          {t(`today.why.${why}`)} <span className="count">{counted(all)}</span>
        </h2>
        <ul>
          {items.map((item) => (
            <Item key={`${item.row.id} ${item.locale}`} item={item} settings={settings} />
          ))}
        </ul>
        {list && (!list.count || all > items.length) && (
          <p>
            <Link href={addressOf({ ...noFilters, state: list.state })}>{t('today.all')}</Link>
          </p>
        )}
      </section>
    )
  })
}

function Item({ item, settings }: { item: QueueRow } & Pick<DeskStart, 'settings'>) {
  const { t, locale: spoken } = useWords()
  const inPassing = useMoment()
  const { why, locale, since, note, row } = item
  const due = useDue()(item)
  const own = row.translations[locale]?.title
  // A language that is not written yet is called by one that is.
  const [otherLocale, other] = Object.entries(row.translations).find(([, text]) => text?.title) ?? []
  const title = own || other?.title || t('today.untitled')
  const lang = own ? locale : other?.title ? otherLocale : spoken
  const act = t(`today.act.${why}`)
  const beside = ['assigned', 'stale'].includes(why) ? '?beside=source' : ''
  const address = `/a/${row.id}/${locale}${placeOf[why] === 'review' ? '/review' : beside}`
  return (
    <li className="work">
      <div className="says">
        <p className="title" lang={lang}>
          {title}
        </p>
        <p className="when">
          {sectionName(settings.sections, row.section, spoken)} · {t(`languages.${locale}`)} ·{' '}
          {t(`today.by.${why}`, { at: inPassing(since) })} · {row.updatedBy}
        </p>
        {due && (
          <p className={isOverdue(item) ? 'status flag' : 'status'}>
            <Icon name={isOverdue(item) ? 'warn' : 'scheduled'} />
            {due}
          </p>
        )}
        {note && <blockquote className="note">{note}</blockquote>}
      </div>
      <Link href={address} className="button" aria-label={t('today.named', { act, title })}>
        {act}
      </Link>
    </li>
  )
}
