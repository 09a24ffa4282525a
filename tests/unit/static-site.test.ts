import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { handedOver } from '../../functions/domain/site/handed-over.ts'
import type { Bucket, StoredFile } from '../../infra/tools/export/files.ts'
import { relativeTo, withRelativeLinks } from '../../infra/tools/export/relative-links.ts'
import { fileNameOf, writeStaticSite } from '../../infra/tools/export/static-site.ts'
import { aFolder } from '../support/folder.ts'

function aBucket(all: Record<string, [type: string, body: string]>): Bucket {
  const files = new Map(
    Object.entries(all).map(([key, [type, body]]): [string, StoredFile] => [
      key,
      { bytes: Buffer.from(body), headers: { ContentType: type } },
    ]),
  )
  return {
    name: 'bucket',
    async *list() {
      yield* files.keys()
    },
    read: async (key) => files.get(key),
    put: async () => {},
  }
}

const keyOf = (address: string) => handedOver(address).slice(1)
const page = (head: string, body: string): [string, string] => [
  'text/html; charset=utf-8',
  `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'">${head}</head><body>${body}</body></html>`,
]

const mirror = aBucket({
  [keyOf('/vi')]: page(
    '<link rel="canonical" href="https://site.example/vi">',
    '<a href="/vi/tin-tuc/bai-4k7m2p9x1a#muc-2">Bài</a> <a href="/en">English</a> <a href="/vi/feed.xml">RSS</a> <a href="/vi/tim-kiem?q=a">Tìm</a> <a href="//other.example/x">Nơi khác</a>',
  ),
  [keyOf('/vi/tin-tuc/bai-4k7m2p9x1a')]: page(
    '<script src="/assets/reader-1.js"></script>',
    '<img src="/media/h/640.webp" srcset="/media/h/640.webp 640w, /media/h/1280.webp 1280w"> <a href="/media/h/cong-van.pdf">Công văn</a>',
  ),
  [keyOf('/en')]: page('', '<a href="/vi">Tiếng Việt</a>'),
  [keyOf('/vi/feed.xml')]: ['application/rss+xml', '<rss/>'],
  [keyOf('/assets/reader-1.js')]: ['text/javascript', '1'],
  [keyOf('/tin/b%C3%A1o%20c%C3%A1o.aspx')]: page(
    '<meta http-equiv="refresh" content="0; url=/vi/tin-tuc/bai-4k7m2p9x1a">',
    '',
  ),
  [keyOf('/tin/chi-tiet.aspx?id=5')]: page('', ''),
})
const media = aBucket({
  'media/h/640.webp': ['image/webp', 'a'],
  'media/h/1280.webp': ['image/webp', 'b'],
  'media/h/cong-van.pdf': ['application/pdf', 'c'],
})

describe('the site in a folder', () => {
  it('holds every page and file, and each of its links leads to one of them', async () => {
    const folder = await aFolder()
    expect(await writeStaticSite(folder, { mirror, media })).toEqual({ pages: 4, files: 5, skipped: 1 })
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    expect(names.toSorted()).toEqual([
      'assets/reader-1.js',
      'en/index.html',
      'index.html',
      'media/h/1280.webp',
      'media/h/640.webp',
      'media/h/cong-van.pdf',
      'tin/báo cáo.aspx/index.html',
      'vi/feed.xml',
      'vi/index.html',
      'vi/tin-tuc/bai-4k7m2p9x1a/index.html',
    ])
    let followed = 0
    for (const name of names.filter((each) => each.endsWith('.html'))) {
      const text = await readFile(join(folder, name), 'utf8')
      expect(text).not.toContain('Content-Security-Policy')
      const links = [...text.matchAll(/(?:href|src)="([^"]*)"|url=([^"]*)"/gu)].map(
        ([, a, b]) => a ?? b ?? '',
      )
      const srcset =
        /srcset="([^"]*)"/u
          .exec(text)?.[1]
          ?.split(', ')
          .map((each) => each.split(' ')[0] ?? '') ?? []
      for (const link of [...links, ...srcset]) {
        if (/^(?:https?:)?\/\//u.test(link) || link.startsWith('/vi/tim-kiem')) continue
        followed += 1
        expect(names, `${link} in ${name}`).toContain(
          normalize(join(dirname(name), decodeURIComponent(link.split('#')[0] ?? ''))),
        )
      }
    }
    expect(followed).toBe(12)
    expect(await readFile(join(folder, 'vi/index.html'), 'utf8')).toContain(
      'href="tin-tuc/bai-4k7m2p9x1a/index.html#muc-2"',
    )
  })

  it('leads from any file to any other, and writes nothing outside of its folder', () => {
    expect(relativeTo('vi/a/index.html', 'vi/index.html')).toBe('../index.html')
    expect(relativeTo('index.html', 'vi/index.html')).toBe('vi/index.html')
    expect(relativeTo('vi/index.html', 'tin/báo cáo.aspx/index.html')).toBe(
      '../tin/b%C3%A1o%20c%C3%A1o.aspx/index.html',
    )
    for (const path of ['/a/%2E%2E/b', '/%2E%2E%2Fb', '/a%00', `/${'a'.repeat(300)}`, '/%E1'])
      expect(fileNameOf(path)).toBeUndefined()
    expect(withRelativeLinks('<a href="/nowhere">x</a>', 'vi/index.html', () => undefined)).toContain(
      'href="/nowhere"',
    )
  })
})
