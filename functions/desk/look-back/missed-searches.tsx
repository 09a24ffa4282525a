/** @jsxImportSource react */
import { useState } from 'react'
import { shortDate } from '../../domain/dates.ts'
import { isLocale, type Locale, locales } from '../../domain/locale.ts'
import { searchPath } from '../../domain/site/paths.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useMissed } from './use-look-back.ts'

/** What readers searched for and did not find: what to write about, or which word to use. */
export function MissedSearches() {
  const { t, locale: own } = useWords()
  const [locale, setLocale] = useState<Locale>(own)
  const missed = useMissed(locale)
  const { data = [] } = missed
  const save = () => {
    const head = [t('lookBack.query'), t('lookBack.times'), t('lookBack.last')]
    const rows = data.map(({ query, times, last }) => [query, times, last])
    saveFile(csvOf([head, ...rows]), `${t('lookBack.names.searches')} ${locale}.csv`)
  }
  return (
    <>
      <p className="hint">{t('lookBack.searches_hint')}</p>
      <div className="acts report-acts">
        <Select
          label={t('articles.language')}
          choices={locales.map((id) => ({ id, name: t(`languages.${id}`) }))}
          value={locale}
          onChange={(id) => isLocale(id) && setLocale(id)}
        />
        <Button isDisabled={data.length === 0} onPress={save}>
          {t('lookBack.export')}
        </Button>
      </div>
      {missed.isPending && <Loading />}
      {missed.error && <Trouble error={missed.error} onRetry={() => void missed.refetch()} />}
      {missed.data?.length === 0 && <p className="empty">{t('lookBack.no_searches')}</p>}
      {data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too
        <section className="table-frame" tabIndex={0} aria-label={t('lookBack.names.searches')}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('lookBack.query')}</th>
                <th scope="col" className="number">
                  {t('lookBack.times')}
                </th>
                <th scope="col">{t('lookBack.last')}</th>
                <th scope="col">
                  <span className="vh">{t('lookBack.try')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ query, times, last }) => (
                <tr key={query}>
                  <th scope="row" lang={locale}>
                    {query}
                  </th>
                  <td className="number">{times}</td>
                  <td className="whole">{shortDate(`${last}T00:00:00Z`, own)}</td>
                  <td className="whole">
                    <a
                      href={`${searchPath(locale)}?q=${encodeURIComponent(query)}`}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={t('lookBack.try_of', { query })}
                    >
                      {t('lookBack.try')}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
