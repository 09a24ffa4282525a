import type { Site } from './site.ts'
import { NothingYet, Wrong } from './visit.ts'

/** One thing that a person would look at after a deployment. */
export interface Check {
  /** What is so on a site that is well. */
  promise: string
  /** Throws `Wrong` where it is not so, `NothingYet` where there is nothing to look at. */
  look(site: Site): Promise<void>
}

export interface Result {
  promise: string
  is: 'kept' | 'broken' | 'untried'
  /** Why not. */
  detail?: string
}

/** Tries one after the other: a check may rely on what the one before put into the cache. */
export async function* tryAll(site: Site, checks: readonly Check[]): AsyncGenerator<Result> {
  for (const { promise, look } of checks) {
    try {
      await look(site)
      yield { promise, is: 'kept' }
    } catch (error) {
      if (error instanceof NothingYet) yield { promise, is: 'untried', detail: error.message }
      else if (error instanceof Wrong) yield { promise, is: 'broken', detail: error.message }
      else throw error
    }
  }
}
