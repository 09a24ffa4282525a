import { idFromDigest } from '../../domain/id.ts'

/** The id of something that is made here: 50 bits by chance. */
export function newId(): string {
  return idFromDigest(crypto.getRandomValues(new Uint8Array(16)))
}
