import { editorsCors } from '../../routes.ts'

/** What API Gateway adds for the one origin whose scripts may read answers. Undefined for everybody else. */
export function corsOf(origin: string | undefined, allowed: string): Record<string, string> | undefined {
  if (origin === undefined || origin !== allowed) return undefined
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': editorsCors.exposed.join(','),
    vary: 'Origin',
  }
}

/** Of the question that a browser asks before it sends what is signed. */
export const preflight = {
  'access-control-allow-methods': editorsCors.methods.join(','),
  'access-control-allow-headers': editorsCors.headers.join(','),
  'access-control-max-age': String(editorsCors.maxAgeSeconds),
}
