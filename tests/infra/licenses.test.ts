import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { buildDesk, buildReaderAssets, functionNames, readDesk } from '../../infra/bundles.ts'
import { deskOrigin } from '../../infra/local/sign-in/desk-origin.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const folder = inject('bundles')
let inputs: Record<string, string[]>
beforeAll(async () => {
  const again = await mkdtemp(join(tmpdir(), 'bantin-licenses-'))
  inputs = { ...inject('bundled'), desk: await buildDesk(again) }
  await rm(again, { recursive: true })
})

/** Folders of the packages that these files belong to. */
function packagesIn(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(file)?.[0] ?? [])
  return [...new Set(folders)]
}

describe('beside each bundle', () => {
  it.each([...functionNames, 'desk'])('%s: lies the license of every package in it', async (name) => {
    const told = await readFile(join(folder, name, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
    const packages = packagesIn(inputs[name] ?? [])
    expect(packages.length).toBeGreaterThan(1)
    for (const path of packages) {
      const own = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'))
      expect(told).toContain(`${own.name} ${own.version} (${own.license})`)
      const papers = (await readdir(join(root, path))).filter((file) =>
        /licen[cs]e|notice|copying/iu.test(file),
      )
      for (const paper of papers) {
        const text = await readFile(join(root, path, paper), 'utf8')
        expect(told, `${path}/${paper}`).toContain(text.replaceAll('\r\n', '\n').trim())
      }
    }
  })

  it('of the function that reads uploads lie sharp and its library, with their own papers', async () => {
    const packages = join(folder, 'media', 'node_modules')
    expect(await readFile(join(packages, 'sharp', 'LICENSE'), 'utf8')).toContain('Apache License')
    const [library = ''] = (await readdir(join(packages, '@img'))).filter((name) => name.includes('libvips'))
    expect(await readFile(join(packages, '@img', library, 'README.md'), 'utf8')).toContain('LGPL')
  })
})

describe('what browsers get', () => {
  it('names in its first line where the licenses are, at the desk, and finds them there', async () => {
    const { assets, pageFor } = readDesk(folder)
    const [, script = ''] = /src="\/desk\/assets\/([^"]+)"/u.exec(pageFor([])) ?? []
    const [first] = (await readFile(join(assets, script), 'utf8')).split('\n')
    expect(first).toBe('/*! Packages in here and their licenses: /desk/THIRD-PARTY-LICENSES.txt */')
    const example = 'https://desk.example'
    const config = {
      region: 'ap-southeast-1',
      api: example,
      userPool: example,
      clientId: 'x',
      identityPoolId: 'x',
      identities: example,
    }
    const origin = deskOrigin(
      folder,
      () => config,
      () => 'https://objects.example',
    )
    const answer = await origin({
      method: 'GET',
      path: '/desk/THIRD-PARTY-LICENSES.txt',
      query: '',
      headers: {},
    })
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    expect(Buffer.from(answer.body).toString()).toContain('oidc-client-ts')
  })

  it('holds nothing of others, on a reader’s page', async () => {
    const { inputs } = await buildReaderAssets()
    expect(inputs.some((file) => file.endsWith('views/reader.ts'))).toBe(true)
    expect(packagesIn(inputs)).toEqual([])
  })
})
