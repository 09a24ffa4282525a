/**
 * A path of the writer's own disk: of Windows, of a Mac (old ones part folders by colons) or of Linux, or relative. A second
 * slash before it would name a computer of the network.
 */
const localPaths = [
  /^(?:file:(?:\/\/(?:localhost)?)?)?\/?[a-z]:\//iu,
  /^(?:file:(?:\/\/(?:localhost)?)?)?\/(?!\/)/iu,
  /^[^/:]+ [^/:]*:[^/]*$/u,
  /^[^/:][^:]*$/u,
]

/** Word writes the path of its template into every document made from it; elsewhere it does nothing. */
export function isLocal(target: string): boolean {
  let path = target.trim()
  try {
    path = decodeURIComponent(path)
  } catch {
    // A path with a percent sign of its own.
  }
  const slashed = path.replaceAll('\\', '/')
  return localPaths.some((local) => local.test(slashed))
}
