import type { RouterRoute } from 'hono/types'
import { permissions } from '../../domain/people/permissions.ts'
import { requireJson, type Validation, validationOf } from '../../http/validate.ts'
import { type Description, descriptionOf } from '../describe.ts'
import { openPaths } from './paths.ts'

/** A route, as all that runs before it answers tells of it. */
export interface Route {
  method: string
  path: string
  /** What it says of itself. */
  description: Description | undefined
  /** By what the parts of a request are parsed. */
  validations: Validation[]
  takesJson: boolean
  /** Roles that pass every guard; none where no guard asks. */
  roles: string[]
}

/** Roles that every guard of `allow` lets pass. */
function rolesOf(middleware: RouterRoute['handler'][]): string[] {
  const asked = Object.entries(permissions).filter(([permission]) =>
    middleware.some(({ name }) => name === `allow ${permission}`),
  )
  const [first, ...others] = asked.map(([, grants]) => Object.keys(grants))
  return first?.filter((role) => others.every((each) => each.includes(role))) ?? []
}

/** The routes of an app, each with its own middleware and that of everything below a path. */
export function routesOf(all: readonly RouterRoute[]): Route[] {
  const own = all.filter(({ method }) => method !== 'ALL')
  const keys = [...new Set(own.map(({ method, path }) => `${method} ${path}`))]
  return keys.map((key) => {
    const [method = '', path = ''] = key.split(' ')
    const passed = all.filter((each) =>
      each.method === 'ALL'
        ? path.startsWith(each.path.replace(/\/?\*$/u, ''))
        : each.method === method && each.path === path,
    )
    const middleware = passed.map(({ handler }) => handler)
    return {
      method,
      path,
      description: middleware.map(descriptionOf).find((each) => each !== undefined),
      validations: middleware.flatMap((each) => validationOf(each) ?? []),
      takesJson: middleware.includes(requireJson),
      roles: rolesOf(middleware),
    }
  })
}

/** `/articles/:id` as OpenAPI writes it: `/articles/{id}`. */
export function templateOf({ path }: Route): string {
  return path.replace(/:(\w+)(?:\{[^}]*\})?/gu, '{$1}')
}

/** Whether it takes no signature. */
export function isOpen({ method, path }: Route): boolean {
  return method === 'GET' && openPaths.some((each) => each === path)
}
