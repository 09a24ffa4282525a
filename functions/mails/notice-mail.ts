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

/** Where the desk shows what a notice is about; the path stands for ever. */
export function deskPathOf({ kind, article, locale }: Pick<Notice, 'kind' | 'article' | 'locale'>): string {
  const place = locale ? `#/a/${article}/${locale}` : `#/a/${article}`
  return locale && (kind === 'submitted' || kind === 'emergency') ? `${place}/review` : place
}

/** What a text is called in its own language, or else in any. */
function titleOf({ titles, locale }: Notice, spoken: Locale): string | undefined {
  return (locale && titles[locale]) ?? wordsIn(titles, spoken)
}

/**
 * A mail of what somebody was told, in their language, as text and as HTML that loads nothing. Of an article it says the title
 * and no word more, and nothing of what colleagues wrote to each other: a mailbox is not the newsroom.
 */
export function writeNoticeMail({ desk, locale, name, notices, digest }: Parts): Mail {
  const words = noticeWords[locale]
  const what = (kind: NoticeKind, notice: Notice) =>
    `${words.kinds[kind]}: ${titleOf(notice, locale) ?? words.untitled}`
  const [first] = notices
  const count = notices.length
  const subject = digest
    ? fill(words.digest, { day: shortDate(digest, locale), count })
    : first && count === 1
      ? what(first.kind, first)
      : fill(words.several, { count })
  const groups = noticeKinds
    .map((kind) => ({ kind, of: notices.filter((each) => each.kind === kind) }))
    .filter(({ of }) => of.length > 0)
  const lineOf = (notice: Notice) => ({
    title: titleOf(notice, locale) ?? words.untitled,
    titleLocale: notice.locale ?? locale,
    when: notice.by
      ? fill(words.by, { name: notice.by.name, at: dateline(notice.at, locale) })
      : dateline(notice.at, locale),
    href: `${desk}${deskPathOf(notice)}`,
  })
  const preferences = `${desk}#/preferences`

  const text = [
    fill(words.greeting, { name }),
    '',
    ...groups.flatMap(({ kind, of }) => [
      words.kinds[kind],
      ...of.map(lineOf).flatMap(({ title, when, href }) => [`- ${title}`, `  ${when}`, `  ${href}`]),
      '',
    ]),
    words.inside,
    words.choose,
    preferences,
    '',
  ].join('\n')

  const item = ({ title, titleLocale, when, href }: ReturnType<typeof lineOf>) =>
    `<li style="margin:0 0 12px"><a href="${escaped(href)}" lang="${titleLocale}" style="font-weight:600">${escaped(title)}</a><br>${escaped(when)}</li>`
  const group = ({ kind, of }: (typeof groups)[number]) =>
    `<h2 style="font-size:16px;margin:24px 0 8px">${escaped(words.kinds[kind])}</h2><ul style="margin:0;padding:0 0 0 20px">${of.map((each) => item(lineOf(each))).join('')}</ul>`
  const html = [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">',
    `<p>${escaped(fill(words.greeting, { name }))}</p>`,
    ...groups.map(group),
    `<hr style="border:0;border-top:1px solid #999;margin:24px 0 12px"><p style="font-size:14px">${escaped(words.inside)}<br>`,
    `${escaped(words.choose)} <a href="${escaped(preferences)}">${escaped(preferences)}</a></p></body></html>`,
  ].join('\n')
  return { subject: oneLine(subject), text, html }
}
