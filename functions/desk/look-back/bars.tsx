/** @jsxImportSource react */
import { useId } from 'react'
import { useWords } from '../words.tsx'

export interface Bar {
  id: string
  name: string
  count: number
}

interface BarsProps {
  /** What is counted, as the heading of the table. */
  title: string
  /** What the first column holds. */
  of: string
  bars: readonly Bar[]
  /** What is said where there are none. @default that nothing was published */
  empty?: string
}

/** Counts as a table in which each row has its bar: the drawing says nothing that the table does not. */
export function Bars({ title, of, bars, empty }: BarsProps) {
  const { t, locale } = useWords()
  const id = useId()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const figure = new Intl.NumberFormat(locale)
  return (
    <section aria-labelledby={id} className="chart">
      <h2 id={id}>{title}</h2>
      {bars.length === 0 ? (
        <p className="empty">{empty ?? t('lookBack.nothing')}</p>
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col" className="number">
                {t('lookBack.count')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {bars.map(({ id: key, name, count }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td className="number">{figure.format(count)}</td>
                <td className="bar">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect width={(count / most) * 100} height="10" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
