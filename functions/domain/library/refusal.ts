/**
 * Why a file is not taken. Each code has a text in every language (`locales/<locale>/media.json`, `refusals.<code>`), in
 * which the parameters are filled.
 */
export const refusalCodes = [
  /** Nothing was uploaded, or it is gone. */
  'missing',
  'empty',
  /** `bytes`, `most`: size and the largest that is allowed, bytes. */
  'too_large',
  /** `extension`: as the name has it; empty where it has none. */
  'extension',
  /** `extension`, `found`: what the content is (a short name such as `png`, `html` or `program`). */
  'type_differs',
  /** `found`: the content is nothing that is taken. */
  'type_unknown',
  /** Cut off or damaged, so that it cannot be read. */
  'damaged',
  /** Sound, but nested too deep or with too much in it to be read as an article. */
  'too_complex',
  /** `pixels`, `most`. */
  'too_many_pixels',
  /** `width`, `height`, `most`: one side is more than `most` times the other. */
  'too_slender',
  /** A picture that moves: no card, print or feed could show it as it is meant. */
  'animated',
  /** `found`: it is two kinds of file at once. */
  'polyglot',
  /** A document that runs programs when it is opened. */
  'macros',
  /** `address`: of the template on another computer that a document fetches when it is opened. */
  'remote_template',
  /** `address`: of anything else that it fetches then. */
  'remote_content',
  /** `found`: codes of warnings, parted by spaces, of a document that the site's settings do not let in. */
  'active',
  /** `name`: of the entry in it that may not be there. */
  'archive_entry',
  /** `count`, `most`: entries of an archive. */
  'archive_count',
  /** `most`: bytes that an archive may unpack to. */
  'archive_size',
  /** An archive within an archive within an archive. */
  'archive_depth',
  /** Locked by a password, so that nobody can check it. */
  'encrypted',
  'no_sound',
  'no_video',
  /** `found`: the coding of a film that not every browser plays, as its container names it. */
  'video_codec',
  /** Not WebVTT in UTF-8, or without a time at which something is said. */
  'no_captions',
  /** `minutes`, `most`: longer than sound or a film may be. */
  'too_long',
  /** The scanner found malware. */
  'malware',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A file that is not taken, and why. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly parameters: Record<string, string | number>

  constructor(code: RefusalCode, parameters: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(parameters)}`, options)
    this.name = 'Refusal'
    this.code = code
    this.parameters = parameters
  }
}
