import { randomBytes } from 'node:crypto'

/** The one region of the embedded cloud. */
export const region = 'ap-southeast-1'

export interface KeyPair {
  accessKeyId: string
  secretAccessKey: string
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function newKeyPair(): KeyPair {
  const id = [...randomBytes(16)].map((byte) => base32[byte % 32]).join('')
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString('base64') }
}

/** Finds the secret of a key by its id. */
export function secretIn(keys: readonly KeyPair[]) {
  return (id: string) => keys.find(({ accessKeyId }) => accessKeyId === id)?.secretAccessKey
}
