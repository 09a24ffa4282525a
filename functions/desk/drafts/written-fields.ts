/** What an editor writes in one language; all else of a text is the newsroom's. */
export const textFields = [
  'title',
  'slug',
  'summary',
  'body',
  'externalUrl',
  'audio',
  'alt',
  'caption',
  'credit',
  'correction',
] as const

/** What an editor writes of what languages share. */
export const sharedFields = [
  'type',
  'section',
  'tags',
  'genre',
  'byline',
  'featured',
  'pinned',
  'related',
  'replyTo',
  'leadImage',
  'attachments',
  'source',
  'eventDate',
] as const
