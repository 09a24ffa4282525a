import type { Env, Hono } from 'hono'

type Routed<E extends Env> = Pick<Hono<E>, 'router' | 'routes'>

/**
 * What to say in `Allow` where an address has routes, but none for the method of the request (RFC 9110, section 15.5.6);
 * undefined where it has none at all, or has this one.
 */
export function methodsInstead<E extends Env>(
  { router, routes }: Routed<E>,
  { method, path }: { method: string; path: string },
): string | undefined {
  const methods = [...new Set(routes.map((route) => route.method))].filter((each) => {
    const [handlers] = router.match(each, path)
    // Middleware for every method answers nothing by itself.
    return handlers.some(([[, route]]) => route.method === each && each !== 'ALL')
  })
  const allowed = methods.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : each))
  return allowed.length === 0 || allowed.includes(method) ? undefined : allowed.sort().join(', ')
}
