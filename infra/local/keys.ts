import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Member } from '../../functions/domain/people/member.ts'
import { role } from '../../functions/domain/role-schemas.ts'
import { StartFailure } from '../cloud/failure.ts'
import { newKeyPair } from '../cloud/key-pair.ts'
import { replaceFile } from './data-folder.ts'

const signingKey = z.object({
  role,
  name: z.string(),
  accessKeyId: z.string().regex(/^AKIA[A-Z2-7]{16}$/u),
  secretAccessKey: z.string().min(40),
})
export type SigningKey = z.infer<typeof signingKey>

const keyList = z.array(signingKey).refine((keys) => keys.some(isAdministrator))

export const keysFile = (folder: string) => join(folder, 'keys.json')

function isAdministrator({ role }: SigningKey): boolean {
  return role === 'admin'
}

/** The administrator's key; every list has one. */
export function administratorOf(keys: readonly SigningKey[]): SigningKey {
  const key = keys.find(isAdministrator)
  if (!key) throw new Error('a list of keys without an administrator')
  return key
}

/** Reads the keys of a data folder. Undefined where there are none yet; refuses a file that it cannot use. */
export async function readKeys(folder: string): Promise<SigningKey[] | undefined> {
  const file = keysFile(folder)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new StartFailure(
      `${file} cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`,
    )
  }
  try {
    return keyList.parse(JSON.parse(text))
  } catch {
    throw new StartFailure(`${file} is damaged; restore it, or remove it to get new keys`)
  }
}

/** The keys of a data folder, one for each role; made at random the first time, readable by their owner only. */
export async function openKeys(folder: string): Promise<SigningKey[]> {
  const file = keysFile(folder)
  const known = await readKeys(folder)
  if (known) {
    // A restored copy may have come with other rights.
    await chmod(file, 0o600)
    return known
  }
  const keys = role.options.map((each) => ({ role: each, name: each, ...newKeyPair() }))
  await replaceFile(file, `${JSON.stringify(keys, null, 2)}\n`)
  return keys
}

/** The staff member that IAM would call by this key. */
export function staffOf({ role, name }: SigningKey): Member {
  return { id: `AIDALOCAL${role.toUpperCase()}`, name, role }
}
