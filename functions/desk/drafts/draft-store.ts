import type { ArticleContent } from './content.ts'
import { createDraft, type Draft, type DraftOptions } from './draft.ts'
import { createLocalCopies, type LocalCopies, type LocalCopy } from './local-copies.ts'

export interface DraftStoreOptions extends Pick<DraftOptions, 'person' | 'api' | 'onSaved'> {
  /** @default this browser's IndexedDB */
  local?: LocalCopies
  /** @default a name made of the browser and its system */
  device?: string
}

/** What tells a person at which computer they typed something. */
function deviceName(): string {
  const agent = globalThis.navigator?.userAgent ?? ''
  const system = /Windows|Mac OS X|Android|iPhone|iPad|Linux/u.exec(agent)?.[0]?.replace(' OS X', '')
  const browser = /Firefox|Edg|Chrome|Safari/u.exec(agent)?.[0]?.replace('Edg', 'Edge')
  return [browser, system].filter(Boolean).join(', ') || '?'
}

/** What one person is writing in this window. Two people at one computer never see each other's copies. */
export function createDraftStore({ local, device = deviceName(), ...options }: DraftStoreOptions) {
  const copies = local ?? createLocalCopies(options.person)

  return {
    /** A draft of an article, to be opened and closed by whoever shows it. `start`: of an article that is not there yet. */
    draft(id: string, start?: ArticleContent): Draft {
      return createDraft({ ...options, local: copies, device, id, ...(start && { start }) })
    },

    /** What was typed at this computer and not saved, of all articles: to be said before somebody signs out. */
    unsaved: (): Promise<LocalCopy[]> => copies.allUnsaved(),

    /** Older copies of an article at this computer, the last one first. */
    older: (id: string): Promise<LocalCopy[]> => copies.older(id),
  }
}

export type DraftStore = ReturnType<typeof createDraftStore>
