import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBucket } from '../../infra/cloud/objects/bucket.ts'
import { createObjectStore } from '../../infra/cloud/objects/object-store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-crash-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Replaces three objects again and again. Content and metadata name the same writer; two of each are different lengths. */
const writer = `
  const [bucketModule, folder] = process.argv.slice(1)
  const { createBucket } = await import(bucketModule)
  const bucket = createBucket({ name: 'media', folder: folder + '/media', incoming: folder + '/.incoming' })
  for (let n = 0; ; n++) {
    const word = 'n' + process.pid + '-' + n + ' '
    const draft = await bucket.receive([Buffer.from(word.repeat(20000)), Buffer.from(word)])
    await bucket.commit(draft, 'object ' + (n % 3), { 'x-amz-meta-word': word }, () => {})
    if (n === 6) process.stdout.write('writing')
  }
`

it('is whole after kill -9 at any moment: every object is one put, and nothing half received stays', async () => {
  const options = { folder, region: 'ap-southeast-1', secretOf: () => undefined, buckets: ['media'] }
  const bucket = createBucket({
    name: 'media',
    folder: join(folder, 'media'),
    incoming: join(folder, '.incoming'),
  })
  const bucketModule = new URL('../../infra/cloud/objects/bucket.ts', import.meta.url).href
  for (let round = 0; round < 8; round++) {
    const store = createObjectStore(options)
    await store.listen()
    await store.close()
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, bucketModule, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    await setTimeout(round * 3)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const keys = await bucket.keys('')
    expect(keys).toEqual(['object 0', 'object 1', 'object 2'])
    for (const key of keys) {
      const opened = (await bucket.open(key))!
      const word = opened.object.headers['x-amz-meta-word']!
      expect(await text(opened.read(0, opened.object.size - 1))).toBe(word.repeat(20_001))
    }
  }
})
