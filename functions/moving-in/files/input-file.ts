/** A file of the run, in a folder or in a zip. */
export interface InputFile {
  /** `/` between, NFC; see `Place`. */
  path: string
  /** Bytes. */
  size: number
  /** All of it. Throws where it has more than `most` bytes (64 MiB unless told otherwise). */
  bytes(most?: number): Promise<Buffer>
  stream(): AsyncIterable<Buffer>
}

/** All files of the run. */
export interface InputFiles {
  all: readonly InputFile[]
  /** The very file at a path of the run. */
  at(path: string): InputFile | undefined
  /**
   * The file that an address of the old portal means (`/PublishingImages/2019/%E1nh.jpg`): by the end of its path, decoded,
   * without regard to case; or by its name alone if only one has it. `near` is the file that names it, and decides between several.
   */
  find(address: string, near?: string): InputFile | undefined
}
