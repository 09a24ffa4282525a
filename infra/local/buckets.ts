/** Names of the buckets of the embedded cloud. */
export const buckets = {
  media: 'bantin-media',
  uploads: 'bantin-uploads',
  site: 'bantin-site',
  index: 'bantin-index',
} as const
