import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { expect } from 'vitest'
import type { MoveState } from '../../../functions/domain/moving/move.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { type Answer, as } from '../product/cloud.ts'

async function filesOf(path: string): Promise<{ name: string; bytes: Buffer<ArrayBuffer> }[]> {
  if (!(await stat(path)).isDirectory()) return [{ name: basename(path), bytes: await readFile(path) }]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return await Promise.all(
    files.map(async (file) => ({ name: relative(path, file), bytes: await readFile(file) })),
  )
}

/** What is moved in through the desk, as an administrator does it. */
export function movesOf(cloud: Cloud) {
  const { send } = as(cloud, 'admin')
  const key = () => ({ 'idempotency-key': crypto.randomUUID() })

  async function upload(move: string, name: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
    const asked = await send('POST', `/moves/${move}/files`, {
      body: { name, bytes: bytes.length },
      headers: key(),
    })
    expect(asked).toMatchObject({ status: 201 })
    const form = new FormData()
    for (const [field, value] of Object.entries<string>(asked.body.upload.fields)) form.append(field, value)
    form.append('file', new Blob([bytes]), 'file')
    expect((await fetch(asked.body.upload.url, { method: 'POST', body: form })).status).toBe(204)
  }

  const read = (id: string) => send('GET', `/moves/${id}?locale=en`)

  async function ask(id: string, what: 'try' | 'run' | 'stop'): Promise<Answer> {
    const { etag } = await read(id)
    return await send('POST', `/moves/${id}/${what}`, { body: {}, headers: { 'if-match': etag } })
  }

  /** The move, once it is in one of these states. */
  async function until(id: string, ...states: MoveState[]): Promise<Answer['body']> {
    const state = async () => (await read(id)).body.state
    await expect.poll(state, { timeout: 120_000, interval: 200 }).toBeOneOf(states)
    return (await read(id)).body
  }

  return {
    ...{ read, ask, until, upload },

    /** A move of all files at the paths, with folders in their names. */
    async begin(...paths: string[]): Promise<string> {
      const { body } = await send('POST', '/moves', { body: { name: 'Tin tức' }, headers: key() })
      for (const path of paths)
        for (const { name, bytes } of await filesOf(path)) await upload(body.id, name, bytes)
      return body.id
    },

    async tried(id: string): Promise<Answer['body']> {
      expect(await ask(id, 'try')).toMatchObject({ status: 200, body: { state: 'trying' } })
      return await until(id, 'tried', 'failed')
    },

    async done(id: string): Promise<Answer['body']> {
      expect(await ask(id, 'run')).toMatchObject({ status: 200, body: { state: 'running' } })
      return await until(id, 'done', 'failed')
    },
  }
}
