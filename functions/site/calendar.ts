import { articlePath } from '../domain/site/paths.ts'
import type { Card, SiteChrome } from '../domain/site/shapes.ts'
import { nameOf } from './feed.ts'

interface CalendarOf {
  chrome: SiteChrome
  siteUrl: string
  name: string
  cards: readonly Card[]
}

/** What RFC 5545 (3.3.11) escapes in a text. */
const escaped = (text: string) => text.replace(/[\\;,]/gu, '\\$&').replace(/\r\n?|\n/gu, '\\n')

/** No line is longer than 75 octets (3.1); no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > (parts.length > 0 ? 74 : 75)) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}

/** `20190711`, and the day after it, at which an event of one day ends. */
const dayOf = (day: string) => day.replaceAll('-', '')
const dayAfter = (day: string) =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10))

const moment = (instant: string) => `${instant.slice(0, 19).replace(/[-:]/gu, '')}Z`

function eventOf(card: Card, { chrome, siteUrl }: CalendarOf): string[] {
  if (!card.eventDate) return []
  const address = card.externalUrl ?? siteUrl + articlePath(chrome, card)
  return [
    'BEGIN:VEVENT',
    `UID:${nameOf(card, siteUrl)}`,
    `DTSTAMP:${moment(card.updatedAt ?? card.publishedAt)}`,
    `DTSTART;VALUE=DATE:${dayOf(card.eventDate)}`,
    `DTEND;VALUE=DATE:${dayAfter(card.eventDate)}`,
    `SUMMARY:${escaped(card.title)}`,
    ...(card.summary ? [`DESCRIPTION:${escaped(card.summary)}`] : []),
    `URL:${address}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** The days on which something happened or will, as iCalendar (RFC 5545). Equal content is equal bytes. */
export function renderCalendar(calendar: CalendarOf): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bantin//Bantin//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    ...calendar.cards.flatMap((card) => eventOf(card, calendar)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
