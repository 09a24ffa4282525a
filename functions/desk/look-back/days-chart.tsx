/** @jsxImportSource react */
import { useId } from 'react'
import { monthBounds, shortDate } from '../../domain/dates.ts'
import { useWords } from '../words.tsx'

/** So tall is the drawing, in its own units; a day is ten wide. */
const height = 100

/** Some days from one to another, `2026-11-01` and on. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
  )
}

/** The days of a month. */
export function daysOf(month: string): string[] {
  const { from, to } = monthBounds(month)
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return daysBetween(`${month}-01`, `${month}-${count}`)
}

interface DaysChartProps {
  title: string
  /** What is said where there is none. */
  empty: string
  /** Those that are drawn. */
  all: readonly string[]
  /** Those on which anything was counted. */
  days: readonly { id: string; count: number }[]
}

/** What was counted day by day: columns for the eye, idle days among them, and a table of the others. */
export function DaysChart({ title, empty, all, days }: DaysChartProps) {
  const { t, locale } = useWords()
  const id = useId()
  const most = Math.max(1, ...days.map(({ count }) => count))
  const figure = new Intl.NumberFormat(locale)
  const dated = (day: string) => shortDate(`${day}T00:00:00+07:00`, locale)
  return (
    <section aria-labelledby={id} className="chart">
      <h2 id={id}>{title}</h2>
      {days.length === 0 ? (
        <p className="empty">{empty}</p>
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
