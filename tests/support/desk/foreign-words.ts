import type { Page } from 'playwright-core'
import { type Locale, locales } from '../../../functions/domain/locale.ts'
import { roomWordsOf } from '../../../locales/desk-words.ts'
import { wordsOf } from './words.ts'

type Tree = { [key: string]: string | Tree }

const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((each) => (typeof each === 'string' ? [each] : leaves(each)))

/** All that the desk says in a language, in whatever room. */
async function allWords(locale: Locale): Promise<string[]> {
  const rooms = await Promise.all(Object.values(roomWordsOf).map((each) => each[locale]()))
  return [...leaves(wordsOf(locale)), ...rooms.flatMap((room) => leaves(room as unknown as Tree))]
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** Stands for what is put into a sentence. */
const anything = '\u0001'

type Pick = string | (() => string)
const said = (pick: Pick | undefined) => (typeof pick === 'function' ? pick() : (pick ?? ''))
const formatter = {
  number: () => anything,
  plural: (_: unknown, of: Record<string, Pick>) => said(of.other),
  select: (of: Record<string, Pick>) => said(of.other),
}

/** What React Aria says itself in English, in these of its rooms. */
async function englishOfReactAria(rooms: readonly string[]): Promise<string[]> {
  const tables = rooms.map(async (room) => {
    const [owner, folder] = room.startsWith('stately-')
      ? ['react-stately', `intl/${room.slice('stately-'.length)}`]
      : room === 'components'
        ? ['react-aria-components', 'intl']
        : ['react-aria', `intl/${room}`]
    const file = new URL(`../../../node_modules/${owner}/dist/private/${folder}/en-US.mjs`, import.meta.url)
    const { default: table } = await import(file.href)
    const args = new Proxy({}, { get: () => anything })
    return Object.values(table).map((words) =>
      typeof words === 'function' ? String(words(args, formatter)) : String(words),
    )
  })
  return (await Promise.all(tables)).flat()
}

/** Tells whether words are of another language than this one: of the desk's own in another, or React Aria's English. */
export async function foreignWords(locale: Locale, rooms: readonly string[]) {
  const own = new Set(await allWords(locale))
  const foreignOnes = await Promise.all(locales.filter((each) => each !== locale).map(allWords))
  const others = foreignOnes.flat().map((words) => words.replace(/\{\{[^}]*\}\}/gu, anything))
  const theirs = locale === 'en' ? [] : await englishOfReactAria(rooms)
  const patterns = [...others, ...theirs]
    .filter((words) => !own.has(words) && /\p{L}{2}/u.test(words.replaceAll(anything, '')))
    .map((words) => escaped(words).replaceAll(anything, '.+'))
  // React Aria joins names with commas: "month, Publish at".
  const foreign = new RegExp(`(?:^|, )(?:${patterns.join('|')})(?:$|, )`, 'u')
  // Somebody's name at the desk on one machine is that of their role.
  const names = new Set<string>(locales.flatMap((each) => leaves(wordsOf(each).roles)))
  return (words: string) => !names.has(words) && foreign.test(words)
}

/** All that a screen reader may say of a page, hidden descriptions too, but for what is marked as another language. */
export function readWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isOwn = (element: Element | null) =>
      element?.closest('[lang]')?.getAttribute('lang') === document.documentElement.lang &&
      !element.closest('script, style')
    const names = [
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'aria-valuetext',
      'placeholder',
      'alt',
      'title',
    ]
    const labels = [...document.body.querySelectorAll('*')]
      .filter(isOwn)
      .flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''))
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
      if (isOwn(texts.currentNode.parentElement)) labels.push(texts.currentNode.nodeValue ?? '')
    return labels.map((label) => label.trim()).filter((label) => label !== '')
  })
}
