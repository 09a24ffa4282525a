/**
 * The addresses of the editors' door that take no signature: they say how the API works, and nothing of what is in it.
 * As one list, so that the stack, the gateway of the embedded cloud and the door itself cannot differ.
 */
export const openPaths = ['/openapi.json', '/docs'] as const
