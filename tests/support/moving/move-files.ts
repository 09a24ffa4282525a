import { Readable } from 'node:stream'
import type { MoveFiles } from '../../../functions/store/move-files.ts'

/** Files of moves in memory: what a form is lent for is there at once, filled with blanks. */
export function createMemoryMoveFiles(): MoveFiles {
  const held = new Map<string, Buffer<ArrayBuffer>>()
  const keyOf = (move: string, name: string) => `${move}/${name}`
  return {
    async list(move, below = '') {
      return [...held]
        .filter(([key]) => key.startsWith(keyOf(move, below)))
        .map(([key, bytes]) => ({ name: key.slice(move.length + 1), bytes: bytes.length }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    },
    async lend(move, { id, bytes }) {
      held.set(keyOf(move, `files/${id}`), Buffer.alloc(bytes, ' '))
      return { url: 'https://uploads.example/', fields: { key: id }, expires: '2026-01-02T03:04:05.000Z' }
    },
    async open(move, name) {
      const bytes = held.get(keyOf(move, name))
      return bytes && Readable.from([bytes])
    },
    read: async (move, name) => held.get(keyOf(move, name)),
    readPart: async (move, name, from, length) => held.get(keyOf(move, name))?.subarray(from, from + length),
    async put(move, name, body) {
      held.set(keyOf(move, name), Buffer.from(body))
    },
    async remove(move, below = '') {
      for (const key of [...held.keys()]) if (key.startsWith(keyOf(move, below))) held.delete(key)
    },
  }
}
