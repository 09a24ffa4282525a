import { readFileSync } from 'node:fs'

/** Addresses of the desk's screens as its table of routes writes them (`/a/:id/:text?`), without the help itself. */
export const screens: readonly string[] = [
  ...readFileSync(new URL('../../../functions/desk/shell/routes.tsx', import.meta.url), 'utf8').matchAll(
    /<Route path="([^"]+)"/gu,
  ),
]
  .map(([, path = '']) => path)
  .filter((path) => !path.startsWith('/help'))
