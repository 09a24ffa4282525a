import type { Api } from '../api/api.ts'
import { saveFile } from '../ui/save-file.ts'

interface Exported {
  format: string
  /** The last revision that there is. */
  head: { number: number }
  revisions: { number: number }[]
}

/** Saves the chain of an article on this computer as one file, whose hashes can be verified without the system. */
export async function exportHistory(api: Api, id: string): Promise<void> {
  const { data: first } = await api.read<Exported>(`/articles/${id}/export`)
  const revisions = [...first.revisions]
  // A long history comes in several answers.
  for (let last = revisions.at(-1); last && last.number < first.head.number; last = revisions.at(-1)) {
    const { data: more } = await api.read<Exported>(`/articles/${id}/export?after=${last.number}`)
    revisions.push(...more.revisions)
  }
  const file = new Blob([`${JSON.stringify({ ...first, revisions }, undefined, 1)}\n`], {
    type: 'application/json',
  })
  saveFile(file, `article-${id}.json`)
}
