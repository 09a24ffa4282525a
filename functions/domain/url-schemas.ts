import * as z from 'zod'
import { says } from './rules.ts'
import { anySite, isWebAddress, parseUrl } from './url.ts'

/** An absolute http(s) address without credentials, at most 2,000 characters. */
export const webAddress = z
  .string()
  .max(2000)
  .refine(isWebAddress, {
    error: ({ input }) => says('not_a_web_address', { value: String(input).slice(0, 80) }),
  })

/** Where a file of ours lies (`/media/...`), or a web address. */
export const fileAddress = z.union(
  [
    z
      .string()
      .regex(/^\/media\/[\w./%-]+$/u)
      // A browser takes "%2e%2e" for "..", too: only a path that it would leave as it is stays below /media/.
      .refine((path) => parseUrl(path, anySite)?.pathname === path && !path.includes('..')),
    webAddress,
  ],
  {
    error: ({ input }) => says('not_a_file_address', { value: String(input).slice(0, 80) }),
  },
)
