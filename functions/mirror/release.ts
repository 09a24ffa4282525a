import { locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { outagePath } from '../domain/site/paths.ts'
import { describeError, log } from '../http/log.ts'
import type { Purge } from '../publisher/purge.ts'
import type { MirrorNotes } from '../store/mirror.ts'
import type { MirroredFile, MirrorFiles } from '../store/mirror-files.ts'
import { renderOutage, renderUnavailable } from '../views/pages.tsx'

interface Parts {
  notes: MirrorNotes
  files: MirrorFiles
  /** Tells the code of the pages and the address of the site: when it is another, all of them are made again. */
  version: string
  purge: Purge
}

const page = (text: string, contentLanguage?: string): MirroredFile => ({
  body: Buffer.from(text),
  contentType: 'text/html; charset=utf-8',
  contentLanguage,
})

/**
 * What follows a release, once: from the first deployment on there is something to show in every language; pages of the code
 * before leave the CDN, and all are rendered again. Where nothing of what pages are made of is another, nothing is purged.
 */
export function createRelease({ notes, files, version, purge }: Parts) {
  return async function release(): Promise<boolean> {
    if ((await notes.version()) === version) return false
    await files.put(outagePath, page(renderOutage()))
    for (const locale of locales)
      await files.putFirst(`/${locale}`, page(renderUnavailable({ locale }), locale))
    try {
      await purge(new Set([cacheTags.site]))
    } catch (error) {
      // The next minute asks again.
      log('error', 'the pages of the release before could not be purged', describeError(error))
      return false
    }
    await notes.noteWhole()
    await notes.saveVersion(version)
    return true
  }
}
