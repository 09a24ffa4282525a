import { createHash } from 'node:crypto'

/** Of the code that makes the pages, and of the address that they say of themselves. */
export const versionOf = (code: Uint8Array, siteUrl: string): string =>
  createHash('sha256').update(code).update(siteUrl).digest('hex')
