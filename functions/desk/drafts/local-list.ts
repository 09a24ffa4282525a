import { createLocalCopies, type LocalCopy } from './local-copies.ts'

/** What this person typed at this computer and did not save, of all articles, the last one first. */
export async function listLocalCopies(
  person: string,
): Promise<(LocalCopy & { title: string | undefined })[]> {
  const copies = await createLocalCopies(person).allUnsaved()
  return copies
    .map((copy) => ({
      ...copy,
      title: typeof copy.content.title === 'string' ? copy.content.title : undefined,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}
