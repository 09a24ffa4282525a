import type { Language } from '../language.ts'
import { number } from './numbers.ts'
import site from './site.json' with { type: 'json' }

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const monthName = (month: number) => months[month - 1] ?? ''

/** The month as a word, since `07/15` and `15/07` mean different days to different readers. */
const short: Language['dates']['short'] = ({ day, month, year }) => `${day} ${monthName(month)} ${year}`

export const language: Language = {
  openGraph: 'en_GB',
  dates: {
    dateline: (time) => `${weekdays[time.weekday]}, ${short(time)}, ${time.clock}`,
    short,
    month: monthName,
    monthOfYear: (month, year) => `${monthName(month)} ${year}`,
  },
  addresses: {
    latest: 'latest',
    topics: 'topics',
    search: 'search',
    pages: 'pages',
    sitemap: 'sitemap',
    contact: 'contact',
    sent: 'sent',
  },
  slug: 'article',
  amounts: { number, zero: 'zero', minus: 'minus', currency: 'dong' },
  site,
}
