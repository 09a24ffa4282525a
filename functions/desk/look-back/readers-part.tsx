/** @jsxImportSource react */
import { Link } from 'wouter'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { momentOf } from '../ui/moment.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { Bars } from './bars.tsx'
import { DaysChart, daysOf } from './days-chart.tsx'
import { useNames } from './month-part.tsx'
import { type MonthReaders, useMonthReaders } from './use-look-back.ts'

/** What was read in a month: day by day, by section and language, and what most. */
export function ReadersPart({ month }: { month: string }) {
  const { t, locale } = useWords()
  const counted = useMonthReaders(month)
  const names = useReaderNames()
  if (counted.isPending) return <Loading />
  if (counted.error) return <Trouble error={counted.error} onRetry={() => void counted.refetch()} />
  const { data } = counted
  const empty = t('lookBack.readers.nothing')
  const figure = new Intl.NumberFormat(locale)
  return (
    <>
      <p className="hint">{t('lookBack.readers.counted')}</p>
      {data.at && (
        <p className="readers-sum">
          <strong>{t('lookBack.readers.views', { count: data.views })}</strong>{' '}
          <span className="when">{t('lookBack.readers.at', { at: momentOf(data.at, locale) })}</span>
        </p>
      )}
      <div className="charts">
        <DaysChart title={t('lookBack.readers.days')} empty={empty} all={daysOf(month)} days={data.days} />
        {(['sections', 'languages'] as const).map((group) => (
          <Bars
            key={group}
            title={t(`lookBack.readers.${group}`)}
            of={t(`lookBack.parts.${group}`)}
            bars={data[group].map(({ id, count }) => ({ id, name: names(group, id), count }))}
            empty={empty}
          />
        ))}
      </div>
      <MostRead articles={data.articles} figure={figure} />
    </>
  )
}

interface MostReadProps {
  articles: MonthReaders['articles']
  figure: Intl.NumberFormat
}

function MostRead({ articles, figure }: MostReadProps) {
  const { t, locale } = useWords()
  const sections = useSettings().data?.sections ?? []
  if (articles.length === 0) return null
  return (
    <div className="chart">
      <h2>{t('lookBack.readers.most')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too */}
      <section className="table-frame" tabIndex={0} aria-label={t('lookBack.readers.most')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('lookBack.readers.article')}</th>
              <th scope="col">{t('lookBack.readers.section')}</th>
              <th scope="col" className="number">
                {t('lookBack.readers.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {articles.map(({ id, title, locale: language, section, count }) => (
              <tr key={id}>
                <th scope="row">
                  <Link href={`/a/${id}`} lang={language}>
                    {title ?? id}
                  </Link>
                </th>
                <td>{section && sectionName(sections, section, locale)}</td>
                <td className="number">{figure.format(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** What the parts of a month's readers are called: what was not said has a name too. */
function useReaderNames(): (group: 'days' | 'sections' | 'languages', id: string) => string {
  const { t } = useWords()
  const names = useNames()
  return (group, id) =>
    id === '' ? t(`lookBack.readers.no_${group === 'languages' ? 'language' : 'section'}`) : names(group, id)
}

/** The same for a spreadsheet program. */
export function SaveReaders({ month }: { month: string }) {
  const { t } = useWords()
  const names = useReaderNames()
  const { data } = useMonthReaders(month)
  const save = ({ days, sections, languages, articles }: MonthReaders) => {
    const groups = { days, sections, languages }
    const rows = (['days', 'sections', 'languages'] as const).flatMap((group) =>
      groups[group].map(({ id, count }) => [t(`lookBack.readers.${group}`), names(group, id), count]),
    )
    const most = articles.map(({ id, title, count }) => [t('lookBack.readers.most'), title ?? id, count])
    const head = [t('lookBack.group'), t('lookBack.of'), t('lookBack.readers.count')]
    saveFile(csvOf([head, ...rows, ...most]), `${t('lookBack.names.readers')} ${month}.csv`)
  }
  return (
    <Button isDisabled={!data} onPress={() => data && save(data)}>
      {t('lookBack.export')}
    </Button>
  )
}
