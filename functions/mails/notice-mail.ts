import { noticeWords } from '../../locales/index.ts'
import { dateline, shortDate } from '../domain/dates.ts'
import { type Locale, wordsIn } from '../domain/locale.ts'
import { type NoticeKind, noticeKinds } from '../domain/notices/kinds.ts'
import type { Notice } from '../domain/notices/notice.ts'

export interface Mail {
  subject: string
  text: string
  html: string
}

interface Parts {
  /** Where the desk is: `https://host/desk/`. */
  desk: string
  locale: Locale
  /** Of whoever gets it. */
  name: string
  /** Oldest first. */
  notices: readonly Notice[]
  /** The moment of the digest that it is, UTC; none, where it was written at once. */
  digest?: string | undefined
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const fill = (text: string, values: Record<string, string | number>) =>
  text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(values[name] ?? ''))

/** One line of a header, however the title was written. */
const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim().slice(0, 200)

const preferencesPath = '#/preferences'

/** Where the desk shows what a notice is about; the path stands for ever. */
function deskPathOf({ kind, article, locale, about, due }: Notice): string {
  if (about === 'slot' && due) return `#/calendar?view=list&day=${due}`
  if (about === 'release') return `#/releases/${article}`
  const place = locale ? `#/a/${article}/${locale}` : `#/a/${article}`
  return locale && (kind === 'submitted' || kind === 'emergency') ? `${place}/review` : place
}

/** What a text is called in its own language, or else in any. */
function titleOf({ titles, locale }: Notice, spoken: Locale): string | undefined {
  return (locale && titles[locale]) ?? wordsIn(titles, spoken)
}

/** One notice as a mail says it. */
function lineOf(notice: Notice, { desk, locale }: Pick<Parts, 'desk' | 'locale'>) {
  const words = noticeWords[locale]
  const at = dateline(notice.at, locale)
  return {
    title: titleOf(notice, locale) ?? words.untitled,
    titleLocale: notice.locale ?? locale,
    when: notice.by ? fill(words.by, { name: notice.by.name, at }) : at,
    href: `${desk}${deskPathOf(notice)}`,
  }
}

interface Group {
  kind: NoticeKind
  lines: ReturnType<typeof lineOf>[]
}

function textOf(groups: readonly Group[], { desk, locale, name }: Parts): string {
  const words = noticeWords[locale]
  return [
    fill(words.greeting, { name }),
    '',
    ...groups.flatMap(({ kind, lines }) => [
      words.kinds[kind],
      ...lines.flatMap(({ title, when, href }) => [`- ${title}`, `  ${when}`, `  ${href}`]),
      '',
    ]),
    words.inside,
    words.choose,
    `${desk}${preferencesPath}`,
    '',
  ].join('\n')
}

const itemOf = ({ title, titleLocale, when, href }: Group['lines'][number]) =>
  `<li style="margin:0 0 12px"><a href="${escaped(href)}" lang="${titleLocale}" style="font-weight:600">${escaped(title)}</a><br>${escaped(when)}</li>`

/** Styles stand in attributes, the only place where every reader of mails looks for them. */
function htmlOf(groups: readonly Group[], subject: string, { desk, locale, name }: Parts): string {
  const words = noticeWords[locale]
  const preferences = escaped(`${desk}${preferencesPath}`)
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">',
    `<p>${escaped(fill(words.greeting, { name }))}</p>`,
    ...groups.map(
      ({ kind, lines }) =>
        `<h2 style="font-size:16px;margin:24px 0 8px">${escaped(words.kinds[kind])}</h2><ul style="margin:0;padding:0 0 0 20px">${lines.map(itemOf).join('')}</ul>`,
    ),
    `<hr style="border:0;border-top:1px solid #999;margin:24px 0 12px"><p style="font-size:14px">${escaped(words.inside)}<br>`,
    `${escaped(words.choose)} <a href="${preferences}">${preferences}</a></p></body></html>`,
  ].join('\n')
}

function subjectOf({ locale, notices, digest }: Parts): string {
  const words = noticeWords[locale]
  const [first] = notices
  const count = notices.length
  if (digest) return fill(words.digest, { day: shortDate(digest, locale), count })
  if (!first || count > 1) return fill(words.several, { count })
  return `${words.kinds[first.kind]}: ${titleOf(first, locale) ?? words.untitled}`
}

/**
 * A mail of what somebody was told, in their language, as text and as HTML that loads nothing. Of an article it says the title
 * and no word more, and nothing of what colleagues wrote to each other: a mailbox is not the newsroom.
 */
export function writeNoticeMail(parts: Parts): Mail {
  const groups = noticeKinds
    .map((kind) => ({
      kind,
      lines: parts.notices.filter((each) => each.kind === kind).map((each) => lineOf(each, parts)),
    }))
    .filter(({ lines }) => lines.length > 0)
  const subject = oneLine(subjectOf(parts))
  return { subject, text: textOf(groups, parts), html: htmlOf(groups, subject, parts) }
}
