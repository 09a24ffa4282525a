/** @jsxImportSource react */
import { useId } from 'react'
import { monthBounds, shortDate } from '../../domain/dates.ts'
import { useWords } from '../words.tsx'
import type { MonthCount } from './use-look-back.ts'

/** So tall is the drawing, in its own units; a day is ten wide. */
const height = 100

/** The days of a month, `2026-11-01` and on. */
function daysOf(month: string): string[] {
  const { from, to } = monthBounds(month)
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

interface DaysChartProps {
  month: string
  /** Those on which something went public. */
  days: MonthCount['days']
}

/** What went public day by day: columns for the eye, idle days among them, and a table of the others. */
export function DaysChart({ month, days }: DaysChartProps) {
  const { t, locale } = useWords()
  const id = useId()
  const all = daysOf(month)
  const most = Math.max(1, ...days.map(({ count }) => count))
  const figure = new Intl.NumberFormat(locale)
  const dated = (day: string) => shortDate(`${day}T00:00:00+07:00`, locale)
  return (
    <section aria-labelledby={id} className="chart">
      <h2 id={id}>{t('lookBack.by.days')}</h2>
      {days.length === 0 ? (
        <p className="empty">{t('lookBack.nothing')}</p>
      ) : (
        <>
          <div className="day-columns">
            <svg
              viewBox={`0 0 ${all.length * 10} ${height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              {all.map((day, index) => {
                const count = days.find((each) => each.id === day)?.count ?? 0
                const tall = (count / most) * height
                return <rect key={day} x={index * 10 + 1} y={height - tall} width="8" height={tall} />
              })}
            </svg>
            <p aria-hidden="true">
              <span>{dated(all[0] ?? '')}</span>
              <span>{dated(all.at(-1) ?? '')}</span>
            </p>
          </div>
          <details>
            <summary>{t('lookBack.as_table')}</summary>
            <table className="figures">
              <thead>
                <tr>
                  <th scope="col">{t('lookBack.parts.days')}</th>
                  <th scope="col" className="number">
                    {t('lookBack.count')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ id: day, count }) => (
                  <tr key={day}>
                    <th scope="row">{dated(day)}</th>
                    <td className="number">{figure.format(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}
