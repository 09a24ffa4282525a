import { Refused, Unasked } from './aws.ts'

/** `wrong`: a deployment would fail, or lose something. `note`: worth knowing. `unasked`: no right, or no answer. */
export interface Finding {
  is: 'ok' | 'note' | 'wrong' | 'unasked'
  about: string
  detail: string
  /** @default nothing is to be done */
  todo?: string
}

/** What a look found; nothing that AWS answers, or does not, ends the program. */
export async function find(
  about: string,
  look: () => Promise<Omit<Finding, 'about'> | Omit<Finding, 'about'>[]>,
): Promise<Finding[]> {
  try {
    return [await look()].flat().map((each) => ({ about, ...each }))
  } catch (error) {
    if (error instanceof Unasked) return [{ is: 'unasked', about, detail: error.message }]
    if (error instanceof Refused)
      return [{ is: 'unasked', about, detail: `AWS answered ${error.code}: ${error.message}` }]
    const detail = `the answer could not be read: ${error instanceof Error ? error.message.slice(0, 200) : error}`
    return [{ is: 'unasked', about, detail }]
  }
}
