/**
 * What the page may do, and whom it may ask. It runs its own script and nothing else, and writes no markup from text.
 * `hosts`: origins, or patterns of them.
 */
export function contentSecurityPolicy(hosts: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `connect-src 'self' ${hosts.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** A page can say all of its policy except who may frame it, so the header says that. */
export const framing = "frame-ancestors 'none'"
