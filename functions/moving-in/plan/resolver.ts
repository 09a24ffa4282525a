import { mediaScheme } from '../../domain/library/media-address.ts'
import { linkHref } from '../../domain/url.ts'
import type { NoticeCode } from '../notice.ts'
import type { Addresses } from './addresses.ts'
import type { Resolver } from './body.ts'
import type { Media } from './media.ts'
import type { PlannedFile } from './planned.ts'

type Tell = (code: NoticeCode, value: string) => void

const isFile = (address: string) =>
  /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|mp3|mp4|jpe?g|png)(?:$|[?#])/iu.test(address)
const isLocal = (address: string) =>
  /^(?:file:|blob:|cid:|about:|[a-z]:\\|\\\\)|^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/iu.test(
    address,
  )

/** Every address in the markup, for looking its file up before it is asked for. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\b(?:src|href|data-src)\s*=\s*(?:"([^"]*)"|'([^']*)')/giu)]
    .map((found) => (found[1] ?? found[2] ?? '').replaceAll('&amp;', '&').replaceAll('&#58;', ':').trim())
    .filter((address) => address !== '' && !address.startsWith('data:'))

interface Around {
  addresses: Addresses
  media: Media
  /** The file that holds the text, and the address that its links are relative to. */
  near: string
  base: string | undefined
}

/** What addresses in a text lead to, with a note of the files that it then names. */
export function resolverFor({ addresses, media, near, base }: Around): {
  resolver: Resolver
  files: PlannedFile[]
} {
  const files: PlannedFile[] = []

  function taken(address: string, tell: Tell, refusedAs: NoticeCode): string | undefined {
    const found = media.at(address, near)
    if (!found) return undefined
    if ('refused' in found) {
      tell(refusedAs, found.path)
      return ''
    }
    files.push(found)
    return mediaScheme + found.media
  }

  function picture(
    address: string,
    tell: Tell,
    { isCaptioned } = { isCaptioned: false },
  ): string | undefined {
    if (address.startsWith('data:')) {
      const file = media.embed(address)
      if (!file) {
        tell('picture-refused', address.slice(0, 40))
        return undefined
      }
      tell('embedded-picture-taken', file.name)
      files.push(file)
      return mediaScheme + file.media
    }
    const here = taken(address, tell, 'picture-refused')
    if (here !== undefined) return here === '' ? undefined : here
    if (isLocal(address)) {
      tell('picture-unreachable', address)
      return undefined
    }
    const whole = addresses.resolve(address, base)
    const isOwn = addresses.isOwn(whole)
    tell(isOwn ? 'picture-missing' : 'picture-elsewhere', isOwn ? addresses.fromRoot(address) : address)
    return media.placeFor(whole, isCaptioned)
  }

  function link(address: string, tell: Tell): string | undefined {
    const whole = addresses.resolve(address, base)
    if (!addresses.isOwn(whole)) {
      if (isLocal(whole)) {
        tell('link-not-resolved', address)
        return undefined
      }
      return linkHref(whole)
    }
    const target = addresses.find(whole)
    if (target?.isPublic) return target.path
    const file = isFile(address) ? taken(address, tell, 'attachment-refused') : undefined
    if (file) return file
    const old = addresses.fromRoot(whole)
    if (old === '/' || old === '') return '/'
    tell(isFile(address) ? 'file-missing' : 'link-not-resolved', old)
    return linkHref(old.startsWith('/') ? old : `/${old}`)
  }

  return { resolver: { picture, link }, files }
}
