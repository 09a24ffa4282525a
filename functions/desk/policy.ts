/** Names under which the page may make Trusted Types: markup of ours, addresses of our own files, what is pasted. */
const trustedTypes = ['bantin-html', 'bantin-url', 'ProseMirrorClipboard']

/**
 * What the page may do, and whom it may ask. It runs its own script and nothing else, writes no markup from text, and frames
 * only its own preview. `hosts`: origins, or patterns of them.
 */
export function contentSecurityPolicy(hosts: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Pictures of the library, and those that are on their way into it.
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "frame-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${hosts.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes.join(' ')}`,
  ].join('; ')
}

/** A page can say all of its policy except who may frame it, so the header says that. */
export const framing = "frame-ancestors 'none'"
