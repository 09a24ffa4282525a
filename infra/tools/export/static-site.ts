import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { defaultLocale } from '../../../functions/domain/locale.ts'
import { asAsked } from '../../../functions/domain/site/handed-over.ts'
import type { Bucket, StoredFile } from './files.ts'
import { withRelativeLinks } from './relative-links.ts'

/** Bytes of a name that every file system takes. */
const longestName = 255

/** What has an end is a file; a page has none, or that of another system's pages, and stands as the index of a folder. */
const isFile = (path: string) =>
  /\.[a-z0-9]{2,12}$/iu.test(path) && !/\.(?:aspx?|ashx|php\d?|jspx?|cfm|cgi|do)$/iu.test(path)

/** The names on the way to a file; undefined where no folder can hold it: one is too long, or leads elsewhere. */
function namesIn(path: string): string[] | undefined {
  try {
    const names = decodeURIComponent(path).split('/').filter(Boolean)
    const isTaken = (name: string) =>
      name !== '.' && name !== '..' && !/[\0\\]/u.test(name) && Buffer.byteLength(name) <= longestName
    return names.every(isTaken) ? names : undefined
  } catch {
    return undefined
  }
}

/** Under which name what stands at an address is kept. */
export function fileNameOf(path: string): string | undefined {
  const names = namesIn(path)
  return names && (isFile(path) ? names : [...names, 'index.html']).join('/')
}

/** The first page that whoever opens the folder sees. */
const startPage = `<!doctype html>
<html lang="${defaultLocale}">
<head><meta charset="utf-8">
<title>${defaultLocale}</title>
<meta http-equiv="refresh" content="0; url=${defaultLocale}/index.html">
</head>
<body><p><a href="${defaultLocale}/index.html">${defaultLocale}</a></p></body>
</html>
`

async function save(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

const isPage = ({ headers }: StoredFile) => headers.ContentType?.startsWith('text/html') ?? false

/**
 * Writes the site as readers have it into a folder: every page of the mirror with the files it shows, linked so that it is read
 * from the folder itself and from any web server. What takes a server (searching, letters, counting views) is not in it.
 */
export async function writeStaticSite(
  folder: string,
  { mirror, media }: { mirror: Bucket; media: Bucket },
): Promise<{ pages: number; files: number; skipped: number }> {
  /** By its address: where a file comes from, and where it goes. */
  const held = new Map<string, { key: string; name: string }>()
  let skipped = 0
  for await (const key of mirror.list()) {
    const { path, query } = asAsked(`/${key}`)
    // A folder does not tell addresses apart by what is asked for.
    const name = query ? undefined : fileNameOf(path)
    if (name === undefined) skipped += 1
    else held.set(path, { key, name })
  }
  const mediaKeys = new Set<string>()
  for await (const key of media.list()) if (namesIn(key)?.join('/') === key) mediaKeys.add(key)
  const fileAt = (address: string) =>
    mediaKeys.has(address.slice(1)) ? address.slice(1) : held.get(address.split('?')[0] ?? '')?.name

  let [pages, files] = [0, 0]
  for (const { key, name } of held.values()) {
    const file = await mirror.read(key)
    if (!file) continue
    if (isPage(file)) {
      pages += 1
      await save(folder, name, withRelativeLinks(Buffer.from(file.bytes).toString(), name, fileAt))
    } else {
      files += 1
      await save(folder, name, file.bytes)
    }
  }
  for (const key of mediaKeys) {
    const file = await media.read(key)
    if (!file) continue
    files += 1
    await save(folder, key, file.bytes)
  }
  await save(folder, 'index.html', startPage)
  return { pages, files, skipped }
}
