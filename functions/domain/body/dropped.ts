import { toLine, toText } from '../text.ts'
import { anySite, parseUrl } from '../url.ts'

/** What of a body cannot come along. The words for it are in `locales`. */
export const droppedKinds = [
  'video',
  'embedded_object',
  'external_picture',
  'external_sound',
  'picture',
  'link',
  'anchor',
  'script',
  'styles',
  'form_control',
  'metadata',
] as const
export type DroppedKind = (typeof droppedKinds)[number]

/** What was taken out of a body, how often, and by what its author knows it again: its address or text, the first one's. */
export interface Dropped {
  what: DroppedKind
  count: number
  sample: string
}

const longestSample = 120

export class DropList {
  readonly #found = new Map<DroppedKind, Dropped>()

  add(what: DroppedKind, sample = ''): void {
    const known = this.#found.get(what)
    if (known) known.count += 1
    const shown = toLine(toText(sample.slice(0, 4 * longestSample))).slice(0, longestSample)
    if (!known) this.#found.set(what, { what, count: 1, sample: shown })
    else if (known.sample === '') known.sample = shown
  }

  all(): Dropped[] {
    return [...this.#found.values()]
  }
}

/** Programs of other sites that show a film: named as what they are to an editor. */
const videoHosts = /^(?:www\.|m\.|player\.)?(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com)$/u

function frameKind(address: string): DroppedKind {
  return videoHosts.test(parseUrl(address, anySite)?.hostname ?? '') ? 'video' : 'embedded_object'
}

const kindsOfTags: Record<string, DroppedKind> = {
  ...Object.fromEntries(['script', 'template', 'noscript'].map((tag) => [tag, 'script'])),
  ...Object.fromEntries(
    ['object', 'applet', 'embed', 'svg', 'math', 'canvas'].map((tag) => [tag, 'embedded_object']),
  ),
  ...Object.fromEntries(['noembed', 'noframes', 'plaintext', 'xmp'].map((tag) => [tag, 'embedded_object'])),
  ...Object.fromEntries(['title', 'xml', 'meta', 'base'].map((tag) => [tag, 'metadata'])),
  ...Object.fromEntries(['style', 'link'].map((tag) => [tag, 'styles'])),
}

/** As what an element is named that is taken out with all that it holds. */
export function kindOfTag(tag: string, address: string): DroppedKind {
  return tag === 'iframe' ? frameKind(address) : (kindsOfTags[tag] ?? 'form_control')
}
