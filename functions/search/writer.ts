/** All that is done to an index. Each reads the manifest, makes new objects, and puts a new manifest in place of the old one. */
export { build } from './write/build.ts'
export { commit } from './write/commit.ts'
export { compact } from './write/compact.ts'
export { inspect } from './write/inspect.ts'
export { sweep } from './write/sweep.ts'
