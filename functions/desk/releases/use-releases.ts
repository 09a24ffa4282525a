import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReleaseInput, ReleaseMember } from '../../domain/release/release.ts'
import type { Answer, Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { type ReleaseAnswer, type ReleaseRow, type ReleaseTab, readRelease } from '../api/releases.ts'
import { newId } from '../article/new-id.ts'

const pathOf = (id: string) => `/releases/${id}`

/** Releases of a state, page by page. */
export function useReleases(state: ReleaseTab) {
  const api = useApi()
  const pages = useInfiniteQuery({
    queryKey: ['releases', state],
    queryFn: async ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ state, ...(pageParam && { cursor: pageParam }) })
      return (await api.read<{ releases: ReleaseRow[]; next?: string }>(`/releases?${asked}`, { signal }))
        .data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: true,
  })
  return { ...pages, releases: pages.data?.pages.flatMap(({ releases }) => releases) }
}

/** Those that are not over and that a text of an article is in. */
export function useReleasesOf(article: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['releases', 'of', article],
    queryFn: async ({ signal }) =>
      (await api.read<{ releases: ReleaseRow[] }>(`/releases?article=${article}`, { signal })).data.releases,
    staleTime: 30_000,
  })
}

/** One release with its tag, as it is now. */
export function useRelease(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['release', id],
    queryFn: ({ signal }) => readRelease(api, id, signal),
    // Its texts change without it.
    refetchOnMount: 'always',
    refetchOnWindowFocus: true,
  })
}

export type Known = Answer<ReleaseAnswer>

/** What the API takes of a release as it was answered. */
export function inputOf({ name, note, members }: ReleaseAnswer['release']): ReleaseInput {
  return {
    name,
    ...(note && { note }),
    members: members.map(({ article, locale }) => ({ article, locale })),
  }
}

const isSame = (one: ReleaseMember, other: ReleaseMember) =>
  one.article === other.article && one.locale === other.locale

/** How often texts are put into a release again where somebody else changed it at the same moment. */
const attempts = 4

/** Puts texts into a release, beside those that somebody else has put in meanwhile. */
async function addTo(api: Api, id: string, texts: readonly ReleaseMember[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, tag } = await readRelease(api, id)
    const input = inputOf(data.release)
    const more = texts.filter((text) => !input.members.some((each) => isSame(each, text)))
    const body = { ...input, members: [...input.members, ...more] }
    try {
      await api.write(pathOf(id), { method: 'PUT', body, match: tag })
      return
    } catch (error) {
      const isStale = error instanceof Refusal && error.code === 'stale'
      if (!isStale || attempt === attempts) throw error
    }
  }
}

/** The last part of the address of an act on a release. */
export type ReleaseAct = 'schedule' | 'unschedule' | 'publish' | 'discard'

/** What is done with releases. Whatever is shown of them is then asked for again. */
export function useReleaseActs() {
  const api = useApi()
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all(
      ['releases', 'release', 'calendar', 'articles', 'article', 'desk'].map((part) =>
        queries.invalidateQueries({ queryKey: [part] }),
      ),
    )
  return {
    refresh,

    /** Makes a release and answers its id. */
    async create(name: string, members: readonly ReleaseMember[]): Promise<string> {
      const id = newId()
      await api.write(pathOf(id), { method: 'PUT', body: { name, members }, absent: true })
      await refresh()
      return id
    },

    async add(id: string, texts: readonly ReleaseMember[]): Promise<void> {
      await addTo(api, id, texts)
      await refresh()
    },

    async write(id: string, body: ReleaseInput, tag: string | undefined): Promise<void> {
      await api.write(pathOf(id), { method: 'PUT', body, match: tag })
      await refresh()
    },

    async perform(id: string, act: ReleaseAct, body: object, tag: string | undefined): Promise<void> {
      await api.write(`${pathOf(id)}/${act}`, { method: 'POST', body, match: tag })
      await refresh()
    },
  }
}
