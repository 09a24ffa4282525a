import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Validations } from 'aws-cdk-lib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { everyOption, stackWith, synthesize } from './stack-setup.ts'

const root = new URL('../..', import.meta.url).pathname
const run = promisify(execFile)
const tellTime =
  'data:text/javascript,process.on("exit",()=>console.error("cpu",JSON.stringify(process.cpuUsage())))'

interface Synthesis {
  template: string
  stacks: string[]
  cpuSeconds: number
}

/** What `cdk synth` runs, with nothing of this process but the path of its programs. */
async function synth(outdir: string): Promise<Synthesis> {
  const { app } = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'))
  const [command, ...args] = app.split(' ')
  const { stderr } = await run(command, ['--import', tellTime, ...args], {
    cwd: root,
    env: {
      PATH: `${root}node_modules/.bin:${process.env.PATH}`,
      HOME: outdir,
      CDK_OUTDIR: join(outdir, 'cdk.out'),
    },
  })
  const { user, system } = JSON.parse(/cpu (\{.*\})/u.exec(stderr)?.[1] ?? '{}')
  const files = await readdir(join(outdir, 'cdk.out'))
  return {
    template: await readFile(join(outdir, 'cdk.out/Bantin.template.json'), 'utf8'),
    stacks: files.filter((file) => file.endsWith('.template.json')),
    cpuSeconds: (user + system) / 1e6,
  }
}

describe('cdk synth', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bantin-synth-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('makes one stack, the same each time wherever it is made, offline and in seconds', async () => {
    const [first, second] = await Promise.all([
      synth(join(folder, 'one')),
      synth(join(folder, 'another/place')),
    ])
    expect(first.stacks).toEqual(['Bantin.template.json'])
    expect(second.template).toBe(first.template)
    expect(first.cpuSeconds).toBeLessThan(30)
  })

  it('leaves no finding of cdk-nag without a reason', () => {
    expect(stackWith().findings()).toEqual([])
    expect(synthesize(everyOption).findings()).toEqual([])
  })

  it('gives no reason for what is not found', () => {
    const given = new Set<string>()
    const silent = vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation((...rules) => {
      for (const { id } of rules) given.add(id)
    })
    try {
      const { findings } = synthesize({ adminPrincipal: 'AIDAEXAMPLEEXAMPLE01', backup: 'true' })
      const found = new Set(findings())
      expect(new Set([...given].filter((id) => id.startsWith('AwsSolutions-')))).toEqual(found)
    } finally {
      silent.mockRestore()
    }
  })
})
