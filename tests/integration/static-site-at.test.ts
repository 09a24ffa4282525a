import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { momentOf, writeStaticSiteAt } from '../../infra/tools/export/at-moment.ts'
import type { Bucket } from '../../infra/tools/export/files.ts'
import { newId } from '../support/articles/articles.ts'
import { aNewsroom, type TestNewsroom } from '../support/articles/newsroom.ts'
import { aFolder } from '../support/folder.ts'

const noFiles: Bucket = { name: 'media', async *list() {}, read: async () => undefined, put: async () => {} }
const titled = (title: string) => ({ translations: { vi: { title, body: `<p>Thân ${title}.</p>` } } })

/** All pages of the site as it was, as one text by name. */
async function siteAt({ newsroomTable }: TestNewsroom, moment: string) {
  const folder = await aFolder()
  const counts = await writeStaticSiteAt(
    folder,
    { newsroom: newsroomTable, media: noFiles },
    { moment, siteUrl: 'https://so.example' },
  )
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('index.html'))
  const pages = await Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]),
  )
  return { counts, pages: new Map(pages) }
}

describe('the site as it was at a moment', () => {
  it('shows what readers had then: texts, lists and names, and nothing of what came later', async () => {
    const room = aNewsroom()
    const [changed, withdrawn, later] = [newId(), newId(), newId()]
    await room.live(changed, titled('Bản đầu'))
    await room.live(withdrawn, titled('Sẽ gỡ'))
    await room.configure((settings) => ({ ...settings, name: { ...settings.name, vi: 'Tên cũ' } }))
    const then = room.now().toISOString()
    await room.live(changed, titled('Bản sau'))
    await room.withdraw(withdrawn)
    await room.live(later, titled('Đến sau'))
    await room.configure((settings) => ({ ...settings, name: { ...settings.name, vi: 'Tên mới' } }))

    const before = await siteAt(room, then)
    expect(before.counts.failed).toBe(0)
    const all = [...before.pages.values()].join('\n')
    for (const words of ['Bản đầu', 'Sẽ gỡ', 'Tên cũ']) expect(all).toContain(words)
    for (const words of ['Bản sau', 'Đến sau', 'Tên mới']) expect(all).not.toContain(words)
    expect(before.pages.get('vi/index.html')).toContain('Bản đầu')

    const now = await siteAt(room, room.now().toISOString())
    const front = now.pages.get('vi/index.html')
    for (const words of ['Bản sau', 'Đến sau', 'Tên mới']) expect(front).toContain(words)
    expect(front).not.toContain('Sẽ gỡ')
  })

  it('takes a moment without a zone by the clock in Vietnam, and nothing that is none', () => {
    expect(momentOf('2026-11-20T10:00')).toBe('2026-11-20T03:00:00.000Z')
    expect(momentOf('2026-11-20T10:00:30Z')).toBe('2026-11-20T10:00:30.000Z')
    expect(momentOf('2026-11-20T10:00-05:00')).toBe('2026-11-20T15:00:00.000Z')
    expect(['2026-11-20', '2026-13-01T00:00', 'hôm qua'].map(momentOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
