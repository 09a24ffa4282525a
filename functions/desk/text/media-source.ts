/** What the editor must know of a file of the library to show it. */
export interface MediaInfo {
  kind: 'picture' | 'document' | 'audio' | 'video' | 'captions'
  title: string
  /** Where it can be looked at, or listened to; none while it is not ready. */
  address?: string
  /** What the library says of it in the language of the text. */
  alt?: string
  credit?: string
}

export interface MediaSource {
  find: (id: string) => MediaInfo | undefined
  /** Calls when more is known than before; answers how to stop that. */
  subscribe?: (onChange: () => void) => () => void
}
