import { S3Client } from '@aws-sdk/client-s3'
import { clientOptions, mediaEnvironment, readEnvironment } from '../config.ts'
import { Refusal } from '../domain/library/refusal.ts'
import { type MediaAnswer, type MediaTask, mediaTask } from '../domain/library/task.ts'
import { log } from '../http/log.ts'
import { createFiles } from './files.ts'
import { readDocument } from './read-document.ts'
import { cut, take } from './take.ts'

const { UPLOADS_BUCKET, MEDIA_BUCKET, MALWARE_SCAN } = readEnvironment(mediaEnvironment)
const files = createFiles({
  client: new S3Client(clientOptions),
  uploads: UPLOADS_BUCKET,
  media: MEDIA_BUCKET,
})

async function perform(task: MediaTask): Promise<MediaAnswer> {
  if (task.task === 'cut') return { outcome: 'taken', ...(await cut(files, task.key, task)) }
  const done =
    task.task === 'take'
      ? await take(files, task.key, task, MALWARE_SCAN)
      : await readDocument(files, task, MALWARE_SCAN)
  if (!done) return { outcome: 'scanning' }
  return 'file' in done ? { outcome: 'taken', ...done } : { outcome: 'read', ...done }
}

/** Nothing stays of what was refused, but for a Word file: it may be read again for a day. */
async function forgetUpload({ task, key }: MediaTask): Promise<void> {
  if (task === 'take') await files.forget(key)
}

export async function handler(input: unknown): Promise<MediaAnswer> {
  const task = mediaTask.parse(input)
  try {
    // What was taken is left to the bucket, which forgets it within a day: whoever asks may not have heard, and asks again.
    return await perform(task)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, parameters } = error
    log('info', 'a file was refused', { media: task.id, task: task.task, code })
    await forgetUpload(task)
    return { outcome: 'refused', code, parameters }
  }
}
