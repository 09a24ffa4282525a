import type { Article } from '../../domain/article/article.ts'
import { type MediaUse, usesInShared, usesInText } from '../../domain/article/uses.ts'
import type { Media } from '../../domain/library/library.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { type ArticleRow, articleRowOf } from '../../store/article-row.ts'
import { inLanes } from '../../store/batches.ts'
import type { Use } from '../../store/media.ts'
import { mostUses } from '../../store/named-files.ts'
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

type File = Pick<Media, 'id' | 'file'>

/** That an article names a file, or once did, and what was last found out of that. */
interface Noted {
  file: File
  article: string
  use: Use | undefined
}

const names = (uses: readonly MediaUse[], id: string) => uses.some((use) => use.id === id)

/** Whether readers of one language see the file in a state of an article. */
function isShown(state: Article, locale: Locale, id: string): boolean {
  const text = state.translations[locale]
  return text !== undefined && names([...usesInShared(state), ...usesInText(text)], id)
}

/** What an article says of a file; undefined where it does not name it any more. */
function usedIn({ file }: File, row: ArticleRow, { written, live, hashes }: Use): UsedIn | undefined {
  if (!written && live.length === 0) return undefined
  const title = locales.map((locale) => row.translations[locale]).find(Boolean)?.title ?? ''
  const older = hashes.some((hash) => hash !== file?.hash)
  return { article: row.id, title, section: row.section, written, live, older }
}

/** Files or articles that are asked about at once. */
const askedAtOnce = 10

/** Where files are used, as the articles themselves say. */
export function createMediaUses({ articles, media }: Pick<Newsroom, 'articles' | 'media'>) {
  /** What an article says of some files now, and its row. */
  async function readUses(article: string, files: readonly string[]) {
    const latest = await articles.latest(article)
    if (!latest) return undefined
    const { number, state } = latest
    const seen = await Promise.all(
      locales.map(async (locale) => {
        const revision = state.translations[locale]?.live?.revision
        return { locale, state: revision && (await articles.find(article, revision))?.state }
      }),
    )
    const uses = files.map((id): Use => {
      const shown = seen.flatMap((each) =>
        each.state && isShown(each.state, each.locale, id) ? [{ ...each, state: each.state }] : [],
      )
      const states = [state, ...shown.map((each) => each.state)]
      const hashes = new Set(states.flatMap(({ files: named }) => named[id]?.hash ?? []))
      const live = shown.map(({ locale }) => locale)
      return { number, written: id in state.files, live, hashes: [...hashes] }
    })
    return { row: articleRowOf(latest), uses }
  }

  /**
   * What articles say of files: as it was last found out, where an article is still the same by its row; else it is read, and
   * kept for the next who asks.
   */
  async function find(noted: readonly Noted[]): Promise<(UsedIn | undefined)[]> {
    const ids = [...new Set(noted.map(({ article }) => article))]
    const rows = new Map((await articles.findRows(ids)).map((row, index) => [ids[index] ?? '', row]))
    const uses = new Map<Noted, Use | undefined>(noted.map((each) => [each, each.use]))
    const changed = noted.filter(({ article, use }) => !use || use.number !== rows.get(article)?.number)
    const byArticle = [...Map.groupBy(changed, ({ article }) => article)]
    await inLanes(byArticle, askedAtOnce, async ([article, some]) => {
      const now = await readUses(
        article,
        some.map(({ file }) => file.id),
      )
      if (now) rows.set(article, now.row)
      for (const [index, each] of some.entries()) {
        const use = now?.uses[index]
        uses.set(each, use)
        if (use) await media.saveUse(each.file.id, article, use)
      }
    })
    return noted.map((each) => {
      const row = rows.get(each.article)
      const use = uses.get(each)
      return row && use && usedIn(each.file, row, use)
    })
  }

  /** The first articles of some files, each after one that was looked at before. */
  async function notedOf(files: readonly { file: File; after?: string | undefined }[], limit = mostUses) {
    return await inLanes(files, askedAtOnce, async ({ file, after }) => {
      const some = await media.notedUses(file.id, { limit, after })
      return some.map((each): Noted => ({ file, ...each }))
    })
  }

  async function listed(files: readonly File[]): Promise<UsedIn[][]> {
    const noted = await notedOf(files.map((file) => ({ file })))
    const found = (await find(noted.flat())).values()
    return noted.map((some) => some.flatMap(() => found.next().value ?? []))
  }

  return {
    /** All articles that use a file, as they say at this moment. */
    async now(file: File): Promise<UsedIn[]> {
      const ids = await media.articlesWith(file.id)
      const found = await inLanes(ids, askedAtOnce, async (article) => {
        const { row, uses = [] } = (await readUses(article, [file.id])) ?? {}
        const [use] = uses
        return row && use && usedIn(file, row, use)
      })
      return found.flatMap((each) => each ?? [])
    },

    /** Articles that use a file, and whether there may be more of them than are listed. */
    async of(file: File): Promise<{ usedIn: UsedIn[]; usedInMore?: true }> {
      const [noted = []] = await notedOf([{ file }])
      const usedIn = (await find(noted)).flatMap((each) => each ?? [])
      return { usedIn, ...(noted.length === mostUses && { usedInMore: true }) }
    },

    /** How many articles use each of them, counted among `mostUses`. */
    async count(files: readonly File[]): Promise<number[]> {
      return (await listed(files)).map(({ length }) => length)
    },

    /** Those that no article uses. */
    async withoutUse<Row extends File>(files: readonly Row[]): Promise<Row[]> {
      const used = new Set<File>()
      let asked: { file: File; after?: string | undefined }[] = files.map((file) => ({ file }))
      // One article is enough to know that a file is used.
      for (let limit = 1; asked.length > 0; limit = mostUses) {
        const most = limit
        const noted = (await notedOf(asked, most)).flat()
        const found = await find(noted)
        for (const [index, { file }] of noted.entries()) if (found[index]) used.add(file)
        const byFile = Map.groupBy(noted, ({ file }) => file)
        // Many an article may have named it once: those after these are looked at as well.
        asked = [...byFile].flatMap(([file, some]) =>
          used.has(file) || some.length < most ? [] : [{ file, after: some.at(-1)?.article }],
        )
      }
      return files.filter((each) => !used.has(each))
    },
  }
}

export type MediaUses = ReturnType<typeof createMediaUses>
