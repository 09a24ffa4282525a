import type { ImportedText } from '../../domain/library/task.ts'
import type { Api } from '../api/api.ts'
import { newId } from '../article/new-id.ts'
import { complete, send } from '../media/upload.ts'

/** A Word file as an article; its pictures are in the library. */
export interface WordArticle extends ImportedText {
  /** Those that the library did not take. */
  lostPictures: string[]
}

interface Answer extends ImportedText {
  pictures: { id: string; name: string; status: string }[]
}

/** Reads a .docx of this computer as an article. Throws `Refusal` where it cannot be read, in words for whoever dropped it. */
export async function readWordFile(api: Api, file: File): Promise<WordArticle> {
  const media = newId()
  await send(api, file, media)
  const { data } = await api.write<Answer>('/imports/docx', { method: 'POST', body: { media } })
  const { pictures, ...text } = data
  const waiting = pictures.filter(({ status }) => status === 'waiting')
  const taken = await Promise.allSettled(waiting.map(({ id }) => complete(api, id)))
  const lostPictures = waiting
    .filter((_, index) => taken[index]?.status === 'rejected')
    .map(({ name }) => name)
  return { ...text, lostPictures }
}
