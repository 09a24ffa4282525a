import type { MediaInfo } from '../text/media-source.ts'
import type { PastedPicture } from './notice.ts'

/** `sending`: on its way into the library. `failed`: it did not get there. `there`: it did, or has gone from the text. */
export type SlotState = 'waiting' | 'sending' | 'failed' | 'there'

export interface Slot {
  picture: PastedPicture
  state: SlotState
  /** What is shown meanwhile. */
  address?: string
  /** Why it failed, in words. */
  reason?: string
}

interface SlotOptions {
  /** Puts a file into the library under this id. */
  upload: (file: File, id: string) => Promise<void>
  /** What stands in the place of a picture that is not there, in words. */
  titleOf: (slot: Slot) => string
  reasonOf: (error: unknown) => string
}

/** Places of pictures that were pasted, until they are in the library. */
export class Slots {
  readonly #slots = new Map<string, Slot>()
  readonly #listeners = new Set<() => void>()
  readonly #options: SlotOptions
  #all: readonly Slot[] = []

  constructor(options: SlotOptions) {
    this.#options = options
  }

  /** Keeps a place, and sends what is at hand. */
  add(picture: PastedPicture): void {
    this.#set({ picture, state: 'waiting' })
    if (picture.file)
      this.fill(picture.id, new File([picture.file], picture.name, { type: picture.file.type }))
  }

  /** Puts a file of this computer into a place. */
  fill(id: string, file: File): void {
    const slot = this.#slots.get(id)
    if (!slot) return
    const sending = { picture: slot.picture, address: URL.createObjectURL(file) }
    this.#set({ ...sending, state: 'sending' })
    this.#options.upload(file, id).then(
      () => this.#set({ ...sending, state: 'there' }),
      (error: unknown) => this.#set({ ...sending, state: 'failed', reason: this.#options.reasonOf(error) }),
    )
  }

  forget(id: string): void {
    const slot = this.#slots.get(id)
    if (slot) this.#set({ ...slot, state: 'there' })
  }

  /** As the editor asks for files of the library. */
  find(id: string): MediaInfo | undefined {
    const slot = this.#slots.get(id)
    if (!slot) return undefined
    const { address } = slot
    return { kind: 'picture', title: this.#options.titleOf(slot), ...(address && { address }) }
  }

  readonly all = (): readonly Slot[] => this.#all

  readonly subscribe = (onChange: () => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  #set(slot: Slot): void {
    this.#slots.set(slot.picture.id, slot)
    this.#all = [...this.#slots.values()]
    for (const tell of this.#listeners) tell()
  }
}
