import { answerXml, type Call } from './call.ts'
import { noSuchKey } from './s3-error.ts'
import { xml } from './xml.ts'

/** GetObjectTagging. Nothing here puts tags on objects, so every object has none. */
export async function getTagging(call: Call): Promise<void> {
  const opened = await call.bucket.open(call.key)
  if (!opened) throw noSuchKey()
  await opened.close()
  answerXml(call.res, xml`<Tagging><TagSet></TagSet></Tagging>`)
}
