import type { Article } from '../../domain/article/article.ts'
import { type MediaUse, usesInShared, usesInText } from '../../domain/article/uses.ts'
import type { Media } from '../../domain/library/library.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Newsroom } from '../../store/newsroom.ts'

/** An article that names a file, in one of its languages or in what they share. */
export interface UsedIn {
  article: string
  title: string
  section: string
  /** In what was written last, and in what readers see. */
  written: boolean
  live: Locale[]
  /** It shows the file as it was before it was replaced or cut again; writing the article again takes the new one. */
  older: boolean
}

const names = (uses: readonly MediaUse[], id: string) => uses.some((use) => use.id === id)

/** Whether readers of one language see the file in a state of an article. */
function isShown(state: Article, locale: Locale, id: string): boolean {
  const text = state.translations[locale]
  return text !== undefined && names([...usesInShared(state), ...usesInText(text)], id)
}

/** Files that are asked about at once: each leads to a few articles. */
const askedAtOnce = 10

async function eachOf<Row, Answer>(rows: readonly Row[], ask: (row: Row) => Promise<Answer>) {
  const answers: Answer[] = []
  for (let start = 0; start < rows.length; start += askedAtOnce)
    answers.push(...(await Promise.all(rows.slice(start, start + askedAtOnce).map(ask))))
  return answers
}

/** Where files are used, as the articles themselves say. */
export function createMediaUses({ articles, media }: Newsroom) {
  async function usedIn(file: Pick<Media, 'id' | 'file'>, article: string): Promise<UsedIn | undefined> {
    const latest = await articles.latest(article)
    if (!latest) return undefined
    const { state } = latest
    const live: Locale[] = []
    const shown: Article[] = [state]
    for (const locale of locales) {
      const number = state.translations[locale]?.live?.revision
      const seen = number === undefined ? undefined : await articles.find(article, number)
      if (!seen || !isShown(seen.state, locale, file.id)) continue
      live.push(locale)
      shown.push(seen.state)
    }
    const written = file.id in state.files
    if (!written && live.length === 0) return undefined
    const text = locales.map((locale) => state.translations[locale]).find(Boolean)
    const hash = file.file?.hash
    const older = shown.some(({ files }) => {
      const known = files[file.id]
      return known !== undefined && known.hash !== hash
    })
    return { article, title: text?.title ?? '', section: state.section, written, live, older }
  }

  async function of(file: Pick<Media, 'id' | 'file'>): Promise<UsedIn[]> {
    const ids = await media.articlesWith(file.id)
    const found = await Promise.all(ids.map((each) => usedIn(file, each)))
    return found.flatMap((each) => each ?? [])
  }

  async function isUsed(file: Pick<Media, 'id' | 'file'>): Promise<boolean> {
    for (const article of await media.articlesWith(file.id)) if (await usedIn(file, article)) return true
    return false
  }

  return {
    of,

    /** How many articles use each of them. */
    async count(rows: readonly Pick<Media, 'id' | 'file'>[]): Promise<number[]> {
      return await eachOf(rows, async (row) => (await of(row)).length)
    },

    /** Those that no article uses. */
    async withoutUse<Row extends Pick<Media, 'id' | 'file'>>(rows: readonly Row[]): Promise<Row[]> {
      const used = await eachOf(rows, isUsed)
      return rows.filter((_, index) => !used[index])
    },
  }
}

export type MediaUses = ReturnType<typeof createMediaUses>
