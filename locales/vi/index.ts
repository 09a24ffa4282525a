import type { Language } from '../language.ts'
import { number } from './numbers.ts'
import site from './site.json' with { type: 'json' }

const two = (value: number) => String(value).padStart(2, '0')

/** Monday is the second day of the week. */
const weekdays = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']

const short: Language['dates']['short'] = ({ day, month, year }) => `${two(day)}/${two(month)}/${year}`

export const language: Language = {
  openGraph: 'vi_VN',
  dates: {
    dateline: (time) => `${weekdays[time.weekday]}, ngày ${short(time)}, ${time.clock}`,
    numbered: (time) =>
      `${time.weekday === 0 ? 'Chủ nhật' : `Thứ ${time.weekday + 1}`}, Ngày ${short(time)}, ${time.clock}`,
    short,
    month: (month) => `Tháng ${month}`,
    monthOfYear: (month, year) => `Tháng ${month} năm ${year}`,
  },
  addresses: {
    latest: 'moi-nhat',
    topics: 'chu-de',
    search: 'tim-kiem',
    pages: 'trang',
    sitemap: 'so-do',
    contact: 'lien-he',
    sent: 'da-gui',
  },
  slug: 'bai',
  letters: /[ăđơưẠ-ỹ]/iu,
  amounts: { number, zero: 'không', minus: 'âm', currency: 'đồng' },
  site,
}
