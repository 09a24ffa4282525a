import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findMoto } from '../../infra/tools/rehearse/moto.ts'
import { aFolder } from '../support/folder.ts'
import { isGone, type Running, run } from '../support/product/process.ts'

const file = 'infra/tools/rehearse/rehearse.ts'
/** Deploying takes most of a minute where the machine has other work. */
const patience = 300_000

/** Where moto is said to run, as soon as it is. */
async function endpointOf({ child, output, ended }: Running): Promise<string> {
  const find = () => /moto runs at (\S+)/u.exec(output().stdout)?.[1]
  const told = new Promise<string>((resolve) => {
    child.stdout?.on('data', () => {
      const endpoint = find()
      if (endpoint) resolve(endpoint)
    })
  })
  return await Promise.race([
    told,
    ended.then(({ stdout, stderr }) => find() ?? Promise.reject(new Error(stdout + stderr))),
  ])
}

async function expectNothingLeft(running: Running, endpoint: string, folder: string): Promise<void> {
  expect(isGone(running)).toBe(true)
  await expect(fetch(endpoint)).rejects.toThrow()
  expect(await readdir(folder)).toEqual([])
}

const hasMoto = findMoto() !== undefined

describe('npm run rehearse', () => {
  it('says in one line that it has nothing to rehearse on, and is content', async () => {
    const { code, stdout, stderr } = await run(file, [], { PATH: '/nonexistent' }).ended
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'skipped: this machine has no moto server (pip install "moto[server]")\n',
      stderr: '',
    })
  })

  it.skipIf(!hasMoto)(
    `deploys what keeps and moves content, tries it, and leaves nothing behind${hasMoto ? '' : ': not tried, as there is no moto server'}`,
    async () => {
      const TMPDIR = await aFolder()
      const running = run(file, [], { TMPDIR })
      const endpoint = await endpointOf(running)
      const { code, stdout, stderr } = await running.ended
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.split('\n').filter((line) => line.startsWith('✓'))).toHaveLength(6)
      expect(stdout).toContain('a revision is added once, and found')
      await expectNothingLeft(running, endpoint, TMPDIR)
    },
    patience,
  )

  it.skipIf(!hasMoto)(
    `leaves nothing behind where it is stopped halfway${hasMoto ? '' : ': not tried, as there is no moto server'}`,
    async () => {
      const TMPDIR = await aFolder()
      const running = run(file, [], { TMPDIR })
      const endpoint = await endpointOf(running)
      running.child.kill('SIGINT')
      const { code, stderr } = await running.ended
      expect({ code, stderr }).toEqual({ code: 1, stderr: 'stopped\n' })
      await expectNothingLeft(running, endpoint, TMPDIR)
    },
    patience,
  )
})
