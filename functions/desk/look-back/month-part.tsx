/** @jsxImportSource react */
import { shortDate } from '../../domain/dates.ts'
import { isLocale } from '../../domain/locale.ts'
import { sectionName, usePeople, useSettings } from '../api/newsroom.ts'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { type Translate, useWords } from '../words.tsx'
import { type Bar, Bars } from './bars.tsx'
import { DaysChart, daysOf } from './days-chart.tsx'
import { type MonthCount, useMonth } from './use-look-back.ts'

const groups = ['days', 'sections', 'authors', 'languages'] as const
type Group = (typeof groups)[number]
/** Those that are drawn as bars; days have a drawing of their own. */
const charted = ['sections', 'authors', 'languages'] as const

/** What the parts of a group are called. */
export function useNames(): (group: Group, id: string) => string {
  const { t, locale } = useWords()
  const sections = useSettings().data?.sections ?? []
  const people = usePeople().data ?? []
  return (group, id) => {
    if (group === 'days') return shortDate(`${id}T00:00:00+07:00`, locale)
    if (group === 'sections') return sectionName(sections, id, locale)
    if (group === 'languages') return isLocale(id) ? t(`languages.${id}`) : id
    return people.find((each) => each.id === id)?.name ?? t('lookBack.nobody')
  }
}

const barsOf = (data: MonthCount, group: Group, names: ReturnType<typeof useNames>): Bar[] =>
  data[group].map(({ id, count }) => ({ id, name: names(group, id), count }))

/** The same numbers as rows. */
export function monthRows(data: MonthCount, names: ReturnType<typeof useNames>, t: Translate) {
  return [
    [t('lookBack.group'), t('lookBack.of'), t('lookBack.count')],
    [t('lookBack.texts'), '', data.texts],
    [t('lookBack.emergencies'), '', data.emergencies],
    [t('lookBack.withdrawn'), '', data.withdrawn],
    [t('lookBack.median'), '', data.waits.medianHours ?? ''],
    [t('lookBack.longest'), '', data.waits.longestHours ?? ''],
    ...groups.flatMap((group) =>
      barsOf(data, group, names).map(({ name, count }) => [t(`lookBack.by.${group}`), name, count]),
    ),
  ]
}

/** A month in numbers. */
export function MonthPart({ month }: { month: string }) {
  const { t } = useWords()
  const counted = useMonth(month)
  const names = useNames()
  if (counted.isPending) return <Loading />
  if (counted.error) return <Trouble error={counted.error} onRetry={() => void counted.refetch()} />
  const { data } = counted
  const { medianHours, longestHours } = data.waits
  const hours = (count: number | undefined) => (count === undefined ? '–' : t('lookBack.hours', { count }))
  return (
    <>
      {data.isPartial && (
        <Notice tone="warn">
          <p>{t('lookBack.partial')}</p>
        </Notice>
      )}
      <dl className="tiles">
        {(
          [
            ['texts', data.texts],
            ['emergencies', data.emergencies],
            ['withdrawn', data.withdrawn],
            ['median', hours(medianHours)],
            ['longest', hours(longestHours)],
          ] as const
        ).map(([word, number]) => (
          <div key={word}>
            <dt>{t(`lookBack.${word}`)}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      <div className="charts">
        <DaysChart
          title={t('lookBack.by.days')}
          empty={t('lookBack.nothing')}
          all={daysOf(month)}
          days={data.days}
        />
        {charted.map((group) => (
          <Bars
            key={group}
            title={t(`lookBack.by.${group}`)}
            of={t(`lookBack.parts.${group}`)}
            bars={barsOf(data, group, names)}
          />
        ))}
      </div>
    </>
  )
}
