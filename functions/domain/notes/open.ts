interface Said {
  entries: readonly { takenBack?: string | undefined }[]
}

/** Whether anything of a note is left to be read. */
export const isThere = ({ entries }: Said): boolean =>
  entries.some(({ takenBack }) => takenBack === undefined)

/** Whether a note waits for somebody. */
export const isOpen = (note: Said & { resolved?: object | undefined }): boolean =>
  note.resolved === undefined && isThere(note)
