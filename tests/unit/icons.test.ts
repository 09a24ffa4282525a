import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { iconPaths, manifestPath } from '../../functions/domain/site/paths.ts'
import { faviconIco, iconPng } from '../../functions/drawing/icons.ts'
import { circle, fill } from '../../functions/drawing/raster.ts'
import { fileOf } from '../../functions/mirror/file.ts'
import { renderFrontPage } from '../../functions/views/pages.tsx'
import { aSite } from './site-door.ts'
import { aFrame } from './views-examples.ts'

const sumOf = (pixels: Float32Array) => pixels.reduce((sum, each) => sum + each, 0)

describe('a drawing', () => {
  it('covers as much as its outline holds, and nothing of its holes', () => {
    const square = [
      [1.5, 1.25],
      [4.5, 1.25],
      [4.5, 3],
      [1.5, 3],
    ] as const
    expect(sumOf(fill(8, 8, [square]).pixels)).toBeCloseTo(3 * 1.75, 4)
    const ring = fill(64, 64, [circle([32, 32], 30), circle([32, 32], 20, true)])
    expect(sumOf(ring.pixels)).toBeCloseTo(Math.PI * (30 ** 2 - 20 ** 2), -1)
    expect(ring.pixels[32 * 64 + 32]).toBeCloseTo(0)
  })

  it('is cut off at the edges of the picture', () => {
    const beyond = [
      [-5, -5],
      [20, -5],
      [20, 20],
      [-5, 20],
    ] as const
    expect([...fill(3, 2, [beyond]).pixels]).toEqual([1, 1, 1, 1, 1, 1])
  })
})

describe('the icons', () => {
  it('are pictures of the size that they are asked for in, with the mark on its ground', async () => {
    const { data, info } = await sharp(iconPng(180)).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([180, 180])
    const at = (x: number, y: number) => [...data.subarray((y * 180 + x) * info.channels).subarray(0, 3)]
    expect(at(2, 2)).toEqual([0x7d, 0x1a, 0x1a])
    expect(at(90, 90)).toEqual([255, 255, 255])
  })

  it('are a container of one picture for those who ask for favicon.ico', async () => {
    const ico = faviconIco()
    expect(ico.readUInt16LE(4)).toBe(1)
    const png = ico.subarray(ico.readUInt32LE(18))
    expect(png.length).toBe(ico.readUInt32LE(14))
    expect((await sharp(png).metadata()).width).toBe(32)
  })

  it.each(Object.values(iconPaths))('are served for a day and named to browsers: %s', async (path) => {
    const answer = await (await aSite([])).request(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('max-age=86400')
    const kept = await fileOf(answer)
    const again = await (await aSite([])).request(path)
    expect(Buffer.compare(kept.body as Buffer, Buffer.from(await again.arrayBuffer()))).toBe(0)
  })

  it('belong to a manifest in each language, which every page names', async () => {
    const answer = await (await aSite([])).request(manifestPath('vi'))
    expect(answer.headers.get('content-type')).toBe('application/manifest+json')
    expect(await answer.json()).toMatchObject({
      name: 'Sở Ngoại vụ',
      lang: 'vi',
      start_url: '/vi',
      icons: [{ sizes: '192x192' }, { sizes: '512x512' }],
    })
    const html = renderFrontPage(aFrame('vi'), { front: { featured: [], latest: [], sections: [] } })
    expect(html).toContain('<link rel="manifest" href="/vi/manifest.webmanifest"/>')
    expect(html).toContain('<link rel="apple-touch-icon" href="/apple-touch-icon.png"/>')
    const policy = (await (await aSite([])).request('/vi')).headers.get('content-security-policy')
    expect(policy).toContain("manifest-src 'self'")
  })
})
