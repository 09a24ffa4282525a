import { readFile } from 'node:fs/promises'
import { extensionOf, formats, isOfKind } from '../../../functions/domain/library/file.ts'
import { Refusal } from '../../../functions/domain/library/refusal.ts'
import { makeDocument } from '../../../functions/media/document/document.ts'
import { makePicture } from '../../../functions/media/picture/picture.ts'
import { makeSound } from '../../../functions/media/sound/sound.ts'
import { makeCaptions } from '../../../functions/media/video/captions.ts'
import { makeVideo } from '../../../functions/media/video/video.ts'
import { peakMemory } from './peak-memory.ts'

// Makes of the file that it is told of what readers get, in a process that does nothing else, and prints what it took.
const makers = {
  picture: makePicture,
  document: makeDocument,
  audio: makeSound,
  video: makeVideo,
  captions: makeCaptions,
}

const [path = ''] = process.argv.slice(2)
const extension = extensionOf(path)
const bytes = await readFile(path)
const before = process.cpuUsage()
const outcome = await make().then(
  () => 'taken',
  (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
)
const { user, system } = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ outcome, seconds: (user + system) / 1e6, memory: peakMemory() }))

async function make() {
  const id = '0123456789'
  if (!extension) throw new Error(`${path} has no extension that is taken`)
  if (isOfKind('picture', extension)) return await makePicture(bytes, { id, extension })
  const makeDownload = makers[formats[extension].kind]
  return await makeDownload(bytes, { id, name: path, extension })
}
