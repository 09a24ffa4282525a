/** @jsxImportSource react */
import { locales } from '../../domain/locale.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { DaysChart, daysBetween } from './days-chart.tsx'
import { type ArticleReaders, useArticleReaders } from './use-look-back.ts'

/** On which of the last thirty days an article was read, in all its languages. */
export function ReadersOfArticle({ id }: { id: string }) {
  const { t } = useWords()
  const counted = useArticleReaders(id)
  if (counted.isPending) return <Loading />
  if (counted.error) return <Trouble error={counted.error} onRetry={() => void counted.refetch()} />
  const { from, to, days } = counted.data
  const save = (all: ArticleReaders['days']) => {
    const countOf = (day: (typeof all)[number], language: string) =>
      day.languages.find((each) => each.id === language)?.count ?? 0
    const head = [
      t('lookBack.parts.days'),
      t('lookBack.readers.count'),
      ...locales.map((each) => t(`languages.${each}`)),
    ]
    const rows = all.map((day) => [day.id, day.count, ...locales.map((each) => countOf(day, each))])
    saveFile(csvOf([head, ...rows]), `${t('lookBack.readers.days')} ${id}.csv`)
  }
  return (
    <>
      <DaysChart
        title={t('lookBack.readers.last_days')}
        empty={t('lookBack.readers.nothing')}
        all={daysBetween(from, to)}
        days={days}
      />
      <p className="hint">{t('lookBack.readers.counted')}</p>
      {days.length > 0 && <Button onPress={() => save(days)}>{t('lookBack.export')}</Button>}
    </>
  )
}
