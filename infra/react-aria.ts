import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { defaultLocale, locales } from '../functions/domain/locale.ts'

/** The one in which React Aria speaks itself, under its own tag. */
const own = { tag: 'en', region: 'en-US' }

type Words = Record<string, Record<string, string>>

function wordsOf(locale: string): Words | undefined {
  const file = fileURLToPath(new URL(`../locales/${locale}/widgets.json`, import.meta.url))
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** `{count}` is a number, `{name}` a text, `{isOn?text}` a text where that holds. */
function functionOf(words: string): string {
  const parts = words.split(/\{([^}]*)\}/u).map((part, index) => {
    if (index % 2 === 0) return JSON.stringify(part)
    const [name, text] = part.split('?')
    if (text !== undefined) return `(args.${name} ? ${JSON.stringify(text)} : '')`
    return /count$/iu.test(part) ? `format.number(args.${name})` : `args.${name}`
  })
  return `(args, format) => ${parts.join(' + ')}`
}

/** `menu` of React Aria; `stately-datepicker`, where both packages have a room of that name; `components` of the third. */
function roomOf(folder: string): string {
  const name = basename(folder)
  if (folder.includes('react-aria-components')) return 'components'
  return folder.includes('react-stately') ? `stately-${name}` : name
}

/**
 * React Aria speaks 34 languages, of which Vietnamese is none, and carries them all. In place of each of its tables of words
 * comes one with ours, from `locales/<tag>/widgets.json`, and its own English: `{room: {key: words}}`.
 */
export const reactAriaWords: Plugin = {
  name: 'react-aria-words',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*intlStrings\.mjs$/ },
      async ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const english = /["'](?<file>[^"']+)\/en-US\.mjs["']/u.exec(source)?.groups?.file
        if (!english) return { errors: [{ text: `React Aria keeps its words elsewhere now: ${path}` }] }
        const folder = fileURLToPath(new URL(`${english}/`, pathToFileURL(path)))
        const room = roomOf(folder)
        const { default: theirs } = await import(pathToFileURL(`${folder}en-US.mjs`).href)
        const keys = Object.keys(theirs)
        const tables = locales
          .filter((locale) => locale !== own.tag)
          .flatMap((locale) => {
            const words = wordsOf(locale)?.[room]
            // A language that does not speak of it yet borrows the English.
            if (!words && locale !== defaultLocale) return []
            const missing = keys.filter((key) => words?.[key] === undefined)
            if (missing.length > 0)
              throw new Error(`locales/${locale}/widgets.json lacks ${room}: ${missing.join(', ')}`)
            const entries = keys.map((key) => `${JSON.stringify(key)}: ${functionOf(words?.[key] ?? '')}`)
            return [`${JSON.stringify(locale)}: { ${entries.join(', ')} }`]
          })
        return {
          contents: `import english from './en-US.mjs'\nexport default { 'en-US': english, ${tables.join(', ')} }`,
          resolveDir: folder,
          loader: 'js',
        }
      },
    )
  },
}

/**
 * React Aria empties its place for announcements by `innerHTML`, which the desk's policy refuses: whoever typed a date would
 * have lost the page.
 */
export const reactAriaAnnouncer: Plugin = {
  name: 'react-aria-announcer',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]dist[\\/]private[\\/]live-announcer[\\/]LiveAnnouncer\.mjs$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8')
        const contents = source.replaceAll(".innerHTML = ''", ".textContent = ''")
        if (contents === source || contents.includes('innerHTML'))
          return { errors: [{ text: `React Aria empties its announcements in another way now: ${path}` }] }
        return { contents, loader: 'js' }
      },
    )
  },
}
