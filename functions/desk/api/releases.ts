import type { Status } from '../../domain/article/status.ts'
import type { Locale } from '../../domain/locale.ts'
import type { ReleaseMember, ReleaseState } from '../../domain/release/release.ts'
import type { Answer, Api } from './api.ts'

/** One text of a release, and why it may not go public now, in the language asked for. */
export interface ReleaseText extends ReleaseMember {
  title?: string
  section?: string
  states: Partial<Record<Locale, Status>>
  live: boolean
  why?: { rule?: string; message: string }
}

/** Texts that go public in one act or at one moment, all or none. `at`: UTC. */
export interface Release {
  id: string
  name: string
  note?: string
  createdBy: string
  state: ReleaseState
  planned?: { publishAt: string; by: { name: string } }
  published?: { at: string; by: string }
  /** It was to go public before now. */
  late: boolean
  members: ReleaseText[]
}

/** A release in a list. `missing`: how many of its texts are not ready. */
export interface ReleaseRow extends Release {
  etag: string
  missing: number
}

export interface ReleaseAnswer {
  /** Its texts as their articles stand now. */
  release: Release
  revision: { number: number; at: string; actor: { id: string; name: string } }
}

type Told = Omit<ReleaseAnswer, 'release'> & { release: Omit<Release, 'members'>; texts: ReleaseText[] }

/** Reads one release, with its tag. */
export async function readRelease(api: Pick<Api, 'read'>, id: string, signal?: AbortSignal) {
  const { data, tag } = await api.read<Told>(`/releases/${id}`, signal ? { signal } : {})
  const { texts, release, revision } = data
  return { data: { release: { ...release, members: texts }, revision }, tag } satisfies Answer<ReleaseAnswer>
}

export const releaseStatesShown = ['planned', 'preparing', 'gone'] as const
export type ReleaseTab = (typeof releaseStatesShown)[number]
