import { html, raw } from 'hono/html'
import {
  type HelpPage,
  type HelpPart,
  helpPageNames,
  helpPages,
  helpParts,
} from '../../../functions/desk/help/contents.ts'
import { helpTitle, helpWords, nextOf } from '../../../functions/desk/help/help-words.ts'
import { shortDate } from '../../../functions/domain/dates.ts'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { Picture } from './camera.ts'
import { style } from './style.ts'
import type { DeskWords, ManualWords } from './words.ts'

/** Which parts of the help each manual holds. Managers begin with signing in, too. */
const books = {
  editors: ['begin', 'write', 'publish', 'newsroom'],
  administrators: ['manage'],
} as const satisfies Record<string, readonly HelpPart[]>
export type BookName = keyof typeof books
// Object.keys forgets that the names are exactly these.
export const bookNames = Object.keys(books) as BookName[]

export const pagesIn = (book: BookName): HelpPage[] =>
  helpPageNames.filter((page) => books[book].some((part) => part === helpPages[page].part))

interface Book {
  name: BookName
  locale: Locale
  /** Those that are told of, in their order. */
  pages: readonly HelpPage[]
  pictures: readonly Picture[]
  words: { desk: DeskWords; manual: ManualWords }
  /** UTC. */
  madeAt: string
}

const dataUrl = ({ bytes }: Picture) => `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`

/** A manual as one file of HTML: a contents, and each page of help with its pictures at the steps that they show. */
export async function bookOf({ name, locale, pages, pictures, words, madeAt }: Book): Promise<string> {
  const { desk: t, manual: m } = words
  const title = m(name)
  let figures = 0

  function figure(picture: Picture) {
    const { shot, width, height } = picture
    figures += 1
    const screen = helpTitle(t, shot.page)
    const shown = shot.shows ? m('shows', { title: screen, what: shot.shows(t) }) : screen
    const what = shot.isPhone ? m('phone', { what: shown }) : shown
    return html`<figure class="${shot.isPhone ? 'phone' : ''}">
<img src="${dataUrl(picture)}" width="${width}" height="${height}" alt="${what}">
<figcaption>${m('figure', { number: figures, what })}</figcaption>
</figure>`
  }

  function chapter(page: HelpPage) {
    const { purpose, steps, notes } = helpWords(t, page)
    const own = pictures.filter(({ shot }) => shot.page === page)
    const at = (step?: number) => own.filter(({ shot }) => shot.step === step).map(figure)
    return html`<section class="chapter" id="${page}">
<h3>${helpTitle(t, page)}</h3>
<p class="purpose">${purpose}</p>
${at()}
<h4>${t('help.steps')}</h4>
<ol>${steps.map((step, index) => html`<li><p>${step}</p>${at(index + 1)}</li>`)}</ol>
<h4>${t('help.notes')}</h4>
<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>
<p class="next">${t('help.next')}: ${nextOf(page).map((each, index) => {
      const name = helpTitle(t, each)
      return html`${index > 0 ? ', ' : ''}${pages.includes(each) ? html`<a href="#${each}">${name}</a>` : name}`
    })}.</p>
</section>`
  }

  const parts = helpParts
    .map((part) => ({ part, pages: pages.filter((page) => helpPages[page].part === part) }))
    .filter((each) => each.pages.length > 0)
  const made = m('made', { day: shortDate(madeAt, locale) })
  const document = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${t('title')}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<p class="product">${t('title')}</p>
<h1>${title}</h1>
<p>${m(`about.${name}`)}</p>
<p class="made">${made}</p>
</header>
<nav aria-labelledby="contents">
<h2 id="contents">${m('contents')}</h2>
${parts.map(
  ({ part, pages: own }) => html`<p><a href="#part-${part}">${t(`help.parts.${part}`)}</a></p>
<ul>${own.map((page) => html`<li><a href="#${page}">${helpTitle(t, page)}</a></li>`)}</ul>`,
)}
</nav>
<main>
${parts.map(
  ({ part, pages: own }) => html`<section class="part" id="part-${part}">
<h2>${t(`help.parts.${part}`)}</h2>
${own.map(chapter)}
</section>`,
)}
</main>
</body>
</html>
`
  return String(await document)
}
