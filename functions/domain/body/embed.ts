import { anySite, parseUrl } from '../url.ts'
import { type VideoHost, videoHostFacts } from '../video-host.ts'

/** A film on another site. */
export interface Embed {
  host: VideoHost
  /** Its page, always written in the same way: a body names it by this. */
  href: string
  /** What plays it in a frame; such a site is asked for nothing before a reader wants to see the film. */
  player: string
}

const youtubeHost = /^(?:(?:www|m|music)\.)?youtube\.com$|^www\.youtube-nocookie\.com$/u
/** Lists and channels stand where an id could. */
const youtubeId = /^(?!videoseries$|live_stream$)[\w-]{11}$/u

/** `90`, `90s`, `1m30s`; 0 for the beginning. */
function secondsOf(time: string | null): number {
  const found = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/u.exec(time ?? '')
  const [hours, minutes, seconds] = [1, 2, 3].map((group) => Number(found?.[group] ?? 0))
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}

function youtube({ hostname, pathname, searchParams }: URL): Embed | undefined {
  const path = pathname.split('/').slice(1)
  const inPath = ['embed', 'shorts', 'live', 'v'].includes(path[0] ?? '') ? path[1] : undefined
  const id =
    hostname === 'youtu.be'
      ? path[0]
      : youtubeHost.test(hostname)
        ? path[0] === 'watch'
          ? searchParams.get('v')
          : inPath
        : undefined
  if (!id || !youtubeId.test(id)) return undefined
  const from = secondsOf(searchParams.get('t') ?? searchParams.get('start'))
  const [time, start] = from > 0 ? [`&t=${from}`, `&start=${from}`] : ['', '']
  return {
    host: 'youtube',
    href: `https://www.youtube.com/watch?v=${id}${time}`,
    player: `${videoHostFacts.youtube.origin}/embed/${id}?autoplay=1${start}`,
  }
}

/** A film that is not listed has a second part, without which it does not play. */
function vimeo({ hostname, pathname, searchParams }: URL): Embed | undefined {
  const own = /^(?:www\.)?vimeo\.com$/u.test(hostname)
    ? /^\/(?:(?:channels|groups)\/[\w-]+\/(?:videos\/)?)?(\d{5,12})(?:\/([0-9a-f]{6,20}))?\/?$/u
    : hostname === 'player.vimeo.com'
      ? /^\/video\/(\d{5,12})()\/?$/u
      : undefined
  const found = own?.exec(pathname)
  const id = found?.[1]
  if (!id) return undefined
  const key = found[2] || /^[0-9a-f]{6,20}$/u.exec(searchParams.get('h') ?? '')?.[0]
  return {
    host: 'vimeo',
    href: `https://vimeo.com/${id}${key ? `/${key}` : ''}`,
    player: `${videoHostFacts.vimeo.origin}/video/${id}?autoplay=1&dnt=1${key ? `&h=${key}` : ''}`,
  }
}

/** The film at an address in any form in which its site writes it; undefined for every other address. */
export function embedOf(address: string | undefined): Embed | undefined {
  if (!address || address.length > 2000) return undefined
  const url = parseUrl(address.trim(), anySite)
  if (!url || !/^https?:$/u.test(url.protocol) || url.port || url.username || url.password) return undefined
  return youtube(url) ?? vimeo(url)
}
