import type { Answer, Api } from '../api/api.ts'
import { Refusal } from '../api/refusal.ts'
import type { Move } from './move.ts'

/** Each file that comes meanwhile is a change of the move; more of them in a row are not waited for. */
const mostTries = 6

/** Takes a file out of a move, whatever else is brought to it at the same time. */
export async function takeOut(api: Api, move: string, file: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { data, tag }: Answer<Move> = await api.read<Move>(`/moves/${move}`)
    if (!data.files.some(({ id }) => id === file)) return
    try {
      await api.write(`/moves/${move}/files/${file}`, { method: 'DELETE', match: tag })
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 412 || tries === mostTries) throw error
    }
  }
}
